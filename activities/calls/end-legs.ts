import { ApplicationFailure } from '@temporalio/common'
import { eventKey } from '#flows/event-key.ts'
import type { LegId } from '#flows/live-call.ts'
import type { Answer, Ended, EndOrder, KeyedEvent, LegRef } from '#flows/open-call/exchange.ts'
import { callerHasGone, callIsTaken } from '#infra/signalwire/documents/member.ts'
import { endLeg } from '#infra/signalwire/end-leg.ts'
import type { CallRef } from '../call-activities.ts'
import type { CallDeps } from './call-deps.ts'
import { findLegs } from './find-legs.ts'
import { writeEvents } from './write-events.ts'

/**
 * Ends legs. A leg that was over before counts as ended, and one that never was.
 * @throws ApplicationFailure while some leg is not known to be over: the order is given again
 */
export async function endLegs(deps: CallDeps, call: CallRef, order: EndOrder): Promise<Answer<Ended>> {
  const [written] = await Promise.all([writeEvents(deps, call, order.events), ...(await sayGoodbye(deps, call, order.farewell))])
  const { ended, failed } = await endEach(deps, call, order.legs)
  if (failed.length > 0) throw ApplicationFailure.retryable(`not known to be over: ${failed.join(', ')}`, 'legs-not-ended')
  return { ended, written }
}

/** The carrier tells the end of such a leg as of any other; one that cannot be told is ended with the next order. */
async function sayGoodbye(deps: CallDeps, call: CallRef, legs: readonly LegRef[]): Promise<readonly Promise<void>[]> {
  const ids = await idsOf(deps, call, legs)
  return legs.map(async ({ leg }) => {
    try {
      const id = ids.get(leg)
      if (id !== undefined) await deps.carrier.redirect({ id, swml: callerHasGone() })
    } catch (error) {
      deps.log.info({ error, leg }, 'Who accepted could not be told that the caller has gone')
    }
  })
}

export interface EndedEach {
  /** Legs that are over now. */
  readonly ended: readonly LegId[]
  /** Legs whose people hear a last word: these end by themselves. */
  readonly told: readonly LegId[]
  /** Legs that may still be there. */
  readonly failed: readonly LegId[]
}

/**
 * Ends legs and writes at once which of them are over: what is written as open would be reported as
 * a difference for as long as the call lasts. Whoever has picked up by now is told who has the
 * call, and hears it to its end.
 */
export async function endEach(deps: CallDeps, call: CallRef, legs: readonly LegRef[], takenBy: string | null = null): Promise<EndedEach> {
  const ids = await idsOf(deps, call, legs)
  const lastWords = takenBy === null ? null : callIsTaken(takenBy)
  const [ended, told, failed]: [LegRef[], LegId[], LegId[]] = [[], [], []]
  await Promise.all(
    legs.map(async (leg) => {
      const id = ids.get(leg.leg)
      if (id === undefined) {
        // neither a word, nor a callback, nor the log knows of it: it was never placed
        if (Date.now() - leg.orderedAt > SHOWS_WITHIN) ended.push(leg)
        else failed.push(leg.leg)
        return
      }
      try {
        if ((await endLeg(deps.carrier, id, lastWords)) === 'ended') ended.push(leg)
        else told.push(leg.leg)
      } catch (error) {
        deps.log.warn({ error, leg: leg.leg }, 'A leg could not be ended; it is tried again')
        failed.push(leg.leg)
      }
    }),
  )
  if (ended.length > 0) await writeEvents(deps, call, ended.map(stopped))
  return { ended: ended.map(({ leg }) => leg), told, failed }
}

/** A look-up that fails leaves the legs without an id for the next try. */
async function idsOf(deps: CallDeps, call: CallRef, legs: readonly LegRef[]): Promise<ReadonlyMap<LegId, string>> {
  const known = legs.flatMap(({ leg, carrier }) => (carrier === null ? [] : [[leg, carrier] as const]))
  const unknown = legs.filter(({ carrier }) => carrier === null)
  const found = await findLegs(deps, call, unknown).catch((error: unknown) => {
    deps.log.warn({ error, call: call.call }, 'Legs without an id could not be looked for')
    return new Map<LegId, string>()
  })
  return new Map([...known, ...found])
}

function stopped({ leg, member, name, orderedAt }: LegRef): KeyedEvent {
  const at = Date.now()
  const what = { kind: 'stopped-ringing', leg, member, name, why: 'cancelled', seconds: Math.max(0, Math.round((at - orderedAt) / 1000)) } as const
  return { key: eventKey(what), event: { at, node: null, what } }
}

/** Milliseconds after an order at which its leg shows in our rows or in the carrier's log. */
const SHOWS_WITHIN = 10_000
