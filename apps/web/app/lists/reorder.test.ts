import { expect, test } from 'vitest'
import { moved, placeByKey } from './reorder.ts'

test.each([
  [0, 2, 'b c a'],
  [2, 0, 'c a b'],
  [1, 9, 'a c b'],
  [1, -1, 'b a c'],
  [7, 0, 'a b c'],
])('the entry at place %i moves to place %i: %s', (from, to, after) => {
  expect(moved(['a', 'b', 'c'], from, to).join(' ')).toBe(after)
})

test('keys move by one, or to an end, and never beyond it', () => {
  const places = (place: number) =>
    ['ArrowUp', 'ArrowDown', 'Home', 'End', 'a'].map((key) => placeByKey(key, { place, count: 3 }))
  expect(places(0)).toEqual([0, 1, 0, 2, null])
  expect(places(2)).toEqual([1, 2, 0, 2, null])
})
