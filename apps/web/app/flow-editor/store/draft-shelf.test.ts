import { expect, test } from 'vitest'
import { readFlow, type Flow } from '#flows/language/flow.ts'
import sales from '#flows/examples/sales.json' with { type: 'json' }
import { changeNode } from '../drawing/drawing.ts'
import { draftShelf, type DraftShelf, type DraftStorage } from './draft-shelf.ts'
import { readDrafts } from './take-up.ts'

const flow = flowOf(sales)
const base = { revision: 'r0', flow }
const whose = { organisation: 'harbour', member: 'ana', flow: 'sales', visit: 'first' }

test('what a visit could not save is found by the next one, with what it was drawn upon', () => {
  const storage = browser()
  const drawn = { ...flow, name: 'Sales in spring' }
  expect(draftShelf(storage, whose).keep({ base, drawn })).toBe(true)
  const [left] = found(draftShelf(storage, { ...whose, visit: 'second' }))
  expect(left).toMatchObject({ base, drawn })
  left?.forget()
  expect(found(draftShelf(storage, { ...whose, visit: 'third' }))).toEqual([])
})

test('two tabs do not write over each other, and a visit finds nothing of its own', () => {
  const storage = browser()
  const tabs = ['first', 'second'].map((visit) => draftShelf(storage, { ...whose, visit }))
  for (const [index, tab] of tabs.entries()) tab.keep({ base, drawn: { ...flow, name: `Tab ${index}` } })
  expect(tabs.map((tab) => found(tab).map(({ drawn }) => drawn.name))).toEqual([['Tab 1'], ['Tab 0']])
  tabs[0]?.forget()
  expect(tabs[1]?.left()).toEqual([])
})

test.each(['organisation', 'member', 'flow'] as const)('another %s finds nothing', (what) => {
  const storage = browser()
  draftShelf(storage, whose).keep({ base, drawn: { ...flow, name: 'Mine' } })
  expect(draftShelf(storage, { ...whose, [what]: 'another', visit: 'second' }).left()).toEqual([])
})

test('a title that was about to be written is kept empty', () => {
  const storage = browser()
  const drawn = changeNode({ ...flow, name: '' }, 'chain', { title: '', note: 'Ask Olive.' })
  draftShelf(storage, whose).keep({ base, drawn })
  expect(found(draftShelf(storage, { ...whose, visit: 'second' }))[0]?.drawn).toEqual(drawn)
})

test('what cannot be read is let lie, and a browser that keeps nothing says so', () => {
  const storage = browser()
  storage.setItem('ringdown draft harbour ana sales old', '{"at":1,"revision":"r","base":{},"drawn":{"format":99}}')
  expect([found(draftShelf(storage, whose)), storage.length]).toEqual([[], 1])
  const full: DraftStorage = {
    ...browser(),
    setItem() {
      throw new DOMException('full', 'QuotaExceededError')
    },
  }
  expect([draftShelf(full, whose), draftShelf(null, whose)].map((shelf) => shelf.keep({ base, drawn: flow }))).toEqual([
    false,
    false,
  ])
})

function found(shelf: DraftShelf) {
  return readDrafts(shelf.left())
}

/** A browser's storage. */
function browser(): DraftStorage {
  const kept = new Map<string, string>()
  return {
    get length() {
      return kept.size
    },
    key: (index) => [...kept.keys()][index] ?? null,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  }
}

function flowOf(document: unknown): Flow {
  const read = readFlow(document)
  if (!read.ok) throw new Error(JSON.stringify(read.problems))
  return read.flow
}
