import { expect, test } from 'vitest'
import { GrowingBytes } from './growing-bytes.ts'

test('pieces are one text again, in their order', () => {
  const bytes = new GrowingBytes()
  for (const piece of ['a', '', 'bcd', 'e'.repeat(10)]) bytes.add(Buffer.from(piece))
  expect([String(bytes.bytes()), bytes.size]).toEqual(['abcdeeeeeeeeee', 14])
})

test('a hundred thousand pieces of one byte take no more memory than twice their bytes', () => {
  const bytes = new GrowingBytes()
  const read = Buffer.alloc(64_000, 'a')
  for (let at = 0; at < 100_000; at++) bytes.add(read.subarray(at % 64_000, (at % 64_000) + 1))
  expect(bytes.size).toBe(100_000)
  expect(bytes.held).toBeLessThanOrEqual(200_000)
})

test('what is cleared takes no memory', () => {
  const bytes = new GrowingBytes()
  bytes.add(Buffer.alloc(1_000))
  bytes.clear()
  expect([bytes.size, bytes.held]).toEqual([0, 0])
})
