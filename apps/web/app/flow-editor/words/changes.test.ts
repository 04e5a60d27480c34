import { expect, test } from 'vitest'
import { readFlow, type Flow } from '#flows/language/flow.ts'
import sales from '#flows/examples/sales.json' with { type: 'json' }
import { addAfter, changeNode, connect, disconnect, moveNodes, removeNodes } from '../drawing/drawing.ts'
import { changes } from './changes.ts'

const names = new Map([
  ['a', 'Ana'],
  ['b', 'Ben'],
])
const flow = flowOf(sales)
const inWords = (after: Flow, before = flow) => changes(before, after, names).map(({ words }) => words)

test('nothing changed is nothing to say', () => {
  expect(inWords(structuredClone(flow))).toEqual([])
})

test('a setting is told with its label, what it is and what it was', () => {
  const who = { kind: 'members', members: ['b', 'a', 'x'] }
  expect(inWords(changeNode(flow, 'chain', { title: 'Ring them', config: { who, seconds: 30 } }))).toEqual([
    '“Ring the sales team in order” was renamed to “Ring them”.',
    '“Ring them”: “Who rings” is Ben, Ana, someone who left instead of the routing list.',
    '“Ring them”: “Ring each for” is 30 s instead of 20 s.',
  ])
})

test('a default that is written down changes nothing', () => {
  expect(inWords(changeNode(flow, 'chain', { config: {} }))).toEqual([])
})

test('nodes that come and go are told, and where exits lead now', () => {
  const { flow: added, id } = addAfter(flow, { from: 'in', exit: 'next', kind: 'play' })
  expect(inWords(added)).toEqual([
    'Added “Play” (Play).',
    '“Call to Sales”: “Call comes in” leads to “Play” instead of “Ring the sales team in order”.',
    '“Play”: “Once spoken” leads to “Ring the sales team in order”.',
    '2 nodes were moved on the canvas.',
  ])
  expect(id).toBe('play')
  expect(inWords(removeNodes(flow, new Set(['voicemail'])))).toEqual([
    'Removed “Sales voicemail” (Voicemail).',
    '“Ring the sales team in order”: “Nobody answers” leads to the end of the call instead of “Sales voicemail”.',
    '“Ring the sales team in order”: “Nobody available” leads to the end of the call instead of “Sales voicemail”.',
  ])
  expect(
    inWords(
      connect(disconnect(flow, { from: 'chain', exit: 'nobody' }), {
        from: 'chain',
        exit: 'answered',
        to: 'voicemail',
      }),
    ),
  ).toHaveLength(2)
})

test('what calls do not notice is told apart', () => {
  const moved = changeNode(moveNodes(flow, new Map([['in', { x: 8, y: 8 }]])), 'chain', { note: 'Ask Olive.' })
  expect(changes(flow, { ...moved, name: 'Sales team' }, names)).toEqual([
    { node: null, looks: true, words: 'The flow was renamed from “Sales” to “Sales team”.' },
    { node: null, looks: true, words: 'One node was moved on the canvas.' },
    { node: 'chain', looks: true, words: 'The note on “Ring the sales team in order” was changed.' },
  ])
})

function flowOf(document: unknown): Flow {
  const read = readFlow(document)
  if (!read.ok) throw new Error(JSON.stringify(read.problems))
  return read.flow
}
