import { data } from 'react-router'
import { callCan } from '#flows/call/call-states.ts'
import { eventKey } from '#flows/call/happenings/happening.ts'
import { appendEvents } from '#infra/db/call/append-events.ts'
import { recordDeed } from '#infra/db/deeds/record-deed.ts'
import { may } from '#infra/deeds/permissions.ts'
import { CarrierError } from '#infra/signalwire/carrier-error.ts'
import { answeredRefusal } from '../access/answered-refusal.server.ts'
import { servicesContext } from '../access/services.ts'
import type { Route } from './+types/end.route'
import { ownCall } from './own-call.server.ts'
import { standingOn } from './standing-on.ts'

export const handle = { permission: 'calls.end' }

/** Ends a running call, for whoever is on it and for admins of its number: the call does it, and all is as if its caller had gone. */
export async function action(args: Route.ActionArgs) {
  return answeredRefusal(end(args), 'There is no such call, or you may no longer see it.')
}

async function end({ params, context }: Route.ActionArgs) {
  const { db, session, record, about, by, on } = await ownCall(context, params.call)
  if (record.state === 'ended') return data(OVER, { status: 409 })
  const as = standingOn(record, session)
  // whoever reads all calls knows of this one, and hears who could end it
  if (as === null || !may(session, 'calls.end', about) || !callCan('end', { state: record.state, as }))
    return data(NOT_ON_IT, { status: 403 })
  const { actOnCall, endCall } = context.get(servicesContext)
  const key = { organisation: session.organisation.id, call: record.call }
  const who = { member: session.member, name: session.name }
  // before the call is asked: an end that was ordered is on record even if nobody lives to see it done
  await db.withOrganisation(session.organisation.id, (em) =>
    recordDeed(em, { by, kind: 'call.ended', on, changed: {} }),
  )
  // whoever presses twice ends it once
  const asked = await actOnCall(key, { id: `end-${session.member}`, what: 'end', by: { ...who, as } })
  if (asked === 'done') return data({ error: null })
  if (asked === 'refused') return data(OVER, { status: 409 })
  // the engine is away, or does not know the call: nobody is kept in a call by that
  try {
    const at = Date.now()
    await endCall(record.call)
    const what = { kind: 'ended-by', ...who } as const
    await appendEvents(db, { ...key, events: [{ key: eventKey(what), event: { at, node: null, what } }] })
    return data({ error: null })
  } catch (error) {
    if (!(error instanceof CarrierError)) throw error
    return data({ error: 'The carrier did not end the call. Try again, or hang up your phone.' }, { status: 502 })
  }
}

const OVER = { error: 'The call is already over.' }
const NOT_ON_IT = { error: 'Only somebody who is on the call, or an admin of its number, can end it.' }
