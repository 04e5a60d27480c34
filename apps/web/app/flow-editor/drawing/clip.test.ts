import { describe, expect, test } from 'vitest'
import { readFlow, type Flow } from '#flows/language/flow.ts'
import sales from '#flows/examples/sales.json' with { type: 'json' }
import { flowOf } from '../testing/flow-of.ts'
import { boxesOf, collide } from './card-size.ts'
import { clipWords, copyNodes, pasteNodes, readClip } from './clip.ts'
import { removeNodes } from './drawing.ts'
import { remarkKey } from './remarks.ts'

const flow = flowOf(sales)

describe('copying', () => {
  test('brings the nodes and the connections between them, under ids and titles of their own', () => {
    const clip = copyNodes(flow, new Set(['in', 'chain', 'voicemail']))
    if (!clip) throw new Error('there is something to copy')
    const { flow: pasted, keys } = pasteNodes(flow, clip)
    expect(keys).toEqual(['chain-2', 'voicemail-2'])
    expect(pasted.edges.slice(flow.edges.length)).toEqual([
      { from: 'chain-2', exit: 'exhausted', to: 'voicemail-2' },
      { from: 'chain-2', exit: 'nobody', to: 'voicemail-2' },
    ])
    expect(new Set(pasted.nodes.map(({ title }) => title)).size).toBe(5)
    expect(readFlow(pasted).ok).toBe(true)
  })

  test('brings free notes along, into a flow that has none as well', () => {
    const noted = {
      ...flow,
      remarks: [
        { id: 'note-1', text: 'Until March', position: { x: 8, y: 8 } },
        { id: 'note-2', text: 'Not this', position: { x: 0, y: 0 } },
      ],
    }
    const clip = copyNodes(noted, new Set([remarkKey('note-1')]))
    if (!clip) throw new Error('there is something to copy')
    expect(readClip(JSON.stringify(clip))).toEqual(clip)
    expect(pasteNodes(noted, clip)).toMatchObject({
      keys: ['note:note-3'],
      flow: { remarks: [{}, {}, { id: 'note-3', text: 'Until March' }] },
    })
    expect(pasteNodes(flow, clip).flow.remarks).toHaveLength(1)
    expect(clipWords({ ...clip, nodes: flow.nodes.slice(1) })).toBe('2 nodes and one note')
  })

  test.each<[string, readonly string[]]>([
    ['one node', ['chain']],
    ['most of the flow', ['chain', 'voicemail']],
    ['a note and a node', ['voicemail', remarkKey('note-1')]],
  ])('covers nothing with copies of %s, however often they are pasted', (_what, keys) => {
    let drawn: Flow = {
      ...flow,
      remarks: [
        { id: 'note-1', text: 'Until March the hall answers first, then the shop.', position: { x: 640, y: 400 } },
      ],
    }
    const clip = copyNodes(drawn, new Set(keys))
    if (!clip) throw new Error('there is something to copy')
    for (let times = 0; times < 5; times += 1) drawn = pasteNodes(drawn, clip).flow
    const boxes = boxesOf(drawn)
    expect(boxes).toHaveLength(4 + 5 * keys.length)
    expect(boxes.flatMap((a, at) => boxes.slice(at + 1).filter((other) => collide(a, other)))).toEqual([])
  })

  test('puts what was cut back where it was', () => {
    const clip = copyNodes(flow, new Set(['voicemail']))
    const left = removeNodes(flow, new Set(['voicemail']))
    expect(clip && pasteNodes(left, clip).flow.nodes.at(-1)?.position).toEqual({ x: 640, y: 0 })
  })

  test('the entry alone is nothing to copy', () => {
    expect(copyNodes(flow, new Set(['in']))).toBeNull()
  })

  test('a clipboard that holds something else is let alone', () => {
    expect(readClip('Nobody can take your call.')).toBeNull()
    expect(readClip('{"ringdown":"nodes","nodes":[],"edges":[]}')).toBeNull()
    expect(readClip(JSON.stringify(copyNodes(flow, new Set(['chain']))))?.nodes[0]?.id).toBe('chain')
  })
})
