import { ringTogether, whomOf, whyNotRung, type Party, type Whom } from '../../call/party.ts'
import { milliseconds, type LiveCall } from '../../live-call.ts'
import { MOST_AT_ONCE } from '../../nodes/chosen-seats.ts'
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

/** One party on a ladder. */
export interface Reach extends Whom {
  readonly address: string
  /** Where else it rings at the same time. Absent where nowhere. */
  readonly also?: readonly string[]
}

/** The caller hears ringing while people are rung. A document that decides alone has them rung by the carrier, and nobody accepts. */
export const park: Verb<Park> = {
  then: 'stays',
  ladder: 'from-its-node',
  lasts: (instruction) => instruction.for,
  sentence: () => null,
  asked: {
    atOnce: null,
    inLadder(parties, { order, time }) {
      const willing = parties.filter((party) => whyNotRung(party) === null)
      const turns = order === 'together' ? [willing] : willing.map((party) => [party])
      const to = turns.flatMap(reached)
      if (to.length === 0) return { rungs: [], answer: { kind: 'nobody' } }
      return {
        rungs: [{ do: 'connect', order, seconds: milliseconds(time) / 1000, to }],
        answer: { kind: 'no-answer' },
      }
    },
  },
}

function reached(turn: readonly Party[]): readonly Reach[] {
  const targets = ringTogether(turn, MOST_AT_ONCE)
  return turn.flatMap((party) => {
    const [address, ...also] = targets.flatMap((target) => (target.party === party ? [target.address] : []))
    return address === undefined ? [] : [{ ...whomOf(party), address, ...(also.length > 0 && { also }) }]
  })
}
