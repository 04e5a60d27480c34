import { describe, expect, test } from 'vitest'
import { readFlow, type Flow } from '#flows/language/flow.ts'
import sales from '#flows/examples/sales.json' with { type: 'json' }
import { addAfter, changeNode, connect, disconnect, moveNodes, removeNodes } from './drawing.ts'
import { mergeFlows } from './merge.ts'
import { reconcile } from './reconcile.ts'
import { addRemark, changeRemark, remarkKey, removeRemarks } from './remarks.ts'
import type { Side } from './three-ways.ts'

const base = flowOf(sales)
const seconds = (value: number) => (flow: Flow) => setting(flow, 'chain', { seconds: value })
const greeting = (value: string) => (flow: Flow) => setting(flow, 'voicemail', { greeting: value })
const title = (value: string) => (flow: Flow) => changeNode(flow, 'chain', { title: value })
const note = (value: string) => (flow: Flow) => changeNode(flow, 'chain', { note: value })
const moved = (x: number) => (flow: Flow) => moveNodes(flow, new Map([['chain', { x, y: 800 }]]))
const insert = (flow: Flow) => addAfter(flow, { from: 'in', exit: 'next', kind: 'play' }).flow
const without = (id: string) => (flow: Flow) => removeNodes(flow, new Set([id]))
const leads = (exit: string, to: string) => (flow: Flow) => connect(flow, { from: 'chain', exit, to })
const opened = (exit: string) => (flow: Flow) => disconnect(flow, { from: 'chain', exit })
const called = (name: string) => (flow: Flow) => ({ ...flow, name })
const both =
  (...steps: readonly Step[]) =>
  (flow: Flow) =>
    steps.reduce((drawn, step) => step(drawn), flow)
const nothing = (flow: Flow) => flow

type Step = (flow: Flow) => Flow

describe('two people’s work on one drawing comes together without a question', () => {
  test.each<[string, { mine: Step; theirs: Step; merged: Step }]>([
    ['they only', { mine: nothing, theirs: seconds(30), merged: seconds(30) }],
    ['I only', { mine: seconds(30), theirs: nothing, merged: seconds(30) }],
    [
      'different nodes',
      { mine: seconds(30), theirs: greeting('Speak now.'), merged: both(seconds(30), greeting('Speak now.')) },
    ],
    [
      'different fields of one node',
      {
        mine: title('Ring them'),
        theirs: both(seconds(30), note('Ask Olive.')),
        merged: both(title('Ring them'), seconds(30), note('Ask Olive.')),
      },
    ],
    ['the same field alike', { mine: seconds(30), theirs: seconds(30), merged: seconds(30) }],
    ['a place and a setting', { mine: moved(640), theirs: seconds(30), merged: both(moved(640), seconds(30)) }],
    ['two places: mine', { mine: moved(640), theirs: moved(960), merged: moved(640) }],
    [
      'the name and a node',
      { mine: called('Spring'), theirs: title('Ring them'), merged: both(called('Spring'), title('Ring them')) },
    ],
    [
      'different exits',
      {
        mine: opened('nobody'),
        theirs: leads('answered', 'voicemail'),
        merged: both(leads('answered', 'voicemail'), opened('nobody')),
      },
    ],
    [
      'a node put onto a line, and a setting',
      { mine: insert, theirs: greeting('Speak now.'), merged: both(greeting('Speak now.'), insert) },
    ],
    ['a node removed that they only moved', { mine: without('chain'), theirs: moved(640), merged: without('chain') }],
    [
      'an exit led elsewhere, whose old end they removed',
      {
        mine: both(insert, leads('nobody', 'play'), leads('exhausted', 'play')),
        theirs: without('voicemail'),
        merged: both(without('voicemail'), insert, leads('nobody', 'play'), leads('exhausted', 'play')),
      },
    ],
  ])('%s', (_what, { mine, theirs, merged }) => {
    const { flow, conflicts } = mergeFlows({ base, mine: mine(base), theirs: theirs(base) })
    expect(conflicts).toEqual([])
    expect(sorted(flow)).toEqual(sorted(merged(base)))
  })

  test('and what is as I drew it stays the same object, so that it is not drawn again', () => {
    const mine = seconds(30)(base)
    const theirs = structuredClone(greeting('Speak now.')(base))
    const { flow } = mergeFlows({ base, mine, theirs })
    expect(flow.nodes.map((node) => mine.nodes.includes(node))).toEqual([true, true, false])
    expect(mergeFlows({ base, mine, theirs: structuredClone(mine) }).flow).toBe(mine)
  })
})

describe('one and the same field is asked for, with both values, and is as was chosen', () => {
  test.each<[string, { mine: Step; theirs: Step; of: object; values: [unknown, unknown] }]>([
    [
      'a setting',
      { mine: seconds(30), theirs: seconds(40), of: { kind: 'setting', field: 'seconds' }, values: [30, 40] },
    ],
    [
      'a setting that I took out',
      {
        mine: (flow) => changeNode(flow, 'chain', { config: { who: { kind: 'routing-list' } } }),
        theirs: seconds(40),
        of: { kind: 'setting', field: 'seconds' },
        values: [undefined, 40],
      },
    ],
    [
      'a title',
      { mine: title('Ring them'), theirs: title('Ring all'), of: { kind: 'title' }, values: ['Ring them', 'Ring all'] },
    ],
    [
      'a note',
      {
        mine: note('Ask Olive.'),
        theirs: note('Ask Adam.'),
        of: { kind: 'note' },
        values: ['Ask Olive.', 'Ask Adam.'],
      },
    ],
    [
      'the name',
      { mine: called('Spring'), theirs: called('Summer'), of: { kind: 'name' }, values: ['Spring', 'Summer'] },
    ],
    [
      'an exit',
      {
        mine: opened('nobody'),
        theirs: leads('nobody', 'chain'),
        of: { kind: 'exit', exit: 'nobody' },
        values: [null, 'chain'],
      },
    ],
    [
      'a node that I removed and they set',
      {
        mine: without('voicemail'),
        theirs: greeting('Speak now.'),
        of: { kind: 'node' },
        values: [null, expect.objectContaining({ id: 'voicemail' })],
      },
    ],
    [
      'a node that they removed and I led to',
      {
        mine: leads('answered', 'voicemail'),
        theirs: without('voicemail'),
        of: { kind: 'node' },
        values: [expect.objectContaining({ id: 'voicemail' }), null],
      },
    ],
  ])('%s', (_what, { mine, theirs, of, values }) => {
    const three = { base, mine: mine(base), theirs: theirs(base) }
    const merged = (side: Side) => mergeFlows(three, () => side)
    expect(merged('mine').conflicts).toMatchObject([{ of, mine: values[0], theirs: values[1] }])
    expect([sorted(merged('mine').flow), sorted(merged('theirs').flow)]).toEqual([
      sorted(three.mine),
      sorted(three.theirs),
    ])
  })

  test('and what else they did is in it whatever was chosen', () => {
    const { flow } = mergeFlows(
      { base, mine: seconds(30)(base), theirs: both(seconds(40), greeting('Speak now.'))(base) },
      () => 'mine',
    )
    expect(sorted(flow)).toEqual(sorted(both(seconds(30), greeting('Speak now.'))(base)))
  })
})

describe('free notes', () => {
  const { flow: noted, key } = addRemark(base, { x: 0, y: 0 })

  test('of both stay, and one that I removed and they moved goes', () => {
    const mine = addRemark(base, { x: 0, y: 0 }).flow
    const theirs = addRemark(base, { x: 400, y: 0 }).flow
    expect(reconcile({ base, mine, theirs, steps: [] }).flow.remarks).toMatchObject([
      { id: 'note-1' },
      { id: 'note-2', position: { x: 0 } },
    ])
    const elsewhere = {
      ...noted,
      remarks: noted.remarks?.map((remark) => ({ ...remark, position: { x: 80, y: 0 } })) ?? [],
    }
    expect(mergeFlows({ base: noted, mine: removeRemarks(noted, new Set([key])), theirs: elsewhere })).toMatchObject({
      conflicts: [],
      flow: base,
    })
  })

  test('on which both wrote are asked for', () => {
    const three = {
      base: noted,
      mine: changeRemark(noted, key, 'Until May'),
      theirs: changeRemark(noted, key, 'Until June'),
    }
    expect(mergeFlows(three).conflicts).toEqual([
      { key: 'remark note-1', of: { kind: 'remark' }, mine: 'Until May', theirs: 'Until June' },
    ])
  })
})

describe('nodes that both add', () => {
  const mine = insert(base)
  const theirs = addAfter(base, { from: 'chain', exit: 'answered', kind: 'play' }).flow

  test('of one kind are two, though both were given the same id and title', () => {
    const { flow, conflicts, key } = reconcile({ base, mine, theirs, steps: [base] })
    expect(conflicts).toEqual([])
    expect(flow.nodes.slice(3).map(({ id, title: words }) => [id, words])).toEqual([
      ['play', 'Play'],
      ['play-2', 'Play 2'],
    ])
    expect(flow.edges).toEqual(
      expect.arrayContaining([
        { from: 'in', exit: 'next', to: 'play-2' },
        { from: 'play-2', exit: 'next', to: 'chain' },
        { from: 'chain', exit: 'answered', to: 'play' },
      ]),
    )
    expect([key('play'), key('chain'), key(remarkKey('note-1'))]).toEqual(['play-2', 'chain', 'note:note-1'])
  })

  test.each<[string, Step]>([
    ['as it was', nothing],
    ['and I moved it meanwhile', (flow) => moveNodes(flow, new Map([['play', { x: 0, y: 900 }]]))],
  ])('are one where my own save came back, its answer lost, %s', (_what, meanwhile) => {
    const { flow, conflicts } = reconcile({
      base,
      mine: meanwhile(mine),
      theirs: greeting('Speak now.')(structuredClone(mine)),
      steps: [],
    })
    expect([conflicts, sorted(flow)]).toEqual([[], sorted(greeting('Speak now.')(meanwhile(mine)))])
  })
})

test('a step back takes back what I did and nothing of theirs', () => {
  const mine = both(insert, seconds(30))(base)
  const theirs = both(
    greeting('Speak now.'),
    (flow) => addAfter(flow, { from: 'chain', exit: 'answered', kind: 'play' }).flow,
  )(base)
  const { step } = reconcile({ base, mine, theirs, steps: [base, insert(base)] })
  expect(sorted(step(base))).toEqual(sorted(theirs))
  expect(step(insert(base)).nodes.map(({ id }) => id)).toEqual(['in', 'chain', 'voicemail', 'play', 'play-2'])
  expect(sorted(step(seconds(50)(base)))).toEqual(sorted(seconds(50)(theirs)))
})

function setting(flow: Flow, id: string, config: Record<string, unknown>): Flow {
  return changeNode(flow, id, { config: { ...flow.nodes.find((node) => node.id === id)?.config, ...config } })
}

/** Order means nothing in a drawing. */
function sorted({ nodes, edges, ...rest }: Flow) {
  const byWords = <Thing>(things: readonly Thing[]) =>
    things.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
  return { ...rest, nodes: nodes.toSorted((a, b) => (a.id < b.id ? -1 : 1)), edges: byWords(edges) }
}

function flowOf(document: unknown): Flow {
  const read = readFlow(document)
  if (!read.ok) throw new Error(JSON.stringify(read.problems))
  return read.flow
}
