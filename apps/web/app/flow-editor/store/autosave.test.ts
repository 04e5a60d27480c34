import { expect, test } from 'vitest'
import type { Flow } from '#flows/language/flow.ts'
import { createAutosave, type Saved, type SaveState } from './autosave.ts'

test('saves once after a quiet moment, upon what was saved before', async () => {
  const { autosave, sent, states, pass } = drawn()
  autosave.changed(named('a'))
  autosave.changed(named('b'))
  await pass()
  autosave.changed(named('c'))
  await pass()
  expect(sent).toEqual(['b on r0', 'c on r1'])
  expect(states.at(-1)).toEqual({ kind: 'saved' })
})

test('saves what was drawn while a save was on its way', async () => {
  const { autosave, sent, pass } = drawn({ whileSending: () => autosave.changed(named('late')) })
  autosave.changed(named('a'))
  await pass()
  expect(sent).toEqual(['a on r0', 'late on r1'])
})

test('says why it could not save, and tries again', async () => {
  const { autosave, sent, states, pass } = drawn({
    answers: [{ kind: 'failed', why: 'the server cannot be reached', tryAgain: true }],
  })
  autosave.changed(named('a'))
  await pass()
  expect(states.at(-1)).toEqual({ kind: 'not-saved', why: 'the server cannot be reached', tryAgain: true })
  await pass()
  expect(sent).toEqual(['a on r0', 'a on r0'])
  expect(states.at(-1)).toEqual({ kind: 'saved' })
})

const theirs = { savedBy: 'Olive', savedAt: '2026-01-05T12:00:00.000Z', revision: 'hers', document: {} }

test('brings what somebody else saved together with what is drawn, and saves both upon theirs', async () => {
  const { autosave, sent, states, pass } = drawn({
    answers: [{ kind: 'stale', theirs }],
    merge: () => autosave.rebase({ revision: 'hers', flow: named('theirs') }, named('both')),
  })
  autosave.changed(named('mine'))
  await pass()
  expect(sent).toEqual(['mine on r0', 'both on hers'])
  expect([states.at(-1), autosave.base().flow.name, autosave.unsaved()]).toEqual([{ kind: 'saved' }, 'both', null])
})

test('stops when both changed one field, until it is settled whose value stays', async () => {
  const { autosave, sent, states, pass } = drawn({ answers: [{ kind: 'stale', theirs }] })
  autosave.changed(named('a'))
  await pass()
  autosave.changed(named('b'))
  await pass()
  expect(sent).toEqual(['a on r0'])
  expect(states.at(-1)).toEqual({ kind: 'stale', theirs })
  expect(await autosave.flush()).toBeNull()
  expect([autosave.base(), autosave.unsaved()]).toEqual([{ revision: 'r0', flow: named('opened') }, named('b')])
  autosave.rebase({ revision: 'hers', flow: named('theirs') }, named('mine'))
  expect(await autosave.flush()).toBe('r1')
  expect(sent.at(-1)).toBe('mine on hers')
})

test('flushes at once, and has nothing to send when all is saved', async () => {
  const { autosave, sent } = drawn()
  expect(await autosave.flush()).toBe('r0')
  autosave.changed(named('a'))
  expect(await autosave.flush()).toBe('r1')
  expect(sent).toEqual(['a on r0'])
})

function drawn({
  answers = [],
  whileSending,
  merge,
}: { answers?: Saved[]; whileSending?: () => void; merge?: () => void } = {}) {
  const sent: string[] = []
  const states: SaveState[] = []
  let timer: (() => void) | null = null
  const autosave = createAutosave({
    standing: { revision: 'r0', flow: named('opened') },
    quiet: 800,
    again: 5_000,
    async send(flow, base) {
      sent.push(`${flow.name} on ${base}`)
      if (sent.length === 1) whileSending?.()
      return answers.shift() ?? { kind: 'saved', revision: `r${sent.length - (base === 'hers' ? 1 : 0)}` }
    },
    async merge() {
      merge?.()
      return merge !== undefined
    },
    onState: (state) => states.push(state),
    after(_milliseconds, then) {
      timer = then
      return () => (timer = null)
    },
  })
  /** Ends the waiting. */
  async function pass(): Promise<void> {
    const due = timer
    timer = null
    due?.()
    await autosave.flush()
  }
  return { autosave, sent, states, pass }
}

function named(name: string): Flow {
  return { format: 1, name, nodes: [], edges: [] }
}
