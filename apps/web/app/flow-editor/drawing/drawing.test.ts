import { describe, expect, test } from 'vitest'
import { check } from '#flows/language/check.ts'
import { readFlow, type Flow } from '#flows/language/flow.ts'
import sales from '#flows/examples/sales.json' with { type: 'json' }
import { flowOf } from '../testing/flow-of.ts'
import { arrange } from './arrange.ts'
import { boxesOf, cardHeight, collide, CARD, overlaps } from './card-size.ts'
import { cardAt, lineAt } from './hit.ts'
import { addable, everyKind, foundKinds, hasEntry } from './kinds.ts'
import { addRemark } from './remarks.ts'
import { addAfter, addNode, changeNode, connect, disconnect, moveNodes, nextOf, removeNodes } from './drawing.ts'

const flow = flowOf(sales)

describe('drawing', () => {
  test('a flow drawn from nothing can be published', () => {
    const empty = flowOf({ format: 1, name: 'New', nodes: [], edges: [] })
    const entry = addNode(empty, { kind: 'incoming-call', wish: { x: 0, y: 0 } })
    const greeting = addAfter(entry.flow, { from: entry.id, exit: 'next', kind: 'play' })
    const chain = addAfter(greeting.flow, { from: greeting.id, exit: 'next', kind: 'priority-chain' })
    const voicemail = addAfter(chain.flow, { from: chain.id, exit: 'exhausted', kind: 'voicemail' })
    const drawn = changeNode(
      connect(voicemail.flow, { from: chain.id, exit: 'nobody', to: voicemail.id }),
      greeting.id,
      { config: { text: 'Hello.' } },
    )
    expect(check(drawn, { people: null }).filter(({ severity }) => severity === 'error')).toEqual([])
    expect(readFlow(drawn).ok).toBe(true)
    expect(drawn.nodes.map(({ title, id }) => [title, id])).toEqual([
      ['Incoming call', 'incoming-call'],
      ['Play', 'play'],
      ['Ring in order', 'priority-chain'],
      ['Voicemail', 'voicemail'],
    ])
  })

  test('a node put onto a connection leads on to where that led', () => {
    const { flow: drawn, id } = addAfter(flow, { from: 'in', exit: 'next', kind: 'play' })
    expect([nextOf(drawn, { from: 'in', exit: 'next' }), nextOf(drawn, { from: id, exit: 'next' })]).toEqual([
      id,
      'chain',
    ])
  })

  test('a node that ends the call, put onto a connection, leads nowhere', () => {
    const { flow: drawn, id } = addAfter(flow, { from: 'in', exit: 'next', kind: 'hang-up' })
    expect(drawn.edges.filter((edge) => edge.from === id)).toEqual([])
  })

  test('an exit leads to one node, and none to where calls come in', () => {
    const anew = connect(flow, { from: 'chain', exit: 'exhausted', to: 'chain' })
    expect(anew.edges.filter((edge) => edge.from === 'chain' && edge.exit === 'exhausted')).toEqual([
      { from: 'chain', exit: 'exhausted', to: 'chain' },
    ])
    expect(connect(flow, { from: 'chain', exit: 'exhausted', to: 'in' })).toBe(flow)
    expect(
      nextOf(disconnect(flow, { from: 'chain', exit: 'exhausted' }), { from: 'chain', exit: 'exhausted' }),
    ).toBeNull()
  })

  test('what changes nothing gives the same flow, so that it is no step to undo', () => {
    expect(connect(flow, { from: 'in', exit: 'next', to: 'chain' })).toBe(flow)
    expect(disconnect(flow, { from: 'chain', exit: 'answered' })).toBe(flow)
    expect(moveNodes(flow, new Map([['in', { x: 0, y: 0 }]]))).toBe(flow)
    expect(removeNodes(flow, new Set(['in']))).toBe(flow)
  })

  test.each(['right', 'down'] as const)(
    'a node put onto a connection (to the %s) stands between both, covers nothing and leaves all others in their order',
    (direction) => {
      const more =
        [addAfter(flow, { from: 'chain', exit: 'answered', kind: 'play' }).flow].map((drawn) =>
          moveNodes(drawn, arrange(drawn, direction)),
        )[0] ?? flow
      const axis = direction === 'right' ? 'x' : 'y'
      const order = (drawn: Flow) =>
        drawn.nodes
          .filter(({ id }) => more.nodes.some((node) => node.id === id))
          .toSorted((a, b) => a.position[axis] - b.position[axis])
          .map(({ id }) => id)
      for (const kind of ['play', 'ring-group', 'voicemail']) {
        const { flow: drawn, id } = addAfter(more, { from: 'in', exit: 'next', kind, direction })
        const place = (node: string) => drawn.nodes.find((one) => one.id === node)?.position[axis] ?? Number.NaN
        expect([place('in') < place(id), place(id) < place('chain')]).toEqual([true, true])
        expect(order(drawn)).toEqual(order(more))
        expect(drawn.nodes.flatMap((a, at) => drawn.nodes.slice(at + 1).filter((b) => overlaps(a, b)))).toEqual([])
      }
    },
  )

  test('moves nothing where there is room for a node on a connection, and puts it where it was let go', () => {
    const wide = moveNodes(
      flow,
      new Map([
        ['chain', { x: 1_200, y: 0 }],
        ['voicemail', { x: 1_600, y: 0 }],
      ]),
    )
    const { flow: drawn, id } = addAfter(wide, { from: 'in', exit: 'next', kind: 'play', wish: { x: 600, y: 40 } })
    expect(drawn.nodes.slice(0, 3).map(({ position }) => position)).toEqual(wide.nodes.map(({ position }) => position))
    expect(drawn.nodes.find((node) => node.id === id)?.position).toEqual({ x: 600, y: 40 })
  })

  test('a removed node takes its connections along; the only entry stays', () => {
    const left = removeNodes(flow, new Set(['chain', 'in']))
    expect(left.nodes.map(({ id }) => id)).toEqual(['in', 'voicemail'])
    expect(left.edges).toEqual([])
  })

  test('an empty note is no note', () => {
    const noted = changeNode(flow, 'chain', { note: 'Ask Olive.' })
    expect(noted.nodes[1]?.note).toBe('Ask Olive.')
    expect(changeNode(noted, 'chain', { note: '' })).toEqual(flow)
  })

  test('new nodes never lie on others', () => {
    let drawn = flow
    for (const kind of ['play', 'ring-group', 'voicemail', 'play', 'hang-up'])
      drawn = addNode(drawn, { kind, wish: { x: 310, y: 5 } }).flow
    expect(drawn.nodes.flatMap((a, at) => drawn.nodes.slice(at + 1).filter((b) => overlaps(a, b)))).toEqual([])
  })

  test('nor do new notes', () => {
    let drawn = flow
    for (let times = 0; times < 3; times += 1) drawn = addRemark(drawn, { x: 310, y: 5 }).flow
    const boxes = boxesOf(drawn)
    expect(boxes.flatMap((a, at) => boxes.slice(at + 1).filter((b) => collide(a, b)))).toEqual([])
  })
})

describe('what is let go', () => {
  const chain = flow.nodes[1] ?? { kind: '', config: {}, position: { x: 0, y: 0 } }
  const { position } = chain

  test('is on a card anywhere within it, a note on the card counted', () => {
    const below = { x: position.x + 10, y: position.y + cardHeight(chain) + 20 }
    expect(cardAt(flow, { x: position.x + CARD.width - 1, y: position.y + 1 })?.id).toBe('chain')
    expect(cardAt(flow, { x: position.x - 1, y: position.y + 1 })).toBeNull()
    expect([
      cardAt(flow, below),
      cardAt(flow, below, new Map([['chain', { width: 240, height: cardHeight(chain) + 60 }]]))?.id,
    ]).toEqual([null, 'chain'])
  })

  test('is on the nearest connection that passes close by', () => {
    const lines = [
      {
        name: 'upper',
        way: [
          { x: 0, y: 0 },
          { x: 100, y: 0 },
        ],
      },
      {
        name: 'lower',
        way: [
          { x: 0, y: 0 },
          { x: 0, y: 30 },
          { x: 100, y: 30 },
        ],
      },
    ]
    expect(
      [
        { x: 50, y: 12 },
        { x: 50, y: 18 },
        { x: 50, y: 51 },
        { x: 121, y: 30 },
      ].map((place) => lineAt(lines, place)?.name ?? null),
    ).toEqual(['upper', 'lower', null, null])
  })
})

describe('the kinds that are offered', () => {
  test.each<[string, string]>([
    ['ring in', 'Ring in order'],
    ['RING IN', 'Ring in order'],
    ['order ring', 'Ring in order'],
    ['ring', 'Ring a group'],
    ['voice', 'Voicemail'],
    ['hang', 'Hang up'],
    ['records', 'Voicemail'],
  ])('“%s” finds “%s” first', (search, label) => {
    expect(foundKinds(addable, search)[0]?.label).toBe(label)
  })

  test('are all of them without a search, and none for a word that no kind has', () => {
    expect([foundKinds(everyKind, ' '), foundKinds(everyKind, 'fax')]).toEqual([everyKind, []])
  })

  test('hold the incoming call only while a flow has none', () => {
    expect([
      hasEntry(flow),
      hasEntry({ nodes: [] }),
      addable.some(({ kind: offered }) => offered === 'incoming-call'),
    ]).toEqual([true, false, false])
  })
})
