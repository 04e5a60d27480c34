import { exitsOf } from '#flows/language/exits.ts'
import type { Flow } from '#flows/language/flow.ts'
import { scenario } from './scenario.ts'

type Way = readonly [from: string, exit: string, to: string]

/** Callers from one area are told so; whoever withholds their number is asked for it; the words are chosen long before they are said. */
const byArea = flowOf(
  [
    [
      'who',
      'condition',
      {
        rows: [
          row('Here', 'caller.number', { is: 'like', pattern: '+1202*' }),
          row('Withheld', 'caller.number', { is: 'empty' }),
        ],
      },
    ],
    [
      'here',
      'set-value',
      {
        values: [
          { name: 'greeting', text: 'a neighbour' },
          { name: 'code', text: '{{caller.number | 0}}', type: 'digits' },
        ],
      },
    ],
    [
      'hidden',
      'set-value',
      {
        values: [
          { name: 'greeting', text: 'somebody who withholds the number' },
          { name: 'code', text: '' },
        ],
      },
    ],
    [
      'other',
      'set-value',
      {
        values: [
          { name: 'greeting', text: '{{caller.name | a stranger}}' },
          { name: 'code', text: '' },
        ],
      },
    ],
    ['says', 'play', { text: 'You are {{flow.greeting | nobody}}, {{flow.code | without a code}}.' }],
    ['again', 'condition', { rows: [row('Neighbour', 'flow.greeting', { is: 'equal', to: 'A NEIGHBOUR' })] }],
    ['ring', 'ring-group', { seconds: 10 }],
    ['voicemail', 'voicemail', { greeting: 'Leave a message, {{flow.greeting | nobody}}.' }],
  ],
  [
    ['in', 'next', 'who'],
    ['who', 'is-here', 'here'],
    ['who', 'is-withheld', 'hidden'],
    ['who', 'else', 'other'],
    ['here', 'next', 'says'],
    ['hidden', 'next', 'says'],
    ['other', 'next', 'says'],
    ['says', 'next', 'again'],
    ['again', 'is-neighbour', 'ring'],
    ['again', 'else', 'voicemail'],
    ['ring', 'no-answer', 'voicemail'],
    ['ring', 'declined', 'voicemail'],
    ['ring', 'nobody', 'voicemail'],
  ],
)

scenario(
  '[S4] A caller goes where a condition on what the call knows leads, and hears what was set on that way',
  { flow: byArea },
  async ({ caller, anotherCaller, ana, clock, call }) => {
    const stranger = anotherCaller('+31201234567')
    const hidden = anotherCaller(null)
    await caller.dials()
    await caller.hears('You are a neighbour, 1 2 0 2 5 5 5 0 1 5 0.')
    await clock.passes('5s')
    await ana.phoneRings()
    await ana.answers()
    await caller.isTalkingTo(ana)
    await caller.hangsUp()
    await call.isAnswered()
    await stranger.dials()
    await stranger.hears('You are a stranger, without a code.')
    await clock.passes('5s')
    await stranger.hears('Leave a message, a stranger.')
    await stranger.hangsUp()
    await hidden.dials()
    await hidden.hears('You are somebody who withholds the number, without a code.')
    await hidden.hangsUp()
  },
)

function row(name: string, value: string, when: object) {
  return { name, value, when }
}

function flowOf(
  nodes: readonly (readonly [id: string, kind: string, config: Record<string, unknown>])[],
  ways: readonly Way[],
): Flow {
  const all = [['in', 'incoming-call', {}] as const, ...nodes]
  const known = new Map(all.map(([id, kind, config]) => [id, exitsOf({ kind, config }).map(({ name }) => name)]))
  const wrong = ways.find(([from, exit]) => !known.get(from)?.includes(exit))
  if (wrong) throw new Error(`${wrong[0]} has no exit ${wrong[1]}`)
  return {
    format: 1,
    name: 'Sales',
    nodes: all.map(([id, kind, config], index) => ({
      id,
      kind,
      title: `${kind} ${id}`,
      config,
      position: { x: index, y: 0 },
    })),
    edges: ways.map(([from, exit, to]) => ({ from, exit, to })),
  }
}
