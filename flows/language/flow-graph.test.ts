import { describe, expect, test } from 'vitest'
import { findCircle, findNoEnd, longestWait, reachableFrom, type FlowGraph } from './flow-graph.ts'

describe('ways through a flow', () => {
  test('what can be reached, however many ways lead there', () => {
    const graph = draw({ a: 'b c', b: 'd', c: 'd', d: '', e: 'a' })
    expect([...reachableFrom(graph, 'a')].sort()).toEqual(['a', 'b', 'c', 'd'])
  })

  test.each<[string, Record<string, string>, string | null]>([
    ['a straight line has no circle', { a: 'b', b: 'c', c: '' }, null],
    ['two ways to one node are no circle', { a: 'b c', b: 'c', c: '' }, null],
    ['a circle is told in its order, without the way into it', { a: 'b', b: 'c', c: 'b' }, 'b c'],
    ['a node that leads to itself is one', { a: 'a' }, 'a'],
  ])('%s', (_sentence, arrows, circle) => {
    expect(findCircle(draw(arrows), () => true)?.join(' ') ?? null).toBe(circle)
  })

  test('a circle counts only by the arrows that are asked for', () => {
    expect(findCircle(draw({ a: 'b', b: '~a' }), (arrow) => arrow.quick)).toBeNull()
    expect(findCircle(draw({ a: 'b', b: '~a' }), () => true)).toEqual(['a', 'b'])
  })

  test.each<[string, Record<string, string>, string | null]>([
    ['every path ends', { a: 'b', b: '' }, null],
    ['from a closed circle there is no end', { a: 'b end', b: 'c', c: '~b', end: '' }, 'b'],
    ['a circle with a way out has an end', { a: 'b', b: '~a end', end: '' }, null],
  ])('%s', (_sentence, arrows, node) => {
    expect(findNoEnd(draw(arrows))).toBe(node)
  })

  test('the longest ringing is that of the longest way, without nodes that are left at once', () => {
    const waits = { a: 60, b: 31, c: 5, d: 0 }
    expect(longestWait(draw({ a: '~b c', b: '~d', c: '~d', d: '' }, waits), 'a')).toBe(91)
    expect(longestWait(draw({ a: 'b ~c', b: '~d', c: '~d', d: '' }, waits), 'a')).toBe(65)
  })

  test('the longest ringing counts one round of a circle', () => {
    const waits = { a: 0, b: 31, c: 60, d: 0 }
    expect(longestWait(draw({ a: '~b', b: '~c', c: '~a ~d', d: '' }, waits), 'a')).toBe(91)
    expect(longestWait(draw({ a: '~a' }, { a: 40 }), 'a')).toBe(40)
  })
})

/** Nodes with what they lead to; `~` before a name is an arrow that takes time. */
function draw(arrows: Readonly<Record<string, string>>, waits: Readonly<Record<string, number>> = {}): FlowGraph {
  const nodes = Object.entries(arrows).map(([id, to]) => {
    const targets = to.split(' ').filter(Boolean)
    return [
      id,
      {
        id,
        arrows: targets.map((target) => ({ to: target.replace('~', ''), quick: !target.startsWith('~') })),
        mayEnd: targets.length === 0,
        wait: waits[id] ?? 0,
      },
    ] as const
  })
  return { nodes: new Map(nodes) }
}
