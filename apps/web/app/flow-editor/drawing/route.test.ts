import { describe, expect, test } from 'vitest'
import type { Flow } from '#flows/language/flow.ts'
import { CARD, cardHeight } from './card-size.ts'
import { entries, type Direction } from './exit-place.ts'
import { arrange } from './arrange.ts'
import { connect, moveNodes } from './drawing.ts'
import { pathOf, plusPlace, routes, type Point } from './route.ts'

/** Nodes as `id kind x y`, connections as `from.exit to`. */
function flowOf(nodes: readonly string[], edges: readonly string[]): Flow {
  return {
    format: 1,
    name: 'Drawn',
    nodes: nodes.map((node) => {
      const [id = '', kind = '', x, y] = node.split(' ')
      return { id, kind, title: id, config: {}, position: { x: Number(x), y: Number(y) } }
    }),
    edges: edges.map((edge) => {
      const [start = '', to = ''] = edge.split(' ')
      const [from = '', exit = ''] = start.split('.')
      return { from, exit, to }
    }),
  }
}

function ways(flow: Flow, direction: Direction = 'right'): ReadonlyMap<string, readonly Point[]> {
  return routes(flow, entries(flow, direction))
}

/** Cards that a way crosses. */
function crossed(flow: Flow, way: readonly Point[]): readonly string[] {
  return flow.nodes
    .filter((node) =>
      way.some((point, index) => {
        const { x, y } = node.position
        const next = way[index + 1]
        if (!next) return false
        const [left, right, top, bottom] = [
          Math.min(point.x, next.x),
          Math.max(point.x, next.x),
          Math.min(point.y, next.y),
          Math.max(point.y, next.y),
        ]
        return right > x + 1 && left < x + CARD.width - 1 && bottom > y + 1 && top < y + cardHeight(node) - 1
      }),
    )
    .map(({ id }) => id)
}

const shared = flowOf(
  ['in incoming-call 0 0', 'chain priority-chain 352 0', 'vm voicemail 704 0'],
  ['in.next chain', 'chain.exhausted vm', 'chain.nobody vm'],
)

describe('ways of connections', () => {
  test('two exits that lead to one node keep apart until they reach it, and so do their "+"', () => {
    const [first = [], second = []] = [ways(shared).get('chain:exhausted'), ways(shared).get('chain:nobody')]
    expect(first[1]?.x).not.toBe(second[1]?.x)
    expect(Math.abs(plusPlace(first).y - plusPlace(second).y)).toBeGreaterThanOrEqual(24)
    expect(first.at(-1)).toEqual(second.at(-1))
  })

  test('lead around a card that stands between', () => {
    const flow = flowOf(
      ['in incoming-call 0 0', 'a play 352 0', 'b play 704 0', 'vm voicemail 1056 0'],
      ['in.next a', 'a.next vm'],
    )
    expect(crossed(flow, ways(flow).get('a:next') ?? [])).toEqual([])
  })

  test('lead back around the card that they come from', () => {
    const flow = flowOf(
      ['in incoming-call 0 0', 'a play 352 0', 'b ring-group 704 0'],
      ['in.next a', 'a.next b', 'b.no-answer a'],
    )
    expect(crossed(flow, ways(flow).get('b:no-answer') ?? [])).toEqual([])
  })

  test('find room between cards that nearly touch', () => {
    const flow = flowOf(['in incoming-call 0 40', 'a play 256 0'], ['in.next a'])
    expect(crossed(flow, ways(flow).get('in:next') ?? [])).toEqual([])
  })

  test('in a layout from top to bottom come in from above', () => {
    const down = moveNodes(shared, arrange(shared, 'down'))
    expect([...entries(down, 'right')]).toEqual([
      ['in', 'left'],
      ['chain', 'top'],
      ['vm', 'top'],
    ])
    for (const way of ways(down, 'down').values()) expect(crossed(down, way)).toEqual([])
    expect([...arrange(shared, 'down').values()].map(({ y }) => y)).toEqual([0, 168, 400])
  })

  test('only those of certain nodes are found anew when only these have moved', () => {
    expect([...routes(shared, entries(shared, 'right'), new Set(['in'])).keys()]).toEqual(['in:next'])
  })

  test('an arranged flow of sixty nodes has hardly a connection on a card', () => {
    const big = flowOf(
      ['in incoming-call 0 0', ...Array.from({ length: 59 }, (_, index) => `n${index} ring-group 0 0`)],
      [
        'in.next n0',
        ...Array.from({ length: 29 }, (_, index) => [
          `n${index}.no-answer n${2 * index + 1}`,
          `n${index}.nobody n${2 * index + 2}`,
        ]).flat(),
      ],
    )
    const drawn = connect(moveNodes(big, arrange(big)), { from: 'n2', exit: 'declined', to: 'n50' })
    const bad = [...ways(drawn)].filter(([, way]) => crossed(drawn, way).length > 0)
    expect(bad.map(([key]) => key)).toEqual([])
  })
})

test('a path turns with round corners', () => {
  expect(
    pathOf([
      { x: 0, y: 0 },
      { x: 40, y: 0 },
      { x: 40, y: 40 },
    ]),
  ).toBe('M0,0 L30,0 Q40,0 40,10 L40,40')
  expect(pathOf([])).toBe('')
})
