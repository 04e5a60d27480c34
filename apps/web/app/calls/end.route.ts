import { data } from 'react-router'
import { endCall } from '#infra/deeds/calls/end-call.ts'
import { refused } from '#infra/errors.ts'
import { answeredRefusal } from '../access/answered-refusal.server.ts'
import { servicesContext } from '../access/services.ts'
import type { Route } from './+types/end.route'
import { ownCall } from './own-call.server.ts'

export const handle = { permission: 'calls.end' }

/** Ends a running call. */
export async function action(args: Route.ActionArgs) {
  return answeredRefusal(end(args), 'There is no such call, or you may no longer see it.')
}

async function end({ params, context }: Route.ActionArgs) {
  // not one of the organisation's deeds at a time: an end waits for nobody's import
  const { db, session, record, by } = await ownCall(context, params.call)
  const { actOnCall, carrier } = context.get(servicesContext)
  // whoever knows of a call hears that it is over, and not who could have ended it
  const done =
    record.state === 'ended'
      ? refused('call-over')
      : await endCall({ ...by, db, who: session, provision: null, actOnCall, carrier }, { call: record.call })
  if (done.ok) return data({ error: null })
  const { title, fix, status } = done.problem
  return data({ error: `${title} ${fix}` }, { status })
}
