import { mannerOf, type RingHow, type RingOutcome } from '../live-call.ts'
import { ACCEPT_WITHIN, NEWS_OVERDUE } from './seat-clock.ts'
import { isLost, LOOKED_UP_AGAIN, place, type Placed } from './dialling.ts'
import type { FoundLeg } from './exchange.ts'
import type { Alarm } from './waiting.ts'
import type { Leg } from './leg-book.ts'
import type { CallParts } from './call-parts.ts'
import type { Party } from './party.ts'
import { push, pushUntilBegun, type PushParts } from './push.ts'
import type { Ringing } from './rings.ts'
import { hasDeclined, outcomeOf, turnsOf, type Turn } from './turns.ts'

/** What it takes to ring people. */
type RingParts = PushParts & Pick<CallParts, 'rings' | 'steps'>

/** Rings parties and says what came of it. The caller hears ringing before anybody is dialled. */
export async function ring(call: RingParts, parties: readonly Party[], how: RingHow): Promise<RingOutcome> {
  const turns = turnsOf(call, parties, how)
  if (turns.length === 0) return unanswered(call, { kind: 'nobody' })
  const planned = turns.reduce((all, { seconds }) => all + seconds * 1000, 0)
  const step = await call.steps.hand([{ do: 'park', for: planned + PARK_SPARE }])
  const ringing = call.rings.begin(step.n)
  const late = {
    alarm: call.waiting.alarm(
      planned + NEWS_OVERDUE,
      `${how.order === 'together' && !how.groups ? 'all' : 'each in turn'}: ring, then ask the carrier`,
    ),
  }
  try {
    const pushed = await push(call, { to: call.caller, step })
    // what is unknown holds up no phone
    if (pushed.answer === 'unsure') void pushUntilBegun(call, { to: call.caller, step }, pushed)
    if (pushed.answer === 'refused')
      call.journal.note({ kind: 'trouble', with: 'redirect', detail: 'the caller could not be moved to ringing' })
    for (const turn of turns) {
      await takeTurn(call, ringing, { turn, how, late })
      if (ringing.winner) return { kind: 'claimed', claim: ringing.winner }
    }
    return unanswered(call, outcomeOf(ringing.legs))
  } finally {
    late.alarm.stop()
  }
}

/** Nobody has accepted: from here on a claim by one of these legs comes too late. */
function unanswered({ journal }: Pick<CallParts, 'journal'>, outcome: RingOutcome): RingOutcome {
  journal.know({ kind: 'unanswered' })
  return outcome
}

interface HowToTake {
  readonly turn: Turn
  readonly how: RingHow
  /** One alarm for the whole ring; lost news of a single seat comes from the carrier's watch. */
  readonly late: { alarm: Alarm }
}

async function takeTurn(call: RingParts, ringing: Ringing, { turn, how, late }: HowToTake): Promise<void> {
  const { seconds } = turn
  // whoever stands in several groups and has declined in one is not rung by the next
  const targets = how.groups ? turn.targets.filter(({ party }) => !hasDeclined(party, ringing.legs)) : turn.targets
  if (targets.length === 0) return
  const node = call.caller.current?.node ?? ''
  const until = call.exchange.now() + seconds * 1000
  const legs: Leg[] = []
  const placed: Placed = { lost: null, isOver: false }
  const dial = (those: Turn['targets'], rings: number): void => {
    const ordered = those.map(({ party, address }, index) => {
      const id = `${ringing.step}-${ringing.legs.length + index + 1}`
      return call.legs.add({ id, party, address, orderedAt: call.exchange.now(), rings, node })
    })
    ringing.legs.push(...ordered)
    legs.push(...ordered)
    place(call, ringing, ordered, { placed, seconds: rings, order: how.order, ...mannerOf(how) })
  }
  dial(targets, seconds)
  const settled = (): true | undefined =>
    ringing.winner || legs.every((leg) => leg.state === 'ended') ? true : undefined
  const stopped = new Set<Leg>()
  /** Phones that still ring somebody who has declined at another one. */
  const declined = (): readonly Leg[] =>
    legs.filter((leg) => leg.state !== 'ended' && !leg.dialling && !stopped.has(leg) && hasDeclined(leg.party, legs))
  const waitFor: WaitFor = async (question) => {
    for (;;) {
      const what = await call.waiting.until(() =>
        ringing.winner === null && declined().length > 0 ? 'declined' : question(),
      )
      if (what !== 'declined') return what
      // no is no, on whichever phone it is said; who has picked up at another one all the same is left to say yes there
      const others = declined()
      for (const leg of others) stopped.add(leg)
      void call.orders.end(others, { onlyRinging: true })
    }
  }
  try {
    for (let asked = 0; ;) {
      const what = await waitFor(() => settled() ?? (late.alarm.rang ? 'late' : placed.lost?.rang ? 'lost' : undefined))
      if (what === true) return
      if (what === 'lost') {
        // a dial without an answer holds nobody up for a whole ring: the carrier knows whether it was done
        placed.lost = null
        const never = await neverPlaced(call, { ringing, waitFor }, legs.filter(isLost))
        // whoever was never rung is redialled while their time lasts, by another leg: the first is ended if it shows up
        const left = Math.round((until - call.exchange.now()) / 1000)
        const anew = never.filter(({ party }) => !hasDeclined(party, legs))
        if (anew.length > 0 && left >= SHORTEST_RING) {
          call.journal.note({
            kind: 'trouble',
            with: 'dial',
            detail: 'the carrier did not answer and knows nothing of it, so it is dialled again',
          })
          dial(anew, left)
        }
        if (legs.some(isLost))
          placed.lost ??= call.waiting.alarm(LOOKED_UP_AGAIN, 'ask the carrier again for the dials without an answer')
        continue
      }
      // no news although the time is long up: the carrier knows
      const open = legs.filter((leg) => leg.state !== 'ended')
      const found = await lookUp(call, open, { settled, waitFor })
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

/** Waits as a call does, in whatever a turn waits for: whoever declines meanwhile is not kept waiting by it, their other phones stop. */
type WaitFor = <T>(question: () => T | undefined) => Promise<T>

/** Asks the carrier for dials without an answer. @returns those of which it knows nothing: they are given up, and whoever accepts by one comes too late */
async function neverPlaced(
  call: RingParts,
  { ringing, waitFor }: { readonly ringing: Ringing; readonly waitFor: WaitFor },
  lost: readonly Leg[],
): Promise<readonly Leg[]> {
  let asked = false
  void call.orders.lookUp(lost, true).then(() => {
    asked = true
    call.waiting.changed()
  })
  // who accepts meanwhile does not wait for it
  return await waitFor(() => {
    if (ringing.winner) return []
    const never = lost.filter((leg) => leg.unsure)
    return never.length > 0 || asked || lost.every((leg) => leg.state === 'ended') ? never : undefined
  })
}

/** Asks the carrier what has become of legs. @returns what it said, nothing if it could not be asked; true when that is no longer the question */
async function lookUp(
  call: RingParts,
  legs: readonly Leg[],
  { settled, waitFor }: { readonly settled: () => true | undefined; readonly waitFor: WaitFor },
): Promise<readonly FoundLeg[] | true> {
  let answer: readonly FoundLeg[] | undefined
  void call.orders.lookUp(legs, true).then(({ legs: found }) => {
    answer = found
    call.waiting.changed()
  })
  // who accepts meanwhile does not wait for it
  return await waitFor(() => settled() ?? answer)
}

/** How much longer than planned the caller may hear ringing before the document asks: whoever picked up at the last moment may still press 1. Milliseconds. */
const PARK_SPARE = ACCEPT_WITHIN + 5000

/** How often the carrier is asked about one turn before its legs are ended. */
const MOST_QUESTIONS = 8

/** A phone that would ring for less is not dialled again. Seconds. */
const SHORTEST_RING = 3
