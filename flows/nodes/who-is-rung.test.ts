import { expect, test } from 'vitest'
import { compile } from '../language/compile.ts'
import type { Seat } from '../call/facts.ts'
import { readFlow } from '../language/flow.ts'
import { aSeat } from './scripted-call.ts'
import type { PeopleChoice } from './chosen-seats.ts'
import type { Plan } from '../language/plan.ts'
import { followsRoutingList, whoIsRung } from './who-is-rung.ts'

const everyone: PeopleChoice = { kind: 'everyone' }
const list: PeopleChoice = { kind: 'routing-list' }
const named = (...members: readonly string[]): PeopleChoice => ({ kind: 'members', members })
const roster: readonly Seat[] = [aSeat('Ana'), aSeat('Ben'), aSeat('Cy', null, 'no-verified-phone')]
const people = { roster, routing: ['ana', 'ben'], inactive: ['ben'] }

test.each<[string, readonly PeopleChoice[], Readonly<Record<string, string>>]>([
  ['a step that rings everyone rings whoever has a phone', [everyone], { ana: 'rings', ben: 'rings', cy: 'chosen' }],
  [
    'a step that rings the list leaves out who is switched off, and who is not on it',
    [list],
    { ana: 'rings', ben: 'off', cy: '' },
  ],
  [
    'who is switched off on the list is rung all the same where a step names them',
    [list, named('ben')],
    { ana: 'rings', ben: 'rings off', cy: '' },
  ],
  ['a step that names people rings no one else', [named('ana')], { ana: 'rings', ben: '', cy: '' }],
  ['a flow that rings nobody', [], { ana: '', ben: '', cy: '' }],
])('%s', (_sentence, steps, expected) => {
  const rung = whoIsRung(planOf(steps), people)
  const words = [...rung].map(([member, { chosen, offList, rings }]) => [
    member,
    [rings ? 'rings' : chosen ? 'chosen' : '', offList ? 'off' : ''].filter((word) => word !== '').join(' '),
  ])
  expect(Object.fromEntries(words)).toEqual(expected)
})

test('says whether the routing list counts', () => {
  expect([planOf([everyone]), planOf([named('ana'), list])].map(followsRoutingList)).toEqual([false, true])
})

test('reads whatever a published flow can choose', () => {
  const read = readFlow({
    format: 1,
    name: 'All kinds',
    nodes: [
      { id: 'in', kind: 'incoming-call', title: 'In', config: {}, position: { x: 0, y: 0 } },
      { id: 'all', kind: 'ring-group', title: 'All', config: {}, position: { x: 1, y: 0 } },
      { id: 'list', kind: 'priority-chain', title: 'List', config: {}, position: { x: 2, y: 0 } },
      { id: 'end', kind: 'voicemail', title: 'Voicemail', config: {}, position: { x: 3, y: 0 } },
    ],
    edges: [
      { from: 'in', exit: 'next', to: 'all' },
      ...['no-answer', 'declined', 'nobody'].map((exit) => ({ from: 'all', exit, to: 'list' })),
      ...['exhausted', 'nobody'].map((exit) => ({ from: 'list', exit, to: 'end' })),
    ],
  })
  const compiled = read.ok ? compile(read.flow, { people: null }) : null
  if (!compiled?.ok) throw new Error(JSON.stringify(read.ok ? compiled : read))
  expect(followsRoutingList(compiled.plan)).toBe(true)
  expect(whoIsRung(compiled.plan, people).get('ben')).toEqual({ chosen: true, offList: true, rings: true })
})

function planOf(choices: readonly PeopleChoice[]): Plan {
  const steps = choices.map((who, index) => ({
    id: `s${index}`,
    kind: who.kind === 'everyone' ? 'ring-group' : 'priority-chain',
    title: 'Ring',
    config: { who, seconds: 20 },
    exits: {},
  }))
  return { format: 1, hash: '', start: 's0', steps: Object.fromEntries(steps.map((step) => [step.id, step])) }
}
