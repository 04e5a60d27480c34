import { expect, test } from 'vitest'
import { clockRemarks, remembered } from './clock-skew.ts'

test('clocks that are apart are named, with by how much; those that agree or do not answer are not', async () => {
  const remarks = await clockRemarks({
    Temporal: async () => Date.now() + 12_000,
    'the database': async () => Date.now() - 65_000,
    'the wall': async () => Date.now() + 400,
    nobody: () => Promise.reject(new Error('no answer')),
  })
  expect(remarks).toEqual([
    'The clock of Temporal is 12 s ahead of this machine’s: let both follow the same time server.',
    'The clock of the database is 65 s behind this machine’s: let both follow the same time server.',
  ])
})

test('a clock is asked once a minute, however often somebody wants to know', async () => {
  let asked = 0
  const ask = remembered(async () => (asked += 1), { milliseconds: 60_000 })
  expect([await ask(), await ask(), await ask()]).toEqual([1, 1, 1])
})
