import { describe, expect, test } from 'vitest'
import { readFlow, type Flow } from '#flows/language/flow.ts'
import sales from '#flows/examples/sales.json' with { type: 'json' }
import { changeNode } from '../drawing/drawing.ts'
import { createAutosave } from './autosave.ts'
import { createEditorStore, type EditorStore } from './editor-store.ts'
import { follow } from './follow.ts'

describe('the editor', () => {
  test('takes steps back and forth, and what was chosen goes along', () => {
    const { store } = opened()
    store.getState().addAfter({ from: 'in', exit: 'next' }, 'play')
    expect([...store.getState().chosen]).toEqual(['play'])
    expect(store.getState().said).toBe('Added Play after “Call comes in” of Call to Sales.')
    store.undo()
    expect(store.getState().flow).toEqual(flow)
    expect(store.getState().chosen.size).toBe(0)
    store.redo()
    expect(store.getState().flow.nodes).toHaveLength(4)
    store.redo()
    expect(store.getState().flow.nodes).toHaveLength(4)
  })

  test('takes typing in one go back in one step, and each field for itself', () => {
    const { store, wait } = opened()
    const { setTitle, setField } = store.getState()
    for (const title of ['R', 'Ri', 'Ring']) setTitle('chain', title)
    setField('chain', 'seconds', 25)
    wait(5_000)
    setField('chain', 'seconds', 30)
    store.undo()
    expect(node(store.getState().flow)).toMatchObject({ title: 'Ring', config: { seconds: 25 } })
    store.undo()
    expect(node(store.getState().flow)).toMatchObject({ title: 'Ring', config: { seconds: 20 } })
    store.undo()
    expect(store.getState().flow).toEqual(flow)
    setTitle('chain', 'Anew') // right after a step back it is a step of its own, and there is nothing to redo
    expect(store.temporal.getState().futureStates).toEqual([])
    store.undo()
    expect(store.getState().flow).toEqual(flow)
  })

  test('has one incoming call, and adds no second one', () => {
    const { store } = opened()
    store.getState().add('incoming-call', { x: 0, y: 800 })
    expect(store.getState()).toMatchObject({
      flow,
      added: 0,
      said: 'Calls come in here already: a flow has one incoming call.',
    })
  })

  test('does not count choosing, or what changes nothing, as a step', () => {
    const { store } = opened()
    store.getState().choose(['chain'])
    store.getState().goTo('voicemail', 'greeting')
    store.getState().connect({ from: 'in', exit: 'next' }, 'chain')
    store.getState().remove(new Set(['in']))
    expect(store.temporal.getState().pastStates).toEqual([])
    expect(store.getState().said).toBe('The incoming call cannot be removed: a flow needs one.')
  })

  test('duplicates what is chosen and chooses the copies', () => {
    const { store } = opened()
    store.getState().choose(['chain', 'voicemail'])
    store.getState().duplicate()
    expect([...store.getState().chosen]).toEqual(['chain-2', 'voicemail-2'])
    expect(store.getState().flow.edges).toHaveLength(5)
  })

  test('counts what comes in, so that it can be brought into view, and nothing else', () => {
    const { store } = opened()
    const { add, addAfter, addRemark, move } = store.getState()
    add('play', { x: 4_000, y: 0 })
    addAfter({ from: 'in', exit: 'next' }, 'play')
    addRemark({ x: 0, y: -4_000 })
    store.getState().duplicate()
    expect(store.getState()).toMatchObject({ added: 4, chosen: new Set(['note:note-2']), said: 'Pasted one note.' })
    move(new Map([['chain', { x: 1, y: 1 }]]))
    store.undo()
    store.redo()
    expect(store.getState().added).toBe(4)
  })

  describe('when somebody else saves', () => {
    const theirs = (greeting: string) =>
      changeNode(flow, 'voicemail', { config: { ...flow.nodes[2]?.config, greeting } })
    const olive = (store: EditorStore, document: Flow, base = flow) => {
      const idle = {
        quiet: 0,
        again: 0,
        send: () => Promise.reject(new Error('nothing is sent')),
        merge: () => Promise.resolve(false),
        onState: () => undefined,
        after: () => () => undefined,
      }
      const autosave = createAutosave({ ...idle, standing: { revision: 'r0', flow: base } })
      expect(
        follow({
          store,
          autosave,
          theirs: { savedBy: 'Olive', savedAt: '2026-01-05T12:00:00.000Z', revision: 'r1', document },
        }),
      ).toBe('done')
    }

    test('keeps what is chosen, notes too, while it is there', () => {
      const { store } = opened()
      store.getState().addRemark({ x: 0, y: 0 })
      olive(store, theirs('Speak now.'))
      expect(store.getState().chosen).toEqual(new Set(['note:note-1']))
      const saved = store.getState().flow
      olive(store, flow, saved)
      expect(store.getState().chosen.size).toBe(0)
    })

    test('takes its own steps back and forth without theirs', () => {
      const { store, wait } = opened()
      store.getState().setField('chain', 'seconds', 25)
      wait(5_000)
      store.getState().setField('chain', 'seconds', 30)
      store.undo()
      olive(store, theirs('Speak now.'))
      const settings = () =>
        store
          .getState()
          .flow.nodes.map(({ config }) => [config['seconds'], config['greeting']])
          .slice(1)
      const old = flow.nodes[2]?.config['greeting']
      expect(old).not.toBe('Speak now.')
      expect(settings()).toEqual([
        [25, undefined],
        [undefined, 'Speak now.'],
      ])
      store.undo()
      expect(settings()).toEqual([
        [20, undefined],
        [undefined, 'Speak now.'],
      ])
      store.redo()
      store.redo()
      expect(settings()).toEqual([
        [30, undefined],
        [undefined, 'Speak now.'],
      ])
    })

    test('has no step that would do nothing any more', () => {
      const { store } = opened()
      store.getState().setField('voicemail', 'greeting', 'Speak now.')
      olive(store, theirs('Speak now.'))
      expect(store.temporal.getState()).toMatchObject({ pastStates: [], futureStates: [] })
    })
  })

  test('goes to the field of an issue once, and not again with the next node', () => {
    const { store } = opened()
    store.getState().goTo('voicemail', 'greeting')
    expect(store.getState()).toMatchObject({
      asked: { field: 'greeting', count: 1, isWaiting: true },
      chosen: new Set(['voicemail']),
    })
    store.getState().arrived()
    store.getState().goTo('chain', 'exits.nobody')
    store.getState().choose(['in'])
    expect(store.getState().asked.isWaiting).toBe(false)
  })

  test('leaves a field out that is cleared', () => {
    const { store } = opened()
    store.getState().setField('in', 'timeZone', 'Europe/Berlin')
    store.getState().setField('in', 'timeZone', undefined)
    expect(store.getState().flow).toEqual(flow)
  })
})

const flow = flowOf(sales)

function opened() {
  let now = 0
  return { store: createEditorStore(flow, { clock: () => now }), wait: (milliseconds: number) => (now += milliseconds) }
}

function node({ nodes }: Flow) {
  return nodes.find(({ id }) => id === 'chain')
}

function flowOf(document: unknown): Flow {
  const read = readFlow(document)
  if (!read.ok) throw new Error(JSON.stringify(read.problems))
  return read.flow
}
