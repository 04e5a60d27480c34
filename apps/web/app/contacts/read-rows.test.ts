import { expect, it } from 'vitest'
import { readRows } from './read-rows.server.ts'

it('others have their turn while a long file is read', async () => {
  let turns = 0
  let waiting = setImmediate(function turn() {
    turns += 1
    waiting = setImmediate(turn)
  })
  const { rows } = await readRows('Finn Fisher,+12025550174\n'.repeat(5_000), null)
  clearImmediate(waiting)
  expect([...rows]).toEqual([['+12025550174', 'Finn Fisher']])
  expect(turns).toBeGreaterThanOrEqual(19)
})

it('what is far too long to be a number is not read as one, nor shown whole', async () => {
  const { rows, wrong } = await readRows(`Gil,${'2025550174'.repeat(30)}\nHal,+12025550174${' '.repeat(60)}\nIda,+12025550175${' '.repeat(60)}x\n`, '+12025550101')
  expect(rows).toEqual(new Map([['+12025550174', 'Hal']]))
  expect(wrong).toEqual([
    { row: 1, why: `“${'2025550174'.repeat(4).slice(0, 39)}…” is not a telephone number.` },
    { row: 3, why: `“+12025550175${' '.repeat(27)}…” is not a telephone number.` },
  ])
})

it('a file of more rows than are taken says from where on it is to be split', async () => {
  const { wrong } = await readRows('Finn,+12025550174\n'.repeat(6_000), null)
  expect(wrong).toEqual([{ row: 5_002, why: 'A file can have 5000 rows. Split it, and import the rest afterwards.' }])
})

it.each([
  ['quotes', '"'],
  ['quotes that close nothing', '"a"b,'],
  ['escaped quotes', '"a""b",'],
  ['empty lines', '\n'],
  ['cells', ','],
  ['columns of names beside rows', 'first name,'],
])('the time that a file of nothing but this takes grows with its length and no faster: %s', async (_what, unit) => {
  const timeOf = async (size: number) => {
    const text = `phone,${unit.repeat(size / unit.length)}\n${'a\n'.repeat(size / 4)}`
    const began = performance.now()
    await readRows(text, null)
    return performance.now() - began
  }
  await timeOf(100_000)
  const [small, large] = [await timeOf(500_000), await timeOf(4_000_000)]
  expect(large).toBeLessThan(Math.max(small * 8, 2000) * 3)
})
