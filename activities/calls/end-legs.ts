import { setTimeout as pause } from 'node:timers/promises'
import { ApplicationFailure } from '@temporalio/common'
import { eventKey } from '#flows/call/happenings/happening.ts'
import type { LegId } from '#flows/live-call.ts'
import type { Answer, Ended, EndOrder, KeyedEvent, LegRef } from '#flows/call/exchange.ts'
import { CarrierError, type CarrierTrouble } from '#infra/signalwire/carrier-error.ts'
import { callerHasGone } from '#infra/signalwire/documents/member.ts'
import type { Swml } from '#infra/signalwire/documents/swml.ts'
import { cancelLeg, endLeg } from '#infra/signalwire/end-leg.ts'
import type { CallRef } from '../call-activities.ts'
import type { Attempt } from './attempt.ts'
import type { CallDeps } from './call-deps.ts'
import { findLegs, type Found } from './find-legs.ts'
import { writeEvents } from './write-events.ts'

/**
 * Ends legs. A leg that never was counts as ended, and one that was over before is named as over. A leg that is still
 * being dialled is left to its dial if nothing is there yet.
 * @throws ApplicationFailure while some other leg is not known to be over: the order is given again
 */
export async function endLegs(
  deps: CallDeps,
  call: CallRef,
  order: EndOrder,
  attempt: Attempt,
): Promise<Answer<Ended>> {
  const now = attempt.now()
  // a call that closes hears at once which legs were ended, and writes that and all else with its end
  const isWritten = attempt.isCounted || order.closes !== true
  // told again, the sentence would restart: a leg that does not end after it is ended with the next order
  const toldBefore = legsIn(attempt.remembered)
  const untold = (legs: readonly LegRef[]): readonly LegRef[] => legs.filter(({ leg }) => !toldBefore.includes(leg))
  const [written, { ended, over, told: toldNow, failed, unclear, missing }, saidTo, callerIsOver] = await Promise.all([
    isWritten && writeEvents(deps, call, order.events),
    endEach(deps, call, untold(order.legs), {
      lastWords: order.goodbye ? callerHasGone(call.speech) : null,
      onlyRinging: order.onlyRinging,
      now,
      isWritten,
    }),
    sayGoodbye(deps, call, untold(order.farewell), now),
    order.caller ? callerEnded(deps, call) : true,
  ])
  const told = [...toldBefore, ...names(toldNow), ...saidTo]
  if (told.length > 0) attempt.remember(told)
  const never = missing.filter(({ dialling, orderedAt }) => !dialling && now - orderedAt > SHOWS_WITHIN)
  const open = [
    ...failed,
    ...unclear.filter(({ dialling }) => !dialling),
    ...missing.filter((leg) => !leg.dialling && !never.includes(leg)),
  ]
  const notOver = [...names(open), ...(callerIsOver ? [] : ['the caller'])]
  if (notOver.length > 0)
    throw ApplicationFailure.retryable(`not known to be over: ${notOver.join(', ')}`, 'legs-not-ended')
  // given again, the order finds what it ended itself, which the carrier's news does not tell the call
  const isRepeated = attempt.number > 1 || order.again === true
  const done = isRepeated ? [...ended, ...over] : ended
  const before = isRepeated ? [] : over
  return {
    ...(order.caller && { caller: true }),
    ended: names([...done, ...never]),
    ...(before.length > 0 && { over: names(before) }),
    ...(told.length > 0 && { told }),
    written,
  }
}

async function callerEnded(deps: CallDeps, { call }: CallRef): Promise<boolean> {
  try {
    await endLeg(deps.carrier, call)
    return true
  } catch (error) {
    deps.log.warn({ error, call }, 'The caller could not be hung up on; it is tried again')
    return false
  }
}

function legsIn(remembered: unknown): readonly LegId[] {
  return Array.isArray(remembered) ? remembered.filter((leg) => typeof leg === 'string') : []
}

/** The carrier reports the end of such a leg like any other. @returns the legs that hear it */
async function sayGoodbye(
  deps: CallDeps,
  call: CallRef,
  legs: readonly LegRef[],
  now: number,
): Promise<readonly LegId[]> {
  if (legs.length === 0) return []
  const { ids } = await idsOf(deps, call, legs, now)
  const hear = await Promise.all([...ids].map(([leg, id]) => hears(deps, call, { leg, id })))
  return [...ids.keys()].filter((_, at) => hear[at])
}

async function hears(
  deps: CallDeps,
  { speech }: CallRef,
  { leg, id }: { readonly leg: LegId; readonly id: string },
): Promise<boolean> {
  for (const wait of [...GOODBYES, null]) {
    try {
      await deps.carrier.redirect({ id, swml: callerHasGone(speech) })
      return true
    } catch (error) {
      if (wait === null || !(error instanceof CarrierError) || !PASSES.has(error.kind)) {
        deps.log.info({ error, leg }, 'Who accepted could not be told that the caller has gone')
        break
      }
      await pause(wait)
    }
  }
  return false
}

/** Each leg is in one of these. */
export interface EndedEach {
  /** Legs that were ended now. */
  readonly ended: readonly LegRef[]
  /** Legs that had ended before: their callbacks tell why. */
  readonly over: readonly LegRef[]
  /** Legs that hear a last word and end by themselves. */
  readonly told: readonly LegRef[]
  /** Legs that are there and could not be ended. */
  readonly failed: readonly LegRef[]
  /** Legs that may be there: they could not be looked for, or something that is there may be somebody else's. */
  readonly unclear: readonly LegRef[]
  /** Legs unknown to any word, any callback and the carrier's log. */
  readonly missing: readonly LegRef[]
}

/**
 * Ends legs and writes at once which of them it has ended. Whoever has picked up by now is told why, and
 * hears it to its end.
 * @param how.lastWords null: they are ended without a word
 * @param how.onlyRinging whoever has picked up goes on, in none of the lists
 * @param how.now by Temporal's clock, as the legs' orders are dated
 * @param how.isWritten false where whoever gave the order writes at once which legs were ended
 */
export async function endEach(
  deps: CallDeps,
  call: CallRef,
  legs: readonly LegRef[],
  {
    lastWords,
    onlyRinging = false,
    now,
    isWritten = true,
  }: {
    readonly lastWords: Swml | null
    readonly onlyRinging?: boolean | undefined
    readonly now: number
    readonly isWritten?: boolean
  },
): Promise<EndedEach> {
  const found = await idsOf(deps, call, legs, now)
  const nameless = legs.filter(({ leg }) => !found.ids.has(leg))
  const become = {
    ended: [] as LegRef[],
    told: [] as LegRef[],
    over: [] as LegRef[],
    failed: [] as LegRef[],
    'picked-up': [] as LegRef[],
  }
  await Promise.all(
    legs.map(async (leg) => {
      const id = found.ids.get(leg.leg)
      if (id === undefined) return
      try {
        const is = onlyRinging ? await cancelLeg(deps.carrier, id) : await endLeg(deps.carrier, id, lastWords)
        become[is].push(leg)
      } catch (error) {
        deps.log.warn({ error, leg: leg.leg }, 'A leg could not be ended; it is tried again')
        become.failed.push(leg)
      }
    }),
  )
  if (isWritten && become.ended.length > 0)
    await writeEvents(
      deps,
      call,
      become.ended.map((leg) => stopped(leg, now)),
    )
  return {
    ...become,
    unclear: nameless.filter(({ leg }) => found.unclear.has(leg)),
    missing: nameless.filter(({ leg }) => !found.unclear.has(leg)),
  }
}

export function names(legs: readonly LegRef[]): LegId[] {
  return legs.map(({ leg }) => leg)
}

/** A failed look-up does not prove any leg absent. */
async function idsOf(deps: CallDeps, call: CallRef, legs: readonly LegRef[], now: number): Promise<Found> {
  const known = legs.flatMap(({ leg, carrier }) => (carrier === null ? [] : [[leg, carrier] as const]))
  const nameless = legs.filter(({ carrier }) => carrier === null)
  try {
    const { ids, unclear } = await findLegs(
      deps,
      call,
      nameless.map(({ leg, address, orderedAt }) => ({ leg, address, age: now - orderedAt })),
    )
    return { ids: new Map([...known, ...ids]), unclear }
  } catch (error) {
    deps.log.warn({ error, call: call.call }, 'Legs without an id could not be looked for')
    return { ids: new Map(known), unclear: new Set(nameless.map(({ leg }) => leg)) }
  }
}

function stopped({ leg, member, name, orderedAt }: LegRef, now: number): KeyedEvent {
  const what = {
    kind: 'stopped-ringing',
    leg,
    member,
    name,
    why: 'cancelled',
    seconds: Math.max(0, Math.round((now - orderedAt) / 1000)),
  } as const
  return { key: eventKey(what), event: { at: Date.now(), node: null, what } }
}

/** Milliseconds by which a leg has shown in our rows or the carrier's log after its order, however late the carrier. */
const SHOWS_WITHIN = 20_000
/** Milliseconds before a goodbye that the carrier did not take is repeated: as long as a person waits for a voice. */
const GOODBYES = [300, 700, 1500]
const PASSES: ReadonlySet<CarrierTrouble> = new Set(['unavailable', 'busy-limit', 'lost'])
