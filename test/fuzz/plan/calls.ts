import type { Random } from '#flows/rehearsal/random.ts'
import { lineNames, type LineName } from '../stage/lines.ts'
import { randomFor, weighed } from './random-for.ts'

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

export function plannedCalls({
  seed,
  count,
  rate,
}: {
  readonly seed: number
  readonly count: number
  readonly rate: number
}): readonly PlannedCall[] {
  const calls: PlannedCall[] = []
  let at = 0
  for (let place = 1; place <= count; place += 1) {
    const random = randomFor(seed, `call ${place}`)
    at += Math.round((2 * random.next() * 1000) / rate)
    calls.push({
      place,
      at,
      from: callerOf(place, random),
      line: lineOf(random),
      leavesAfter: patienceOf(random),
      message: messageOf(random),
    })
  }
  return calls
}

/** A few withhold their number, and a few call again while their first call may still run. */
function callerOf(place: number, random: Random): string {
  const caller = weighed<number | null>(random, [8, place], [1, Math.max(1, place - 1)], [1, null])
  return caller === null ? 'anonymous' : `+1202558${String(caller % 10_000).padStart(4, '0')}`
}

function lineOf(random: Random): LineName {
  return lineNames[random.between(0, lineNames.length - 1)] ?? 'everyone'
}

/** At once, while it rings, or once they have talked or left a message. Milliseconds. */
function patienceOf(random: Random): number {
  return weighed<() => number>(
    random,
    [2, () => random.between(30, 1700)],
    [3, () => random.between(1700, 9000)],
    [4, () => random.between(9000, 25_000)],
    [1, () => random.between(25_000, 60_000)],
  )()
}

function messageOf(random: Random): PlannedCall['message'] {
  if (random.below(0.3)) return null
  return { after: random.between(200, 2500), words: 'Please call me back about the bicycle, it is urgent.' }
}
