import { describe, expect, test } from 'vitest'
import { check } from '#flows/check.ts'
import { readFlow, type Flow } from '#flows/flow.ts'
import sales from '#flows/examples/sales.json' with { type: 'json' }
import { arrange } from './arrange.ts'
import { overlaps } from './card-size.ts'
import { remarkKey } from './remarks.ts'
import { clipWords, copyNodes, pasteNodes, readClip } from './clip.ts'
import { addAfter, addNode, changeNode, connect, disconnect, moveNodes, nextOf, removeNodes } from './drawing.ts'
import { outline, type Branch } from './outline.ts'

const flow = flowOf(sales)

describe('drawing', () => {
  test('a flow drawn from nothing can be published', () => {
    const empty = flowOf({ format: 1, name: 'New', nodes: [], edges: [] })
    const entry = addNode(empty, { kind: 'incoming-call', wish: { x: 0, y: 0 } })
    const greeting = addAfter(entry.flow, { from: entry.id, exit: 'next', kind: 'play' })
    const chain = addAfter(greeting.flow, { from: greeting.id, exit: 'next', kind: 'priority-chain' })
    const voicemail = addAfter(chain.flow, { from: chain.id, exit: 'exhausted', kind: 'voicemail' })
    const drawn = changeNode(connect(voicemail.flow, { from: chain.id, exit: 'nobody', to: voicemail.id }), greeting.id, { config: { text: 'Hello.' } })
    expect(check(drawn, { people: null }).filter(({ severity }) => severity === 'error')).toEqual([])
    expect(readFlow(drawn).ok).toBe(true)
    expect(drawn.nodes.map(({ title, id }) => [title, id])).toEqual([['Incoming call', 'incoming-call'], ['Play', 'play'], ['Ring in order', 'priority-chain'], ['Voicemail', 'voicemail']])
  })

  test('a node put onto a connection leads on to where that led', () => {
    const { flow: drawn, id } = addAfter(flow, { from: 'in', exit: 'next', kind: 'play' })
    expect([nextOf(drawn, { from: 'in', exit: 'next' }), nextOf(drawn, { from: id, exit: 'next' })]).toEqual([id, 'chain'])
  })

  test('a node that ends the call, put onto a connection, leads nowhere', () => {
    const { flow: drawn, id } = addAfter(flow, { from: 'in', exit: 'next', kind: 'hang-up' })
    expect(drawn.edges.filter((edge) => edge.from === id)).toEqual([])
  })

  test('an exit leads to one node, and none to where calls come in', () => {
    const anew = connect(flow, { from: 'chain', exit: 'exhausted', to: 'chain' })
    expect(anew.edges.filter((edge) => edge.from === 'chain' && edge.exit === 'exhausted')).toEqual([{ from: 'chain', exit: 'exhausted', to: 'chain' }])
    expect(connect(flow, { from: 'chain', exit: 'exhausted', to: 'in' })).toBe(flow)
    expect(nextOf(disconnect(flow, { from: 'chain', exit: 'exhausted' }), { from: 'chain', exit: 'exhausted' })).toBeNull()
  })

  test('what changes nothing gives the same flow, so that it is no step to undo', () => {
    expect(connect(flow, { from: 'in', exit: 'next', to: 'chain' })).toBe(flow)
    expect(disconnect(flow, { from: 'chain', exit: 'answered' })).toBe(flow)
    expect(moveNodes(flow, new Map([['in', { x: 0, y: 0 }]]))).toBe(flow)
    expect(removeNodes(flow, new Set(['in']))).toBe(flow)
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
    for (const kind of ['play', 'ring-group', 'voicemail', 'play', 'hang-up']) drawn = addNode(drawn, { kind, wish: { x: 310, y: 5 } }).flow
    expect(drawn.nodes.flatMap((a, at) => drawn.nodes.slice(at + 1).filter((b) => overlaps(a, b)))).toEqual([])
  })
})

describe('copying', () => {
  test('brings the nodes and the connections between them, under ids and titles of their own', () => {
    const clip = copyNodes(flow, new Set(['in', 'chain', 'voicemail']))
    if (!clip) throw new Error('there is something to copy')
    const { flow: pasted, keys } = pasteNodes(flow, clip)
    expect(keys).toEqual(['chain-2', 'voicemail-2'])
    expect(pasted.edges.slice(flow.edges.length)).toEqual([{ from: 'chain-2', exit: 'exhausted', to: 'voicemail-2' }, { from: 'chain-2', exit: 'nobody', to: 'voicemail-2' }])
    expect(new Set(pasted.nodes.map(({ title }) => title)).size).toBe(5)
    expect(readFlow(pasted).ok).toBe(true)
  })

  test('brings free notes along, into a flow that has none as well', () => {
    const noted = { ...flow, remarks: [{ id: 'note-1', text: 'Until March', position: { x: 8, y: 8 } }, { id: 'note-2', text: 'Not this', position: { x: 0, y: 0 } }] }
    const clip = copyNodes(noted, new Set([remarkKey('note-1')]))
    if (!clip) throw new Error('there is something to copy')
    expect(readClip(JSON.stringify(clip))).toEqual(clip)
    expect(pasteNodes(noted, clip)).toMatchObject({ keys: ['note:note-3'], flow: { remarks: [{}, {}, { id: 'note-3', text: 'Until March', position: { x: 40, y: 40 } }] } })
    expect(pasteNodes(flow, clip).flow.remarks).toHaveLength(1)
    expect(clipWords({ ...clip, nodes: flow.nodes.slice(1) })).toBe('2 nodes and one note')
  })

  test('puts every copy of the same beside the one before', () => {
    const clip = copyNodes(flow, new Set(['chain']))
    if (!clip) throw new Error('there is something to copy')
    const twice = pasteNodes(pasteNodes(flow, clip).flow, clip).flow
    const [first, second] = twice.nodes.slice(flow.nodes.length)
    expect(second?.position).toEqual({ x: (first?.position.x ?? 0) + 32, y: (first?.position.y ?? 0) + 32 })
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

describe('arranging', () => {
  test('puts each node right of all that lead to it, and none on another', () => {
    const { flow: more, id } = addAfter(flow, { from: 'in', exit: 'next', kind: 'ring-group' })
    const drawn = connect(connect(more, { from: id, exit: 'declined', to: 'voicemail' }), { from: 'voicemail', exit: 'failed', to: 'chain' }) // the last is a way back
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
      return then.kind === 'told' ? [`${indent}  ${exit}: → ${then.node.title}`] : [`${indent}  ${exit}:`, ...lines(then.branch, `${indent}    `)]
    }),
  ]
}

function flowOf(document: unknown): Flow {
  const read = readFlow(document)
  if (!read.ok) throw new Error(JSON.stringify(read.problems))
  return read.flow
}
