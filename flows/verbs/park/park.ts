import { ringTogether, whomOf, whyNotRung, type Party, type Whom } from '../../call/party.ts'
import { groupsOf, whoRings } from '../../call/turns.ts'
import { milliseconds, type LiveCall, type RingHow } from '../../live-call.ts'
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
    /** Whoever picks up is connected: nobody is asked for a key. Absent where they are. */
    readonly accepts?: 'on-pick-up'
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
    inLadder(parties, how) {
      const rungs = (how.groups === undefined && how.order === 'in-turn' ? inTurn : together)(parties, how)
      return { rungs, answer: { kind: rungs.length === 0 ? 'nobody' : 'no-answer' } }
    },
  },
}

type Connect = Park['rung']

/** All of them in one rung, each in their turn. */
function inTurn(parties: readonly Party[], { time, accepts }: RingHow): readonly Connect[] {
  const to = parties.filter((party) => whyNotRung(party) === null).flatMap((party) => reached([party]))
  return connects(to, { order: 'in-turn', time, accepts })
}

/** A rung for each group that rings at the same time. */
function together(parties: readonly Party[], how: RingHow): readonly Connect[] {
  return groupsOf(parties, how).flatMap((group) =>
    connects(reached(whoRings(group.parties).willing), {
      order: 'together',
      time: group.time,
      accepts: how.accepts,
    }),
  )
}

function connects(
  to: readonly Reach[],
  { order, time, accepts }: Pick<RingHow, 'order' | 'time'> & { readonly accepts: RingHow['accepts'] | undefined },
): readonly Connect[] {
  if (to.length === 0) return []
  return [{ do: 'connect', order, seconds: milliseconds(time) / 1000, to, ...(accepts && { accepts }) }]
}

function reached(turn: readonly Party[]): readonly Reach[] {
  const targets = ringTogether(turn, MOST_AT_ONCE)
  return turn.flatMap((party) => {
    const [address, ...also] = targets.flatMap((target) => (target.party === party ? [target.address] : []))
    return address === undefined ? [] : [{ ...whomOf(party), address, ...(also.length > 0 && { also }) }]
  })
}
