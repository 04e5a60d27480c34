import { expect, test } from 'vitest'
import { readFlow, type Flow, type FlowNode } from '#flows/language/flow.ts'
import sales from '#flows/examples/sales.json' with { type: 'json' }
import { changeNode } from '../drawing/drawing.ts'
import { canvasEdges, canvasNodes } from './canvas-parts.ts'

const flow = flowOf(sales)
const sizes = new Map(flow.nodes.map(({ id }) => [id, { width: 240, height: 140 }]))
const state = {
  chosen: new Set(['chain']),
  dragged: new Map<string, FlowNode['position']>(),
  sizes,
  direction: 'right' as const,
  named: { names: new Map<string, string>(), numbers: [] },
}
const lines = { chosenExit: null, aimed: null, direction: 'right' as const, dragged: state.dragged }

test('writing in one node gives the canvas one new card and no new line', () => {
  const before = canvasNodes(flow, state, new Map())
  const ways = canvasEdges(flow, lines, new Map())
  const written = changeNode(flow, 'chain', { config: { ...flow.nodes[1]?.config, seconds: 25 } })
  const after = canvasNodes(written, state, before)
  expect([...after].filter(([id, node]) => node !== before.get(id)).map(([id]) => id)).toEqual(['chain'])
  expect([...canvasEdges(written, lines, ways)].filter(([id, line]) => line !== ways.get(id))).toEqual([])
})

test('writing a title gives new lines only to and from its node', () => {
  const ways = canvasEdges(flow, lines, new Map())
  const written = changeNode(flow, 'voicemail', { title: 'Voicemail' })
  expect(
    [...canvasEdges(written, lines, ways)].filter(([id, line]) => line !== ways.get(id)).map(([id]) => id),
  ).toEqual(['chain:exhausted', 'chain:nobody'])
})

test('a line onto which a node would be put is shown so, and no other', () => {
  const ways = canvasEdges(flow, lines, new Map())
  const aimed = canvasEdges(flow, { ...lines, aimed: { from: 'in', exit: 'next' } }, ways)
  expect([...aimed.values()].map(({ data }) => data?.isAimed)).toEqual([true, false, false])
  expect([...aimed].filter(([id, line]) => line !== ways.get(id)).map(([id]) => id)).toEqual(['in:next'])
})

function flowOf(document: unknown): Flow {
  const read = readFlow(document)
  if (!read.ok) throw new Error(JSON.stringify(read.problems))
  return read.flow
}
