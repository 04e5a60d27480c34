import { expect, test } from 'vitest'
import { opening } from './first-list.ts'
import { factsWith } from './nodes/scripted-call.ts'
import type { Plan, PlanNode } from './language/plan.ts'

const ring = node(
  'ring',
  'ring-group',
  { who: { kind: 'everyone' }, seconds: 30 },
  { 'no-answer': null, declined: null, nobody: null, answered: null },
)

test.each<[string, readonly PlanNode[], readonly string[], string | null]>([
  ['a flow that rings at once gives an empty list', [ring], [], 'ring'],
  [
    'what is said before people ring is gathered',
    [play('a', 'Hello.', 'b'), play('b', 'One moment.', 'ring'), ring],
    ['Hello.', 'One moment.'],
    'ring',
  ],
  [
    'what is said after a voicemail is not',
    [
      node(
        'vm',
        'voicemail',
        { greeting: 'Leave a message.', maxSeconds: 20, silenceSeconds: 5 },
        { 'left-message': 'b' },
      ),
      play('b', 'Thanks.', null),
    ],
    [],
    'vm',
  ],
  [
    'a hang up ends the list too',
    [play('a', 'We are closed.', 'end'), node('end', 'hang-up', { cause: 'done' }, {})],
    ['We are closed.'],
    'end',
  ],
  ['so does an open end', [play('a', 'We are closed.', null)], ['We are closed.'], null],
])('%s', async (_sentence, steps, said, then) => {
  expect(await opening(planOf(steps), factsWith())).toEqual({
    list: said.map((text) => ({ do: 'say', prompt: { say: text } })),
    then,
  })
})

function play(id: string, text: string, next: string | null): PlanNode {
  return node(id, 'play', { text }, { next })
}

function node(id: string, kind: string, config: unknown, exits: PlanNode['exits']): PlanNode {
  return { id, kind, title: id, config, exits }
}

function planOf(steps: readonly PlanNode[]): Plan {
  return {
    format: 1,
    hash: 'unused',
    start: steps[0]?.id ?? '',
    steps: Object.fromEntries(steps.map((step) => [step.id, step])),
  }
}
