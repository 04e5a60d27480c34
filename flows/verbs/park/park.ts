import type { Seat } from '../../call/facts.ts'
import { milliseconds, type LiveCall } from '../../live-call.ts'
import { MOST_AT_ONCE, whyBarred } from '../../nodes/chosen-seats.ts'
import type { Verb } from '../verb.ts'

interface Park {
  /** The caller hears ringing for at most this long, then the document asks. Milliseconds. */
  readonly instruction: { readonly do: 'park'; readonly for: number }
  readonly result: null
  /** The carrier rings these people itself and connects the first who presses 1. */
  readonly rung: {
    readonly do: 'connect'
    readonly order: 'together' | 'in-turn'
    readonly seconds: number
    readonly to: readonly Reach[]
  }
  readonly asked: LiveCall['ring']
}

/** One person on a ladder. */
export interface Reach {
  readonly member: string
  readonly name: string
  readonly address: string
}

/** The caller hears ringing while people are rung. A document that decides alone has them rung by the carrier, and nobody accepts. */
export const park: Verb<Park> = {
  then: 'stays',
  ladder: 'from-its-node',
  lasts: (instruction) => instruction.for,
  sentence: () => null,
  asked: {
    atOnce: null,
    inLadder(seats, { order, time }) {
      const reachable = seats.flatMap(reach)
      const to = order === 'together' ? reachable.slice(0, MOST_AT_ONCE) : reachable
      if (to.length === 0) return { rungs: [], answer: { kind: 'nobody' } }
      return {
        rungs: [{ do: 'connect', order, seconds: milliseconds(time) / 1000, to }],
        answer: { kind: 'no-answer' },
      }
    },
  },
}

function reach(seat: Seat): readonly Reach[] {
  if (whyBarred(seat) !== null || seat.address === null) return [] // without an address it is barred, which the type does not say
  return [{ member: seat.member, name: seat.name, address: seat.address }]
}
