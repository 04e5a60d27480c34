import { expect, it, test } from 'vitest'
import { readCursor, writtenCursor } from './cursor.ts'

const id = '5ea50000-0000-4000-8000-00000000000a'

it('is read as it was written', () => {
  for (const cursor of [
    { at: 0, id },
    { at: 1_700_000_000_123.456, id },
  ])
    expect(readCursor(writtenCursor(cursor))).toEqual(cursor)
})

test.each([null, ''])('%j is the beginning of a list', (written) => {
  expect(readCursor(written)).toBeNull()
})

test.each([
  'x',
  '_',
  `_${id}`,
  '1_',
  `1_${id}_`,
  `1_${id}_${id}`,
  `-1_${id}`,
  `1e9_${id}`,
  `9999999999999999_${id}`,
  `8640000000000001_${id}`,
  `${'9'.repeat(400)}_${id}`,
  '1_------------------------------------',
  '1_00000000000000000000000000000000zzzz',
  `1.${'0'.repeat(90)}_${id}`,
  `1_${id}\0`,
  `NaN_${id}`,
  `Infinity_${id}`,
])('%j is refused with a sentence', async (written) => {
  const refused = await new Promise<unknown>((resolve) => resolve(readCursor(written))).catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(Response)
  expect((refused as Response).status).toBe(400) // the line above
})
