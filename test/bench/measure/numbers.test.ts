import { expect, test } from 'vitest'
import { roundsOf, spreadOf } from './numbers.ts'

test('percentiles are ones that were measured, by nearest rank', () => {
  const hundred = Array.from({ length: 100 }, (_, at) => 100 - at)
  expect(spreadOf(hundred)).toEqual({ count: 100, p50: 50, p95: 95, p99: 99, max: 100 })
})

test('of a single measurement everything is that one', () => {
  expect(spreadOf([4])).toEqual({ count: 1, p50: 4, p95: 4, p99: 4, max: 4 })
})

test('rounds are told by their median and their extremes', () => {
  expect(roundsOf([5, 1, 3])).toEqual({ median: 3, least: 1, most: 5 })
})
