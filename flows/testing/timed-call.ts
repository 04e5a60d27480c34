import type { CallEvent, Happening, LegEnd } from '../call/happenings/happening.ts'
import type { Instruction } from '../verbs/instruction.ts'

/** What happened this many seconds into a call, and at which node. */
export type Timed = readonly [seconds: number, what: Happening, node?: string]

export const arrived: Timed = [0, { kind: 'arrived', caller: '+12025550150', number: 'Sales', flow: 'f', version: 3 }]

/** A chain of three, none of whom takes the call, and a voicemail. */
export const chain: readonly Timed[] = [
  arrived,
  [4, { kind: 'entered', title: 'Ring the team', node: 'priority-chain' }, 'chain'],
  [4, { kind: 'handed', step: 2, list: [{ do: 'park', for: 70_000 }], by: 'pull' }, 'chain'],
  [4, rings('Ana', 20, 'in-turn'), 'chain'],
  [5, { kind: 'phone-rings', leg: 'Ana' }, 'chain'],
  [24, stopped('Ana', 'no-answer', 20), 'chain'],
  [24, rings('Ben', 20, 'in-turn'), 'chain'],
  [44, stopped('Ben', 'no-answer', 20), 'chain'],
  [44, rings('Cy', 20, 'in-turn'), 'chain'],
  [47, stopped('Cy', 'declined', 3), 'chain'],
  [
    47,
    {
      kind: 'handed',
      step: 3,
      list: [{ do: 'record', greeting: { say: 'Leave a message.' }, limits: { maxSeconds: 120, silenceSeconds: 5 } }],
      by: 'push',
    },
    'vm',
  ],
  [81, { kind: 'caller-gone' }, 'vm'],
  [81, { kind: 'ended', outcome: 'missed', seconds: 81 }, 'vm'],
  [86, { kind: 'recording', url: 'r1', seconds: 31, from: 'callback' }, 'vm'],
  [87, { kind: 'recording', url: 'r1', seconds: 31, from: 'log' }, 'vm'],
]

/** A group that rings together, of which one accepts first. */
export const group: readonly Timed[] = [
  arrived,
  [0, { kind: 'handed', step: 1, list: [{ do: 'say', prompt: { say: 'Welcome.' } }], by: 'pull' }, 'in'],
  [2, { kind: 'skipped', member: 'dee', name: 'Dee', why: 'no-verified-phone' }, 'ring'],
  [2, rings('Ana', 30, 'together'), 'ring'],
  [2, rings('Ben', 30, 'together'), 'ring'],
  [3, rings('Cy', 30, 'together'), 'ring'],
  [14, { kind: 'claimed', leg: 'Ben', member: 'ben', name: 'Ben' }, 'ring'],
  [14, { kind: 'handed', step: 3, list: [{ do: 'join', room: 'c-1' }], by: 'push' }, 'ring'],
  [15, { kind: 'claim-refused', leg: 'Cy', member: 'cy', name: 'Cy', why: 'taken' }, 'ring'],
  [15, stopped('Ana', 'cancelled', 13), 'ring'],
  [15, stopped('Cy', 'cancelled', 12), 'ring'],
  [15, { kind: 'talking', leg: 'Ben', member: 'ben', name: 'Ben' }, 'ring'],
  [57, { kind: 'caller-gone' }, 'ring'],
  [57, { kind: 'talk-ended', leg: 'Ben', member: 'ben', name: 'Ben', seconds: 42 }, 'ring'],
  [57, stopped('Ben', 'hung-up', 55), 'ring'],
  [58, { kind: 'ended', outcome: 'answered', seconds: 57 }, 'ring'],
]

/** What a caller hears of a menu with one key. */
export const menuAsked: Extract<Instruction, { readonly do: 'ask' }> = {
  do: 'ask',
  question: {
    prompt: { say: 'For sales press 1.' },
    takes: { kind: 'choice', choices: [{ key: '1', name: 'Sales', words: [] }] },
    wait: 5,
    tries: 3,
    again: { invalid: { say: 'Sorry.' }, silent: { say: 'Are you there?' } },
  },
}

/** The same as a call's events. */
export function events(timed: readonly Timed[]): readonly CallEvent[] {
  return timed.map(([seconds, what, node]) => ({ at: 1_700_000_000_000 + seconds * 1000, node: node ?? null, what }))
}

export function rings(name: string, seconds: number, order: 'together' | 'in-turn', leg = name): Happening {
  return {
    kind: 'rings',
    leg,
    carrier: null,
    member: name.toLowerCase(),
    name,
    address: '+12025550121',
    seconds,
    order,
  }
}

export function stopped(name: string, why: LegEnd, seconds: number, leg = name): Happening {
  return { kind: 'stopped-ringing', leg, member: name.toLowerCase(), name, why, seconds }
}
