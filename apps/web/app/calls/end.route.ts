import { data } from 'react-router'
import { callCan } from '#flows/call-states.ts'
import { recordDeed } from '#infra/db/deeds/record-deed.ts'
import { CarrierError } from '#infra/signalwire/carrier-error.ts'
import { answeredRefusal } from '../shared/answered-refusal.server.ts'
import { requirePermission } from '../shared/require-permission.ts'
import { servicesContext } from '../shared/services.ts'
import type { Route } from './+types/end.route'
import { ownCall } from './own-call.server.ts'

export const handle = { permission: 'calls.end' }

/** Ends a running call: the caller's leg is ended at the carrier, and everything else follows as if the caller had hung up. */
export async function action(args: Route.ActionArgs) {
  return answeredRefusal(end(args), 'You may not end this call any more.')
}

async function end({ params, context }: Route.ActionArgs) {
  const { db, session, record, about, by, on } = await ownCall(context, params.call)
  requirePermission(context, 'calls.end', about)
  if (!callCan.hangUp(record)) return data({ error: 'The call is over already.' }, { status: 409 })
  // before the carrier is asked: an end that was ordered is on record even if nobody lives to see it done
  await db.withOrganisation(session.organisation.id, (em) => recordDeed(em, { by, kind: 'call.ended', on, changed: {} }))
  try {
    await context.get(servicesContext).endCall(record.call)
    return data({ error: null })
  } catch (error) {
    if (!(error instanceof CarrierError)) throw error
    return data({ error: 'The carrier did not end the call. Try again, or hang up your phone.' }, { status: 502 })
  }
}
