import type { Answer, Ended, EndOrder, LegRef } from '#flows/open-call/exchange.ts'
import { callerHasGone, callIsTaken } from '#infra/signalwire/documents/member.ts'
import { endLeg } from '#infra/signalwire/end-leg.ts'
import type { CallRef } from '../call-activities.ts'
import type { CallDeps } from './call-deps.ts'
import { writeEvents } from './write-events.ts'

/** Ends legs, and the caller's when asked. A leg that was over before counts as ended. */
export async function endLegs(deps: CallDeps, call: CallRef, order: EndOrder): Promise<Answer<Ended>> {
  const caller = order.caller ? deps.carrier.end(call.call).catch((error: unknown) => deps.log.info({ error, call: call.call }, "The caller's leg was over")) : null
  const farewells = order.farewell.map((leg) => sayGoodbye(deps, leg))
  const [ended, written] = await Promise.all([endEach(deps, order.legs), writeEvents(deps, call, order.events), caller, ...farewells])
  return { ended, written }
}

/** The carrier tells the end of such a leg as of any other; one that cannot be told is ended with the next order. */
async function sayGoodbye(deps: CallDeps, { leg, carrier }: LegRef): Promise<void> {
  if (carrier === null) return
  try {
    await deps.carrier.redirect({ id: carrier, swml: callerHasGone() })
  } catch (error) {
    deps.log.info({ error, leg }, 'Who accepted could not be told that the caller has gone')
  }
}

/**
 * Whoever has picked up by now is told who has the call, and hears it to its end.
 * @returns the legs that are over now; the others are heard of, or tried again by whoever ordered it.
 */
export async function endEach(deps: CallDeps, legs: readonly LegRef[], takenBy: string | null = null): Promise<string[]> {
  const ended: string[] = []
  const lastWords = takenBy === null ? null : callIsTaken(takenBy)
  await Promise.all(
    legs.map(async ({ leg, carrier }) => {
      if (carrier === null) return
      try {
        if ((await endLeg(deps.carrier, carrier, lastWords)) === 'ended') ended.push(leg)
      } catch (error) {
        deps.log.warn({ error, leg }, 'A leg could not be ended; it is tried again')
      }
    }),
  )
  return ended
}
