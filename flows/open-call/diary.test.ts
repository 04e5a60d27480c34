import { expect, test } from 'vitest'
import { Diary } from './diary.ts'

test('what happens while an order is under way rides with the next one', () => {
  const diary = new Diary(() => 1000)
  diary.note({ kind: 'caller-gone' })
  const sent = diary.unwritten
  diary.note({ kind: 'no-message' })
  diary.written(sent)
  expect(sent.map(({ event }) => event.what.kind)).toEqual(['caller-gone'])
  expect(diary.unwritten.map(({ event }) => event.what.kind)).toEqual(['no-message'])
})

test('what was not written rides again, under the same name', () => {
  const diary = new Diary(() => 1000)
  diary.note({ kind: 'caller-gone' })
  const [first] = diary.unwritten
  expect(diary.unwritten[0]).toEqual(first)
})
