import type { Flow } from '#flows/language/flow.ts'
import { drawn, type Drawn } from '#test/builders/flows.ts'
import { teammates, type Teammate } from './team.ts'

/** A business number with its flow and the people on it. */
export interface Line {
  readonly name: LineName
  /** E.164. */
  readonly e164: string
  readonly team: readonly Teammate[]
  /** Whether their places on the routing list are switched on. */
  readonly active: boolean
  /** How many nodes of its flow may ring each of them: in that many turns a phone may ring during one call. */
  readonly turns: number
  /** Whether a caller who reaches nobody is asked for a message. */
  readonly takesMessages: boolean
  readonly flow: Flow
}

export const lineNames = [
  'everyone',
  'chain',
  'group-only',
  'greeting',
  'voicemail',
  'two-turns',
  'nobody',
  'couple',
] as const
export type LineName = (typeof lineNames)[number]

const everyone: Drawn = ['ring-group', { who: { kind: 'everyone' }, seconds: 8 }]
const chain: Drawn = ['priority-chain', { who: { kind: 'routing-list' }, seconds: 5 }]
const voicemail: Drawn = ['voicemail', { greeting: 'Please leave a message.', maxSeconds: 20, silenceSeconds: 3 }]
const hello: Drawn = ['play', { text: 'Hello, and thank you for calling the bicycle shop.' }]

const shapes: Readonly<
  Record<
    LineName,
    { readonly nodes: readonly Drawn[]; readonly people: number; readonly turns: number; readonly active?: false }
  >
> = {
  everyone: { nodes: [everyone, voicemail], people: 5, turns: 1 },
  chain: { nodes: [chain, voicemail], people: 3, turns: 1 },
  'group-only': { nodes: [everyone], people: 4, turns: 1 },
  greeting: { nodes: [hello, everyone, voicemail], people: 3, turns: 1 },
  voicemail: { nodes: [voicemail], people: 1, turns: 0 },
  'two-turns': {
    nodes: [['ring-group', { who: { kind: 'everyone' }, seconds: 5 }], chain, voicemail],
    people: 3,
    turns: 2,
  },
  nobody: { nodes: [chain, voicemail], people: 2, turns: 0, active: false },
  couple: { nodes: [hello, ['ring-group', { who: { kind: 'everyone' }, seconds: 6 }]], people: 2, turns: 1 },
}

/** One line of each shape. Their teams overlap, so that a phone may be rung for several callers. */
export const lines: readonly Line[] = lineNames.map((name, at) => {
  const { nodes, people, turns, active = true } = shapes[name]
  return {
    name,
    e164: `+1202557${String(at).padStart(4, '0')}`,
    team: teammates(at * 2, people),
    active,
    turns,
    takesMessages: nodes.includes(voicemail),
    flow: drawn(`Fuzz ${name}`, ...nodes),
  }
})

export function lineAt(e164: string): Line {
  const line = lines.find((one) => one.e164 === e164)
  if (!line) throw new Error(`there is no line ${e164}`)
  return line
}
