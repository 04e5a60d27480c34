import { expect, test } from 'vitest'
import { readFlow, type Flow } from '#flows/language/flow.ts'
import sales from '#flows/examples/sales.json' with { type: 'json' }
import { changeNode, connect, disconnect, removeNodes } from '../drawing/drawing.ts'
import { mergeFlows } from '../drawing/merge.ts'
import { conflictWords } from './conflict-words.ts'
import { stateWords } from './state-words.ts'

const base = flowOf(sales)
const names = new Map([['ana', 'Ana']])
const words = (mine: Flow, theirs: Flow) =>
  mergeFlows({ base, mine, theirs }).conflicts.map((conflict) => conflictWords(conflict, { base, mine, theirs }, names))
const set = (config: Record<string, unknown>) =>
  changeNode(base, 'chain', { config: { ...base.nodes[1]?.config, ...config } })

test('what two people changed differently is said with both values, as the form says them', () => {
  expect(
    words(
      set({ seconds: 30, who: { kind: 'members', members: ['ana'] } }),
      set({ seconds: 40, who: { kind: 'members', members: [] } }),
    ),
  ).toEqual([
    { field: '“Ring the sales team in order”: “Who rings”', mine: 'Ana', theirs: 'nobody' },
    { field: '“Ring the sales team in order”: “Ring each for”', mine: '30 s', theirs: '40 s' },
  ])
  const exit = { from: 'chain', exit: 'nobody' }
  expect(words(disconnect(base, exit), connect(base, { ...exit, to: 'chain' }))).toEqual([
    {
      field: '“Ring the sales team in order”: “Nobody available”',
      mine: 'Ends the call',
      theirs: 'Leads to “Ring the sales team in order”',
    },
  ])
  expect(words(removeNodes(base, new Set(['chain'])), set({ seconds: 40 }))).toEqual([
    { field: '“Ring the sales team in order”', mine: 'Removed', theirs: 'Kept, with changes' },
  ])
  expect(words({ ...base, name: 'Spring' }, { ...base, name: 'Summer' })).toEqual([
    { field: 'Name of the flow', mine: '“Spring”', theirs: '“Summer”' },
  ])
})

test('what is not saved says where it is, and promises nothing that is not so', () => {
  const save = { kind: 'not-saved' as const, why: 'The server cannot be reached.', tryAgain: true }
  const as = { save, version: 1, unpublished: 0 }
  expect(stateWords({ ...as, isKept: true })).toBe(
    'Not saved: The server cannot be reached. Your changes are kept in this browser and saved as soon as possible.',
  )
  expect(stateWords({ ...as, isKept: false })).toBe(
    'Not saved: The server cannot be reached. Your changes are only in this window: leave it open until they are saved.',
  )
  expect(stateWords({ ...as, save: { ...save, why: 'Give the flow a name.', tryAgain: false }, isKept: true })).toBe(
    'Not saved: Give the flow a name.',
  )
})

function flowOf(document: unknown): Flow {
  const read = readFlow(document)
  if (!read.ok) throw new Error(JSON.stringify(read.problems))
  return read.flow
}
