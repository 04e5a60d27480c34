import type { RouterContextProvider } from 'react-router'
import { z } from 'zod'
import type { DoneBy } from '#infra/db/deed.ts'
import { readConversation, type ListedConversation } from '#infra/db/inbox/list-conversations.ts'
import type { NumberForMember } from '#infra/db/inbox/visible-numbers.ts'
import type { Database } from '#infra/db/orm.ts'
import type { Permission } from '#infra/deeds/permissions.ts'
import { clientContext } from '../access/contexts.ts'
import { notFound, requirePermission } from '../access/require-permission.ts'
import { seenNumbers } from '../access/seen-numbers.server.ts'
import { servicesContext } from '../access/services.ts'
import { sessionContext, type Session } from '../access/session.ts'

export interface OwnConversation {
  readonly db: Database
  readonly session: Session
  readonly conversation: ListedConversation
  readonly number: NumberForMember
  /** The person, as whoever does a deed. */
  readonly by: DoneBy
}

/** The conversation that an address names, if the person may do this with it. @throws Response 404, or 403 with who may. */
export async function ownConversation(
  context: Readonly<RouterContextProvider>,
  { id, permission }: { readonly id: string; readonly permission: Permission },
): Promise<OwnConversation> {
  const session = context.get(sessionContext)
  const { db } = context.get(servicesContext)
  if (!z.guid().safeParse(id).success) throw notFound()
  const conversation = await readConversation(db, { organisation: session.organisation.id, conversation: id })
  const number = conversation && (await seenNumbers(db, session)).find((seen) => seen.id === conversation.number.id)
  if (!conversation || !number) throw notFound()
  requirePermission(context, permission, { number: number.id, openToOrganisation: number.openToOrganisation })
  const by = {
    organisation: session.organisation.id,
    actor: session.member,
    address: context.get(clientContext).address,
  }
  return { db, session, conversation, number, by }
}
