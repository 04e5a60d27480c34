import { expect, test } from 'vitest'
import { dueTimes } from './schedule.ts'

test('so many are due in each second, in order, and again the same for the same seed', () => {
  const due = dueTimes({ count: 60, perSecond: 20, seed: 3 })
  expect([0, 1, 2].map((second) => due.filter((at) => Math.floor(at / 1000) === second).length)).toEqual([20, 20, 20])
  expect(due).toEqual(due.toSorted((a, b) => a - b))
  expect(due).toEqual(dueTimes({ count: 60, perSecond: 20, seed: 3 }))
})
