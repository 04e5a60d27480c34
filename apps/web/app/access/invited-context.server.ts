import type { RouterContextProvider } from 'react-router'
import type { DeedContext } from '#infra/db/deed.ts'
import type { PendingInvitation } from '#infra/identity/pending-invitations.ts'
import { clientContext } from './contexts.ts'
import { servicesContext } from './services.ts'

/** Whoever answers an invitation, as somebody who does a deed: they are no member yet, and are on no number for it. */
export function invitedContext(
  context: Readonly<RouterContextProvider>,
  { organisation, member, role }: PendingInvitation,
): DeedContext {
  const { db, provision } = context.get(servicesContext)
  return {
    db,
    provision,
    organisation: organisation.id,
    actor: member,
    address: context.get(clientContext).address,
    who: { member, role, numbers: new Map() },
  }
}
