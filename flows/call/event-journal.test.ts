import { expect, test } from 'vitest'
import { EventJournal } from './event-journal.ts'

test('what happens while an order is under way rides with the next one', () => {
  const journal = new EventJournal(() => 1000)
  journal.note({ kind: 'caller-gone' })
  const sent = journal.unwritten
  journal.note({ kind: 'no-message' })
  journal.written(sent)
  expect(sent.map(({ event }) => event.what.kind)).toEqual(['caller-gone'])
  expect(journal.unwritten.map(({ event }) => event.what.kind)).toEqual(['no-message'])
})

test('what was not written rides again, under the same name', () => {
  const journal = new EventJournal(() => 1000)
  journal.note({ kind: 'caller-gone' })
  const [first] = journal.unwritten
  expect(journal.unwritten[0]).toEqual(first)
})
