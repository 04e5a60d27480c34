import type { Dice } from '#flows/rehearsal/dice.ts'
import { lineNames, type LineName } from '../stage/lines.ts'
import { diceFor, weighed } from './dice-for.ts'

export interface PlannedCall {
  /** Its place in the plan, from 1. */
  readonly place: number
  readonly at: number
  /** E.164, or `anonymous`. */
  readonly from: string
  readonly line: LineName
  /** How long after dialling the caller hangs up, unless the call is over before. */
  readonly leavesAfter: number
  /** What the caller says once a message is being recorded, and how long after the tone; null says nothing. */
  readonly message: { readonly after: number; readonly words: string } | null
}

export function plannedCalls({ seed, count, rate }: { readonly seed: number; readonly count: number; readonly rate: number }): readonly PlannedCall[] {
  const calls: PlannedCall[] = []
  let at = 0
  for (let place = 1; place <= count; place += 1) {
    const dice = diceFor(seed, `call ${place}`)
    at += Math.round((2 * dice.next() * 1000) / rate)
    calls.push({ place, at, from: callerOf(place, dice), line: lineOf(dice), leavesAfter: patienceOf(dice), message: messageOf(dice) })
  }
  return calls
}

/** A few withhold their number, and a few call again while their first call may still run. */
function callerOf(place: number, dice: Dice): string {
  const caller = weighed<number | null>(dice, [8, place], [1, Math.max(1, place - 1)], [1, null])
  return caller === null ? 'anonymous' : `+1202558${String(caller % 10_000).padStart(4, '0')}`
}

function lineOf(dice: Dice): LineName {
  return lineNames[dice.between(0, lineNames.length - 1)] ?? 'everyone'
}

/** At once, while it rings, or once they have talked or left a message. Milliseconds. */
function patienceOf(dice: Dice): number {
  return weighed<() => number>(
    dice,
    [2, () => dice.between(30, 1700)],
    [3, () => dice.between(1700, 9000)],
    [4, () => dice.between(9000, 25_000)],
    [1, () => dice.between(25_000, 60_000)],
  )()
}

function messageOf(dice: Dice): PlannedCall['message'] {
  if (dice.below(0.3)) return null
  return { after: dice.between(200, 2500), words: 'Please call me back about the bicycle, it is urgent.' }
}
