import { expect, test } from 'vitest'
import { firstList } from './first-list.ts'
import { factsWith } from './nodes/scripted-call.ts'
import type { Plan, PlanStep } from './plan.ts'

const ring = node('ring', 'ring-group', { who: { kind: 'everyone' }, seconds: 30 }, { 'no-answer': null, declined: null, nobody: null, answered: null })

test.each<[string, readonly PlanStep[], readonly string[]]>([
  ['a flow that rings at once gives an empty list', [ring], []],
  ['what is said before people ring is gathered', [play('a', 'Hello.', 'b'), play('b', 'One moment.', 'ring'), ring], ['Hello.', 'One moment.']],
  ['what is said after a voicemail is not', [node('vm', 'voicemail', { greeting: 'Leave a message.', maxSeconds: 20, silenceSeconds: 5 }, { 'left-message': 'b' }), play('b', 'Thanks.', null)], []],
  ['a hang up ends the list too', [play('a', 'We are closed.', 'end'), node('end', 'hang-up', { cause: 'done' }, {})], ['We are closed.']],
  ['so does an open end', [play('a', 'We are closed.', null)], ['We are closed.']],
])('%s', async (_sentence, steps, said) => {
  const list = await firstList(planOf(steps), factsWith())
  expect(list).toEqual(said.map((text) => ({ do: 'say', prompt: { say: text } })))
})

function play(id: string, text: string, next: string | null): PlanStep {
  return node(id, 'play', { text }, { next })
}

function node(id: string, kind: string, config: unknown, exits: PlanStep['exits']): PlanStep {
  return { id, kind, title: id, config, exits }
}

function planOf(steps: readonly PlanStep[]): Plan {
  return { format: 1, hash: 'unused', start: steps[0]?.id ?? '', steps: Object.fromEntries(steps.map((step) => [step.id, step])) }
}
