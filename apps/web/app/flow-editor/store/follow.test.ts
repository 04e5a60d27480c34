import { expect, test } from 'vitest'
import { readFlow, type Flow } from '#flows/language/flow.ts'
import sales from '#flows/examples/sales.json' with { type: 'json' }
import { changeNode } from '../drawing/drawing.ts'
import { createAutosave, type Saved, type SaveState, type Theirs } from './autosave.ts'
import { createEditorStore } from './editor-store.ts'
import { follow } from './follow.ts'

const opened = flowOf(sales)

test('two people who draw at once in different nodes lose nothing and are asked nothing', async () => {
  const { store, autosave, states, server } = editor()
  server.saves('Olive', greeting(opened, 'Speak now.'))
  store.getState().setField('chain', 'seconds', 30)
  expect(await autosave.flush()).not.toBeNull()
  expect(server.flow).toEqual(greeting(seconds(opened, 30), 'Speak now.'))
  expect(store.getState()).toMatchObject({ flow: server.flow, said: 'Olive changed the flow.' })
  expect(states.map(({ kind }) => kind)).not.toContain('stale')
})

test('one and the same field is asked for, and both are saved as it was said', async () => {
  const { store, autosave, states, server } = editor()
  server.saves('Olive', greeting(seconds(opened, 40), 'Speak now.'))
  store.getState().setField('chain', 'seconds', 30)
  expect(await autosave.flush()).toBeNull()
  expect(store.getState().flow).toEqual(seconds(opened, 30))
  const stale = states.at(-1)
  if (stale?.kind !== 'stale') throw new Error('nothing is asked')
  expect(follow({ store, autosave, theirs: stale.theirs, choose: () => 'mine' })).toBe('done')
  await autosave.flush()
  expect(server.flow).toEqual(greeting(seconds(opened, 30), 'Speak now.'))
})

test('a space at the end of a title that is being written is no change of theirs', async () => {
  const { store, autosave, server } = editor()
  store.getState().setTitle('chain', 'Ring ')
  await autosave.flush()
  server.saves('Olive', greeting(server.flow, 'Speak now.'))
  store.getState().setTitle('chain', 'Ring t')
  expect(await autosave.flush()).not.toBeNull()
  expect(server.flow.nodes.map(({ title }) => title)).toContain('Ring t')
})

test('what is of a newer Ringdown is not taken for a drawing', () => {
  const { store, autosave } = editor()
  const theirs: Theirs = {
    savedBy: null,
    savedAt: '2026-01-05T12:00:00.000Z',
    revision: 'r9',
    document: { format: 99 },
  }
  expect(follow({ store, autosave, theirs })).toBe('unreadable')
  expect(store.getState().flow).toBe(opened)
})

/** An editor before a server that keeps one draft, as ours does. */
function editor() {
  const store = createEditorStore(opened, { clock: () => 0 })
  const states: SaveState[] = []
  const server = {
    flow: opened,
    revision: 0,
    savedBy: '',
    saves(who: string, flow: Flow): void {
      Object.assign(server, { flow: flowOf(flow), revision: server.revision + 1, savedBy: who })
    },
  }
  const autosave = createAutosave({
    standing: { revision: '0', flow: opened },
    quiet: 0,
    again: 0,
    async send(flow, base): Promise<Saved> {
      const { savedBy, revision, flow: document } = server
      if (base !== String(revision))
        return {
          kind: 'stale',
          theirs: {
            savedBy,
            savedAt: '2026-01-05T12:00:00.000Z',
            revision: String(revision),
            document: structuredClone(document),
          },
        }
      server.saves('me', flow)
      return { kind: 'saved', revision: String(server.revision) }
    },
    merge: async (theirs) => follow({ store, autosave, theirs }) === 'done',
    onState: (state) => states.push(state),
    after: () => () => undefined,
  })
  store.subscribe((now, before) => now.flow !== before.flow && autosave.changed(now.flow))
  return { store, autosave, states, server }
}

function seconds(flow: Flow, value: number): Flow {
  return setting(flow, 'chain', { seconds: value })
}

function greeting(flow: Flow, value: string): Flow {
  return setting(flow, 'voicemail', { greeting: value })
}

function setting(flow: Flow, id: string, config: Record<string, unknown>): Flow {
  return changeNode(flow, id, { config: { ...flow.nodes.find((node) => node.id === id)?.config, ...config } })
}

function flowOf(document: unknown): Flow {
  const read = readFlow(document)
  if (!read.ok) throw new Error(JSON.stringify(read.problems))
  return read.flow
}
