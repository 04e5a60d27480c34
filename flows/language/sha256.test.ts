import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { sha256 } from './sha256.ts'

test.each([
  ['the empty text', '', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
  ["the standard's first example", 'abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
])('%s', (_sentence, text, hash) => {
  expect(sha256(text)).toBe(hash)
})

test("agrees with Node's own at every length around a block, and beyond one byte a letter", () => {
  const texts = [...Array.from({ length: 130 }, (_, length) => 'x'.repeat(length)), 'Grüße, 🚲'.repeat(50)]
  for (const text of texts) expect(sha256(text)).toBe(createHash('sha256').update(text).digest('hex'))
})
