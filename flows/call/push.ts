import type { Step } from '../verbs/instruction.ts'
import { entersRoom } from '../verbs/join/join.ts'
import type { Moved } from './exchange.ts'
import type { LegSteps } from './leg-steps.ts'
import type { Leg } from './leg-book.ts'
import type { CallParts } from './call-parts.ts'
import { isDecided } from './happenings/so-far.ts'

/** What it takes to bring a leg to a step. */
export type PushParts = Pick<CallParts, 'exchange' | 'journal' | 'waiting' | 'caller' | 'legs' | 'room' | 'orders'>

/** A step, and the leg that is brought to it. */
export interface Push {
  readonly to: LegSteps
  readonly step: Step
}

/** What came of the order that brings a leg to a step. */
export interface Pushed {
  /** `pulled`: the step's document is fetched by the one before it, and needs no order. */
  readonly answer: Moved['caller'] | 'acknowledged' | 'pulled'
  /** When that was known, milliseconds since 1970. */
  readonly at: number
}

/**
 * Gives the one order that brings a leg to a step and ends legs that nobody waits for any
 * more; those are chased if they are not over then. Never throws.
 */
export async function push(
  parts: PushParts,
  { losers = [], ...push }: Push & { readonly losers?: readonly Leg[] },
): Promise<Pushed> {
  const answer = push.step.by === 'pull' ? 'pulled' : await parts.orders.move(push, { losers })
  if (losers.some((leg) => leg.state !== 'ended')) void parts.orders.chase(losers)
  return { answer, at: parts.exchange.now() }
}

/**
 * Gives the order again until the document is known to have begun: as often as is reasonable, as long as the step stands and
 * the call is not over. One that the carrier has taken, and that may only not have been heard, is given again when the person
 * is known to wait in the room. Never throws.
 *
 * @returns `unsure` when it is still not known; the carrier may have moved the leg all the same
 */
export async function pushUntilBegun(
  parts: PushParts,
  push: Push,
  first: Pushed,
  isWanted: () => boolean = () => true,
): Promise<Pushed> {
  const isMoot = (): boolean => isDecided(parts.journal.soFar) || push.to.current?.n !== push.step.n || !isWanted()
  // of no other step is its beginning told
  const joins = entersRoom(push.step.list)
  let last = first.answer === 'moved' && joins ? await unlessMissed(parts, push, { first, isMoot }) : first
  for (const pause of PAUSES) {
    if ((last.answer !== 'unsure' && last.answer !== 'acknowledged') || isMoot()) break
    const known = await parts.waiting.afterwardsOr(
      () => (hasBegun(parts, push) ? 'moved' : isMoot() ? 'moot' : undefined),
      pause,
      'until the pushed document begins',
    )
    if (known === 'moved') return { answer: 'moved', at: last.at }
    if (known === 'moot') break
    const again = await parts.orders.move(push, { again: true })
    const isTaken = last.answer === 'acknowledged'
    // nobody can say more of an order than that it was taken; taken twice, it is left to run: each one starts afresh
    if (!isTaken || again !== 'unsure') last = { answer: again, at: parts.exchange.now() }
    if (isTaken && again === 'acknowledged') break
  }
  // who is gone now may have been moved before
  return last.answer === 'gone' && first.answer === 'unsure' ? { ...last, answer: 'unsure' } : last
}

/** A caller whom the carrier says to have moved counts as moved, until their document is told not to have begun. */
async function unlessMissed(
  { waiting, exchange, room, legs }: PushParts,
  push: Push,
  { first, isMoot }: { readonly first: Pushed; readonly isMoot: () => boolean },
): Promise<Pushed> {
  return await waiting.afterwards<Pushed>(() => {
    if (push.to.of !== null || isMoot() || hasBegun({ room, legs }, push)) return first
    return room.isCallerMissed(push.step.n) ? { answer: 'acknowledged', at: exchange.now() } : undefined
  })
}

/**
 * Brings the caller to their last step where it cannot wait for the last order of the call: when something is heard before the end,
 * or while a dial without a trace keeps that order waiting.
 *
 * @returns whether the step's document says what is to be heard, and hangs up itself
 */
export async function pushFarewell(parts: PushParts, step: Step): Promise<boolean> {
  const isHeard = step.list.length > 1
  if (!isHeard && parts.legs.open().length === 0) return false
  const last = { to: parts.caller, step }
  const pushed = await pushUntilBegun(parts, last, await push(parts, last))
  return isHeard && pushed.answer === 'moved'
}

function hasBegun({ room, legs }: Pick<CallParts, 'room' | 'legs'>, { to, step }: Push): boolean {
  if (to.resultOf(step.n) !== undefined) return true
  return to.of === null ? room.callerBy(step.n) !== undefined : legs.get(to.of)?.state === 'ended'
}

/** Milliseconds before each repetition. About as long as a person who has accepted waits for a voice. */
const PAUSES = [1000, 1000, 2000, 3000, 4000, 4000, 5000]
