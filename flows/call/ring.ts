import type { Seat } from './facts.ts'
import { milliseconds, type RingHow, type RingOutcome } from '../live-call.ts'
import { MOST_AT_ONCE, whyBarred } from '../nodes/chosen-seats.ts'
import { ACCEPT_WITHIN, NEWS_OVERDUE } from './seat-clock.ts'
import type { Dialled, FoundLeg } from './exchange.ts'
import type { Alarm } from './waiting.ts'
import type { Leg } from './leg-book.ts'
import type { CallParts } from './call-parts.ts'
import { push, pushUntilBegun, type PushParts } from './push.ts'
import type { Ringing } from './rings.ts'
import { isDecided } from './happenings/so-far.ts'

/** What it takes to ring people. */
type RingParts = PushParts & Pick<CallParts, 'rings' | 'steps'>

/** Rings people and says what came of it. The caller hears ringing before anybody is dialled. */
export async function ring(call: RingParts, seats: readonly Seat[], how: RingHow): Promise<RingOutcome> {
  const willing = choose(call, seats, how)
  if (willing.length === 0) return unanswered(call, { kind: 'nobody' })
  const seconds = milliseconds(how.time) / 1000
  const turns = how.order === 'together' ? [willing] : willing.map((seat) => [seat])
  const planned = milliseconds(how.time) * turns.length
  const step = await call.steps.hand([{ do: 'park', for: planned + PARK_SPARE }])
  const ringing = call.rings.begin(step.n)
  const late = {
    alarm: call.waiting.alarm(
      planned + NEWS_OVERDUE,
      `${how.order === 'together' ? 'all' : 'each in turn'}: ring, then ask the carrier`,
    ),
  }
  try {
    const pushed = await push(call, { to: call.caller, step })
    // what is unknown holds up no phone
    if (pushed.answer === 'unsure') void pushUntilBegun(call, { to: call.caller, step }, pushed)
    if (pushed.answer === 'refused')
      call.journal.note({ kind: 'trouble', with: 'redirect', detail: 'the caller could not be moved to ringing' })
    for (const turn of turns) {
      await takeTurn(call, ringing, { turn, seconds, how, late })
      if (ringing.winner) return { kind: 'claimed', claim: ringing.winner }
    }
    return unanswered(call, outcomeOf(ringing))
  } finally {
    late.alarm.stop()
  }
}

/** Nobody has accepted: from here on a claim by one of these legs comes too late. */
function unanswered({ journal }: Pick<CallParts, 'journal'>, outcome: RingOutcome): RingOutcome {
  journal.know({ kind: 'unanswered' })
  return outcome
}

/** Who rings; the others are told in the story with the reason. */
function choose(call: RingParts, seats: readonly Seat[], how: RingHow): (Seat & { address: string })[] {
  const willing: (Seat & { address: string })[] = []
  for (const seat of seats) {
    const why = whyBarred(seat) ?? (how.order === 'together' && willing.length === MOST_AT_ONCE ? 'limit' : null)
    if (why !== null || seat.address === null)
      call.journal.note({ kind: 'skipped', member: seat.member, name: seat.name, why: why ?? 'no-verified-phone' })
    else willing.push({ ...seat, address: seat.address })
  }
  return willing
}

interface Turn {
  readonly turn: readonly (Seat & { address: string })[]
  readonly seconds: number
  readonly how: RingHow
  /** One alarm for the whole ring; lost news of a single seat comes from the carrier's watch. */
  readonly late: { alarm: Alarm }
}

async function takeTurn(call: RingParts, ringing: Ringing, { turn, seconds, how, late }: Turn): Promise<void> {
  const node = call.caller.current?.node ?? ''
  const until = call.exchange.now() + seconds * 1000
  const legs: Leg[] = []
  const placed: Placed = { lost: null, isOver: false }
  const dial = (seats: Turn['turn'], rings: number): void => {
    const ordered = seats.map((seat, index) => {
      const id = `${ringing.step}-${ringing.legs.length + index + 1}`
      return call.legs.add({ id, seat, address: seat.address, orderedAt: call.exchange.now(), rings, node })
    })
    ringing.legs.push(...ordered)
    legs.push(...ordered)
    place(call, ringing, ordered, { placed, seconds: rings, how })
  }
  dial(turn, seconds)
  const settled = (): true | undefined =>
    ringing.winner || legs.every((leg) => leg.state === 'ended') ? true : undefined
  try {
    for (let asked = 0; ;) {
      const what = await call.waiting.until(
        () => settled() ?? (late.alarm.rang ? 'late' : placed.lost?.rang ? 'lost' : undefined),
      )
      if (what === true) return
      if (what === 'lost') {
        // a dial without an answer holds nobody up for a whole ring: the carrier knows whether it was done
        placed.lost = null
        const never = await neverPlaced(call, ringing, legs.filter(isLost))
        // whoever was never rung is redialled while their time lasts, by another leg: the first is ended if it shows up
        const left = Math.round((until - call.exchange.now()) / 1000)
        if (never.length > 0 && left >= SHORTEST_RING) {
          call.journal.note({
            kind: 'trouble',
            with: 'dial',
            detail: 'the carrier did not answer and knows nothing of it, so it is dialled again',
          })
          dial(
            turn.filter((seat) => never.some((leg) => leg.seat.member === seat.member)),
            left,
          )
        }
        if (legs.some(isLost))
          placed.lost ??= call.waiting.alarm(LOOKED_UP_AGAIN, 'ask the carrier again for the dials without an answer')
        continue
      }
      // no news although the time is long up: the carrier knows
      const open = legs.filter((leg) => leg.state !== 'ended')
      const found = await lookUp(call, open, settled)
      if (found === true) return
      asked += 1
      // no phone rings longer than it was dialled for: whatever is there is not known to be ours by now
      if (found.length > 0) call.orders.giveUp(open.filter(isLost), 'no-answer')
      if (asked > MOST_QUESTIONS) call.orders.giveUp(open, 'no-answer')
      const wait =
        found.length === 0
          ? LOOKED_UP_AGAIN
          : found.some((leg) => leg.state === 'answered')
            ? ACCEPT_WITHIN
            : NEWS_OVERDUE
      late.alarm = call.waiting.alarm(wait, 'ask the carrier again')
    }
  } finally {
    placed.lost?.stop()
    placed.isOver = true
  }
}

/** Asks the carrier for dials without an answer. @returns those of which it knows nothing: they are given up, and whoever accepts by one comes too late */
async function neverPlaced(call: RingParts, ringing: Ringing, lost: readonly Leg[]): Promise<readonly Leg[]> {
  let asked = false
  void call.orders.lookUp(lost, true).then(() => {
    asked = true
    call.waiting.changed()
  })
  // who accepts meanwhile does not wait for it
  return await call.waiting.until(() => {
    if (ringing.winner) return []
    const never = lost.filter((leg) => leg.unsure)
    return never.length > 0 || asked || lost.every((leg) => leg.state === 'ended') ? never : undefined
  })
}

/** Asks the carrier what has become of legs. @returns what it said, nothing if it could not be asked; true when that is no longer the question */
async function lookUp(
  call: RingParts,
  legs: readonly Leg[],
  settled: () => true | undefined,
): Promise<readonly FoundLeg[] | true> {
  let answer: readonly FoundLeg[] | undefined
  void call.orders.lookUp(legs, true).then(({ legs: found }) => {
    answer = found
    call.waiting.changed()
  })
  // who accepts meanwhile does not wait for it
  return await call.waiting.until(() => settled() ?? answer)
}

/** Dialled without an answer, and nothing is known of it yet. */
function isLost(leg: Leg): boolean {
  return leg.state === 'ordered' && !leg.dialling
}

/** What is being dialled in a turn: when the carrier is asked about those whose answer was lost. */
interface Placed {
  lost: Alarm | null
  /** Nobody is looking after the turn any more. */
  isOver: boolean
}

/**
 * Dials, and goes on at once: each leg counts as soon as its phone rings, whatever the carrier's
 * answer to another one does. A leg that comes too late is ended.
 */
function place(
  call: RingParts,
  ringing: Ringing,
  legs: readonly Leg[],
  { placed, seconds, how }: Pick<Turn, 'seconds' | 'how'> & { readonly placed: Placed },
): void {
  const orders = legs.map((leg) => ({
    leg: leg.id,
    member: leg.seat.member,
    name: leg.seat.name,
    address: leg.address,
    seconds,
  }))
  void call.orders.dial(orders, how.order).then((dialled) => {
    for (const answer of dialled) take(call, answer, seconds, how)
    for (const leg of legs) leg.dialling = false
    if (!placed.isOver && legs.some(isLost)) {
      const since = call.exchange.now() - Math.min(...legs.map((leg) => leg.orderedAt))
      placed.lost?.stop()
      placed.lost = call.waiting.alarm(
        Math.max(LOOKED_UP_AFTER - since, LOOKED_UP_AT_ONCE),
        'ask the carrier for the dials without an answer',
      )
    }
    const strays = legs.filter((leg) => leg.state !== 'ended' && leg.state !== 'claimed')
    // whoever ends the whole call has waited for this dial
    if (strays.length > 0 && call.rings.current !== ringing && !isDecided(call.journal.soFar))
      void call.orders.chase(strays)
    call.waiting.changed()
  })
}

/** What the carrier said to one dial. A claim may have come before it: then the leg is already won. */
function take(call: RingParts, answer: Dialled, seconds: number, how: RingHow): void {
  const leg = call.legs.get(answer.leg)
  if (!leg) return
  // whoever has accepted is there: an order that was given again and came to nothing takes nobody away
  if (leg.state === 'claimed' && answer.result !== 'dialled' && answer.result !== 'lost') return
  const { member, name } = leg.seat
  const rings = (carrier: string | null) =>
    call.journal.note({
      kind: 'rings',
      leg: leg.id,
      member,
      name,
      carrier,
      address: leg.address,
      seconds,
      order: how.order,
    })
  switch (answer.result) {
    case 'dialled':
      leg.carrier ??= answer.carrier
      if (leg.state === 'ordered') leg.state = 'placed'
      rings(answer.carrier)
      return
    case 'lost':
      rings(leg.carrier)
      return
    case 'talking':
      leg.state = 'ended'
      call.journal.note({ kind: 'skipped', member, name, why: 'talking' })
      return
    case 'refused':
      call.journal.note({ kind: 'trouble', with: 'dial', detail: answer.detail })
      call.orders.legEnded(leg, answer.why, call.exchange.now())
      return
    case 'called-off':
      if (answer.carrier !== null) {
        rings(answer.carrier)
        call.orders.legEnded(leg, 'cancelled', call.exchange.now())
      }
      leg.state = 'ended'
      return
    case 'document-drives':
      leg.state = 'ended'
      return
  }
}

function outcomeOf(ringing: Ringing): RingOutcome {
  // for somebody who was dialled again, what came of that
  const last = new Map(ringing.legs.map((leg) => [leg.seat.member, leg]))
  const rung = [...last.values()].filter((leg) => leg.why !== null)
  if (rung.length === 0) return { kind: 'nobody' }
  return rung.every((leg) => leg.why === 'declined' || leg.why === 'busy')
    ? { kind: 'declined' }
    : { kind: 'no-answer' }
}

/** How much longer than planned the caller may hear ringing before the document asks: whoever picked up at the last moment may still press 1. Milliseconds. */
const PARK_SPARE = ACCEPT_WITHIN + 5000

/** How often the carrier is asked about one turn before its legs are ended. */
const MOST_QUESTIONS = 8

/** A phone that would ring for less is not dialled again. Seconds. */
const SHORTEST_RING = 3

/** Milliseconds after the order to dial at which the carrier is asked whether it was done, when no answer came. */
const LOOKED_UP_AFTER = 4000
/** The same after the dial came back, when it took its time: what was placed at the last moment shows by then. */
const LOOKED_UP_AT_ONCE = 2000
/** Milliseconds after which it is asked again, if it did not say. */
const LOOKED_UP_AGAIN = 2000
