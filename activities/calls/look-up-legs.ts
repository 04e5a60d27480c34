import type { Answer, FoundLeg, LookedUp, LookUpOrder } from '#flows/call/exchange.ts'
import { metAt } from '#infra/db/call/leg-carriers.ts'
import type { LogEntry } from '#infra/signalwire/answers.ts'
import { endedAtInLog, endInLog } from '#infra/signalwire/spellings.ts'
import type { CallRef } from '../call-activities.ts'
import type { Attempt } from './attempt.ts'
import { callerAnsweredAt, legAnsweredAt } from './answered-at.ts'
import type { CallDeps } from './call-deps.ts'
import { findLegs } from './find-legs.ts'
import { writeEvents } from './write-events.ts'

/** Asks the carrier's log what has become of legs, and whether the caller is still there; and our rows whether two have met. */
export async function lookUpLegs(
  deps: CallDeps,
  call: CallRef,
  order: LookUpOrder,
  attempt: Attempt,
): Promise<Answer<LookedUp>> {
  const now = attempt.now()
  const nameless = order.legs
    .filter(({ carrier }) => carrier === null)
    .map(({ leg, address, orderedAt }) => ({ leg, address, age: now - orderedAt }))
  const writing = writeEvents(deps, call, order.events)
  const [caller, met, found] = await Promise.all([
    order.caller ? deps.carrier.log(call.call) : null,
    order.met === null
      ? null
      : metAt(deps.db, {
          organisation: call.organisation,
          call: call.call,
          leg: order.met,
          timeout: attempt.isCounted ? 2000 : AT_ONCE,
        }),
    findLegs(deps, call, nameless),
  ])
  const legs = await Promise.all(
    order.legs.map(async ({ leg, carrier }): Promise<FoundLeg> => {
      if (found.unclear.has(leg)) return { leg, carrier: null, state: 'unclear' }
      const id = carrier ?? found.ids.get(leg) ?? null
      const entry = id === null ? null : await deps.carrier.log(id)
      if (!entry) return { leg, carrier: id, state: 'unknown' }
      return stateOf(leg, entry, entry.state === 'ended' ? await legAnsweredAt(deps, call, leg) : null)
    }),
  )
  // a log that does not know the caller may lag behind: whether they are forgotten, the watch finds out
  return {
    callerEnded: caller?.state === 'ended',
    callerEndedAt: caller?.state === 'ended' ? endedAtInLog(caller, await callerAnsweredAt(deps, call)) : null,
    metAt: met,
    legs,
    written: await writing,
  }
}

/** For rows that a workflow task waits for: it is let go then, and they are asked once more. Milliseconds. */
const AT_ONCE = 400

function stateOf(leg: string, entry: LogEntry, answeredAt: number | null): FoundLeg {
  switch (entry.state) {
    case 'queued':
      return { leg, carrier: entry.id, state: 'waiting' }
    case 'ringing':
      return { leg, carrier: entry.id, state: 'ringing' }
    case 'answered':
      return { leg, carrier: entry.id, state: 'answered' }
    case 'ended':
      return { leg, carrier: entry.id, state: 'ended', why: endInLog(), at: endedAtInLog(entry, answeredAt) }
    case 'unknown':
      // a word that we do not know: the leg is taken as still there, and asked for again
      return { leg, carrier: entry.id, state: 'ringing' }
  }
}
