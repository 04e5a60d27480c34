import { afterAll, describe, expect, test } from 'vitest'
import type { Flow } from '#flows/language/flow.ts'
import { menu } from '#flows/testing/menu/definition.ts'
import { withKind } from '#flows/testing/with-kind.ts'
import { canvasEdges } from '../canvas/canvas-parts.ts'
import { arrange } from '../drawing/arrange.ts'
import { cardHeight } from '../drawing/card-size.ts'
import { addAfter, nextOf } from '../drawing/drawing.ts'
import { exitPlace } from '../drawing/exit-place.ts'
import { mergeFlows } from '../drawing/merge.ts'
import { hasSameOutline, outline } from '../drawing/outline.ts'
import { changes } from '../words/changes.ts'
import { createEditorStore } from './editor-store.ts'

const kind = withKind(menu)
afterAll(() => kind[Symbol.dispose]())

const [sales, support, spares] = [
  { key: '1', prompt: 'Sales' },
  { key: '2', prompt: 'Support' },
  { key: '3', prompt: 'Spare parts' },
] as const
const flow = drawn([sales, support])

describe('a node whose settings decide its exits', () => {
  test('is as high as its exits, from each of which a connection leaves where it stands', () => {
    const [node, more] = [nodeIn(flow), nodeIn(drawn([sales, support, spares]))]
    expect(cardHeight(more) - cardHeight(node)).toBe(30)
    expect(exitPlace(flow, node, 'no-input').y - exitPlace(flow, node, 'key-2').y).toBe(30)
    expect(arrange(flow).get('voicemail')?.x).toBeGreaterThan(arrange(flow).get('menu')?.x ?? 0)
  })

  test('is outlined by them, and anew when they change', () => {
    expect(outline(flow).way[0]?.exits[0]?.then).toMatchObject({
      branch: { exits: [{ exit: 'key-1' }, { exit: 'key-2' }, { exit: 'no-input', then: null }] },
    })
    const worded = drawn([{ ...sales, prompt: 'Other' }, support])
    expect(hasSameOutline(flow, { ...worded, edges: flow.edges })).toBe(true)
    expect(hasSameOutline(flow, { ...drawn([support, sales]), edges: flow.edges })).toBe(false)
  })

  test('leads on by its first exit that must be connected when it comes in between', () => {
    const none = drawn([])
    const { flow: between, id } = addAfter(none, { from: 'in', exit: 'next', kind: 'menu' })
    expect(nextOf(between, { from: id, exit: 'no-input' })).toBe('menu')
  })
})

describe('exits that vanish with a change of settings', () => {
  test('take their connections with them, in one step that can be taken back, and the editor says so', () => {
    const store = createEditorStore(flow, { clock: () => 0 })
    const setKeys = (keys: readonly object[]) => store.getState().setField('menu', 'keys', keys)
    setKeys([sales, { ...support, prompt: '' }]) // being typed
    setKeys([sales])
    expect(nextOf(store.getState().flow, { from: 'menu', exit: 'key-2' })).toBeNull()
    const words = 'Menu has no exit “Key 2” any more: its connection to Voicemail was removed.'
    expect(store.getState()).toMatchObject({ said: words, beside: { words, flow: store.getState().flow } })
    store.undo()
    expect(nextOf(store.getState().flow, { from: 'menu', exit: 'key-2' })).toBe('voicemail')
    expect(store.getState()).toMatchObject({ said: 'Undone.', beside: null })
    expect(nodeIn(store.getState().flow).config).toEqual({ keys: [sales, { ...support, prompt: '' }] })
    store.redo()
    expect(canvasIds(store.getState().flow)).toEqual(['in:next', 'menu:key-1'])
  })

  test('several of them are named together', () => {
    const store = createEditorStore(flow, { clock: () => 0 })
    store.getState().setField('menu', 'keys', undefined)
    expect(store.getState().beside?.words).toBe(
      'Menu has no exits “Key 1” and “Key 2” any more: their connections were removed.',
    )
    store.getState().forget()
    expect(store.getState().beside).toBeNull()
  })

  test('leave the connections of the exits that stay, whatever their order', () => {
    const store = createEditorStore(flow, { clock: () => 0 })
    store.getState().setField('menu', 'keys', [support, spares, sales])
    expect(store.getState().flow.edges).toBe(flow.edges)
    expect(store.getState().beside).toBeNull()
  })

  test('do not come back where two people worked on one drawing', () => {
    const mine = { ...drawn([sales]), edges: flow.edges.filter(({ exit }) => exit !== 'key-2') }
    const theirs = {
      ...flow,
      edges: flow.edges.map((edge) => (edge.exit === 'key-2' ? { ...edge, to: 'menu' } : edge)),
    }
    const merged = mergeFlows({ base: flow, mine, theirs })
    expect(merged.flow.edges.map(({ exit }) => exit)).toEqual(['next', 'key-1'])
    expect(merged.conflicts).toEqual([])
  })

  test('but for one that has another name now, take nothing with them', () => {
    const store = createEditorStore(flow, { clock: () => 0 })
    store.getState().setField('menu', 'keys', [sales, { ...support, key: '3' }])
    expect(nextOf(store.getState().flow, { from: 'menu', exit: 'key-3' })).toBe('voicemail')
    expect(nextOf(store.getState().flow, { from: 'menu', exit: 'key-2' })).toBeNull()
    expect(store.getState().beside).toBeNull()
    store.getState().setField('menu', 'keys', [{ ...support, key: '3' }, sales]) // two have changed places
    expect(nextOf(store.getState().flow, { from: 'menu', exit: 'key-3' })).toBe('voicemail')
  })

  test('are no matter of what is written, which goes back place by place', () => {
    const store = createEditorStore(flow, { clock: () => 0 })
    const write = (first: string, second: string, part: string | null) =>
      store.getState().setField(
        'menu',
        'keys',
        [
          { ...sales, prompt: first },
          { ...support, prompt: second },
        ],
        part,
      )
    write('S', 'Support', 'keys[0].prompt')
    write('So', 'Support', 'keys[0].prompt')
    write('So', 'U', 'keys[1].prompt')
    write('So', '', null) // done in one go: never part of what was written
    write('So', 'V', null)
    expect(store.temporal.getState().pastStates).toHaveLength(4)
  })

  test('are named in what changed as they were', () => {
    const after = { ...drawn([sales]), edges: flow.edges.filter(({ exit }) => exit !== 'key-2') }
    expect(changes(flow, after, new Map()).map(({ words }) => words)).toContain(
      '“Menu”: “Key 2” leads to the end of the call instead of “Voicemail”.',
    )
  })
})

function nodeIn({ nodes }: Flow) {
  const node = nodes.find(({ id }) => id === 'menu')
  if (!node) throw new Error('the drawing has a menu')
  return node
}

function canvasIds(drawing: Flow): readonly string[] {
  const state = { chosenExit: null, aimed: null, direction: 'right', dragged: new Map() } as const
  return [...canvasEdges(drawing, state, new Map()).keys()]
}

function drawn(keys: readonly { readonly key: string; readonly prompt: string }[]): Flow {
  return {
    format: 1,
    name: 'Menu',
    nodes: [
      { id: 'in', kind: 'incoming-call', title: 'In', config: {}, position: { x: 0, y: 0 } },
      { id: 'menu', kind: 'menu', title: 'Menu', config: { keys }, position: { x: 320, y: 0 } },
      { id: 'voicemail', kind: 'voicemail', title: 'Voicemail', config: {}, position: { x: 640, y: 0 } },
    ],
    edges: [
      { from: 'in', exit: 'next', to: 'menu' },
      ...keys.map(({ key }) => ({ from: 'menu', exit: `key-${key}`, to: 'voicemail' })),
    ],
  }
}
