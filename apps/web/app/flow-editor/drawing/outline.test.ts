import { describe, expect, test } from 'vitest'
import sales from '#flows/examples/sales.json' with { type: 'json' }
import { flowOf } from '../testing/flow-of.ts'
import { addNode, changeNode, connect, disconnect, moveNodes } from './drawing.ts'
import { hasSameOutline, outline, type Branch } from './outline.ts'

const flow = flowOf(sales)

describe('the outline', () => {
  test('tells each node once, in the order in which a call comes to it, and names it afterwards', () => {
    const { flow: drawn } = addNode(flow, { kind: 'hang-up', wish: { x: 0, y: 0 } })
    const { way, loose } = outline(drawn)
    expect(way.flatMap((branch) => lines(branch))).toEqual([
      'Call to Sales',
      '  next:',
      '    Ring the sales team in order',
      '      answered: open',
      '      exhausted:',
      '        Sales voicemail',
      '          left-message: open',
      '          no-message: open',
      '          failed: open',
      '      nobody: → Sales voicemail',
    ])
    expect(loose.map(({ node }) => node.title)).toEqual(['Hang up'])
  })

  test('stays the same while nodes only say something else, and changes with what leads where', () => {
    expect(
      hasSameOutline(
        flow,
        moveNodes(changeNode(flow, 'chain', { title: 'Ring them', config: {} }), new Map([['in', { x: 8, y: 8 }]])),
      ),
    ).toBe(true)
    expect(
      [
        disconnect(flow, { from: 'in', exit: 'next' }),
        addNode(flow, { kind: 'play', wish: { x: 0, y: 900 } }).flow,
      ].map((other) => hasSameOutline(flow, other)),
    ).toEqual([false, false])
  })

  test('ends where a call would go round', () => {
    const { way } = outline(connect(flow, { from: 'voicemail', exit: 'failed', to: 'chain' }))
    expect(way.flatMap((branch) => lines(branch))).toContain('          failed: → Ring the sales team in order')
  })
})

function lines({ node, exits }: Branch, indent = ''): readonly string[] {
  return [
    `${indent}${node.title}`,
    ...exits.flatMap(({ exit, then }) => {
      if (!then) return [`${indent}  ${exit}: open`]
      return then.kind === 'told'
        ? [`${indent}  ${exit}: → ${then.node.title}`]
        : [`${indent}  ${exit}:`, ...lines(then.branch, `${indent}    `)]
    }),
  ]
}
