import { describe, expect, test } from 'vitest'
import { companyWords, theirsToShow, visited } from './company.ts'

const draft = { savedBy: 'Olive', savedAt: '2026-01-05T12:00:00.000Z', revision: 'b', document: {} }
const told = { others: ['Olive'], live: 1, aside: null, around: '', draft }

describe('another’s drawing', () => {
  test('is shown while nothing of ours is unsaved', () => {
    expect(theirsToShow(told, { known: 'a', now: 'a' })).toBe(draft)
  })

  test('waits for our next save when something of ours is unsaved, or was saved meanwhile', () => {
    expect(theirsToShow(told, { known: null, now: null })).toBeNull()
    expect(theirsToShow(told, { known: 'a', now: null })).toBeNull()
    expect(theirsToShow(told, { known: 'a', now: 'c' })).toBeNull()
  })

  test('is none when the draft is the one we know', () => {
    expect(theirsToShow({ ...told, draft: null }, { known: 'a', now: 'a' })).toBeNull()
  })
})

test.each<[string[], string | null]>([
  [[], null],
  [['Olive'], 'Olive has this flow open too'],
  [['Olive', 'Ana'], 'Olive and Ana have this flow open too'],
  [['Olive', 'Ana', 'Ben'], 'Olive and 2 others have this flow open too'],
])('of %j says %s', (others, words) => {
  expect(companyWords(others)).toBe(words)
})

test('the server’s answer is read strictly', () => {
  expect(visited.safeParse({ others: 'Olive' }).success).toBe(false)
})
