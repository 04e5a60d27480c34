import { expect, test } from 'vitest'
import { studioFlow, widget } from '../../testing/studio-flows.ts'
import { importStudio } from './import-studio.ts'

const STATUS = 'widgets.ring.DialCallStatus'

test.each<[sentence: string, conditions: Parameters<typeof widget>[3], answered: string | null, noAnswer: string]>([
  [
    'what is so',
    [
      ['noMatch', 'other'],
      ['match', 'good', [STATUS, 'equal_to', 'completed']],
    ],
    'good',
    'other',
  ],
  [
    'one of several',
    [
      ['noMatch', 'good'],
      ['match', 'other', [STATUS, 'matches_any_of', 'no-answer, busy,failed']],
    ],
    'good',
    'other',
  ],
  [
    'what is not so',
    [
      ['noMatch', 'good'],
      ['match', 'other', [STATUS, 'not_equal_to', 'completed']],
    ],
    'good',
    'other',
  ],
  [
    'what is none of several',
    [['noMatch'], ['match', 'other', [STATUS, 'does_not_match_any_of', 'completed, answered']]],
    null,
    'other',
  ],
])('branches by how a forward went, by %s, are its exits', (_sentence, ways, answered, noAnswer) => {
  const { edges, nodes } = imported([
    widget('ring', 'connect-call-to', { noun: 'number', to: '+12025550121' }, [['callCompleted', 'how']]),
    widget('how', 'split-based-on', { input: `{{${STATUS}}}` }, ways),
  ])
  const to = (exit: string) => edges.find((edge) => edge.from === 'ring' && edge.exit === exit)?.to ?? null
  expect([to('answered'), to('no-answer'), to('failed')]).toEqual([answered, noAnswer, noAnswer])
  expect(nodes.map(({ id }) => id)).not.toContain('how')
})

test('branches by anything else stay a condition', () => {
  const { edges, nodes } = imported([
    widget('ring', 'connect-call-to', { noun: 'number', to: '+12025550121' }, [['callCompleted', 'how']]),
    widget('how', 'split-based-on', {}, [
      ['noMatch', 'other'],
      ['match', 'good', ['trigger.call.From', 'starts_with', '+1']],
    ]),
  ])
  expect(new Set(edges.flatMap(({ from, to }) => (from === 'ring' ? [to] : [])))).toEqual(new Set(['how']))
  expect(nodes.find(({ id }) => id === 'how')?.kind).toBe('condition')
})

test.each([
  ['12025550121', '+12025550121'],
  ['+44 20 7946 0000', '+44 20 7946 0000'],
  ['5555550123', '5555550123'],
  ['{{flow.variables.agent}}', ''],
])('a number that is written %s is called as “%s”', (to, ours) => {
  const { nodes } = imported([widget('ring', 'connect-call-to', { noun: 'number', to })])
  expect(nodes.find(({ id }) => id === 'ring')?.config['to']).toBe(ours)
})

function imported(states: readonly ReturnType<typeof widget>[]) {
  const made = importStudio(
    studioFlow(
      'Forward',
      [['incomingCall', 'ring']],
      [...states, widget('good', 'say-play', { say: 'Good.' }), widget('other', 'say-play', { say: 'Other.' })],
    ),
  )
  if (!made.ok) throw new Error(made.why)
  return made.flow
}
