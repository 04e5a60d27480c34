import type { RouterContextProvider } from 'react-router'
import { callInWords, readCall, type CallRecord } from '#infra/db/call/read-call.ts'
import type { DoneBy } from '#infra/db/deed.ts'
import type { DeedOn } from '#infra/db/deeds/kinds.ts'
import type { Database } from '#infra/db/orm.ts'
import { numbersForMember } from '#infra/db/inbox/visible-numbers.ts'
import { clientContext } from '../access/contexts.ts'
import { may, type About } from '#infra/deeds/permissions.ts'
import { notFound } from '../access/require-permission.ts'
import { servicesContext } from '../access/services.ts'
import { sessionContext, type Session } from '../access/session.ts'

export interface OwnCall {
  readonly db: Database
  /** With the person's role on this call's number as it is now. */
  readonly session: Session
  readonly record: CallRecord
  /** The call's number, for what depends on access to that. */
  readonly about: About
  /** The person and the call, as the record of deeds names them. */
  readonly by: DoneBy & { readonly address: string }
  readonly on: DeedOn
}

/** The call that an address names, for people on its number and for whoever reads what happened to any call. @throws Response 404 */
export async function ownCall(context: Readonly<RouterContextProvider>, call: string): Promise<OwnCall> {
  const asked = context.get(sessionContext)
  const { db } = context.get(servicesContext)
  const record = await readCall(db, { organisation: asked.organisation.id, call })
  const number =
    record &&
    (await numbersForMember(db, { organisation: asked.organisation.id, member: asked.member })).find(
      ({ id }) => id === record.number.id,
    )
  if (!record || !number) throw notFound()
  const about = { number: number.id, openToOrganisation: number.openToOrganisation }
  const session = { ...asked, numbers: new Map(number.role === null ? [] : [[number.id, number.role] as const]) }
  if (!may(session, 'conversations.see', about) && !may(session, 'audit.see')) throw notFound()
  const by = {
    organisation: session.organisation.id,
    actor: session.member,
    address: context.get(clientContext).address,
  }
  return {
    db,
    session,
    record,
    about,
    by,
    on: { id: record.call, name: callInWords(record) },
  }
}
