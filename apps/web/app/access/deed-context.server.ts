import type { RouterContextProvider } from 'react-router'
import type { DeedContext } from '#infra/db/deed.ts'
import { oneAtATime } from '#infra/db/one-at-a-time.ts'
import { clientContext } from './contexts.ts'
import type { About, Permission } from '#infra/deeds/permissions.ts'
import { requirePermission } from './require-permission.ts'
import { servicesContext } from './services.ts'
import type { Session } from './session.ts'

/**
 * Whoever is signed in, as somebody who does a deed, with who they are. The organisation's deeds are done one at a time.
 * @param about the number that the deed is about, for what depends on it.
 * @throws Response the refusal when they may not.
 */
export function deedContext(
  context: Readonly<RouterContextProvider>,
  permission: Permission,
  about?: About,
): DeedContext & { readonly who: Session } {
  const who = requirePermission(context, permission, about)
  const { db, provision } = context.get(servicesContext)
  return {
    db: oneAtATime(db),
    provision,
    organisation: who.organisation.id,
    actor: who.member,
    address: context.get(clientContext).address,
    who,
  }
}
