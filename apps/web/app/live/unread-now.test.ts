import { expect, it } from 'vitest'
import { counted, sumOf, type UnreadNow } from './unread-now.ts'

const none: UnreadNow = new Map()

it('of each number the youngest count stands, in whatever order they come', () => {
  const read = counted(none, { waiting: { sales: 3, support: 2 }, asOf: 10 }, { all: true })
  const told = counted(read, { waiting: { sales: 4 }, asOf: 20 })
  expect(sumOf(told)).toBe(6)
  expect(sumOf(counted(told, { waiting: { sales: 1 }, asOf: 15 }))).toBe(6)
})

it('a count of all numbers forgets those that one may not see any more', () => {
  const read = counted(none, { waiting: { sales: 3, support: 2 }, asOf: 10 }, { all: true })
  expect(sumOf(counted(read, { waiting: { support: 2 }, asOf: 11 }, { all: true }))).toBe(2)
})

it('a hundred stands for more', () => {
  expect(sumOf(counted(none, { waiting: { sales: 90, support: 90 }, asOf: 1 }))).toBe(100)
})
