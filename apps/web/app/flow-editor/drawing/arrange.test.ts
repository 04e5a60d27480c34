import { describe, expect, test } from 'vitest'
import sales from '#flows/examples/sales.json' with { type: 'json' }
import { flowOf } from '../testing/flow-of.ts'
import { arrange } from './arrange.ts'
import { overlaps } from './card-size.ts'
import { addAfter, addNode, connect, moveNodes } from './drawing.ts'

const flow = flowOf(sales)

describe('arranging', () => {
  test('puts each node right of all that lead to it, and none on another', () => {
    const { flow: more, id } = addAfter(flow, { from: 'in', exit: 'next', kind: 'ring-group' })
    const drawn = connect(connect(more, { from: id, exit: 'declined', to: 'voicemail' }), {
      from: 'voicemail',
      exit: 'failed',
      to: 'chain',
    }) // the last is a way back
    const places = arrange(drawn)
    const x = (node: string) => places.get(node)?.x ?? -1
    expect([x('in'), x(id), x('chain'), x('voicemail')]).toEqual([0, 352, 704, 1056])
    const arranged = moveNodes(drawn, places)
    expect(arranged.nodes.flatMap((a, at) => arranged.nodes.slice(at + 1).filter((b) => overlaps(a, b)))).toEqual([])
    expect(arrange(arranged)).toEqual(places)
  })

  test('puts what no call can reach below the rest', () => {
    const { flow: drawn, id } = addNode(flow, { kind: 'hang-up', wish: { x: 0, y: -500 } })
    const places = arrange(drawn)
    expect(places.get(id)?.y).toBeGreaterThan(Math.max(...flow.nodes.map((node) => places.get(node.id)?.y ?? 0)))
  })

  test('an empty flow has nothing to arrange', () => {
    expect(arrange({ ...flow, nodes: [], edges: [] }).size).toBe(0)
  })
})
