import { expect, test } from 'vitest'
import { tokens } from './tokens.ts'

const ours = tokens('a secret of thirty-two characters')

test('a token opens its own place and no other', () => {
  const token = ours.sign(['claim', 'harbour', 'call-1', 'leg-1'])
  expect(ours.verify(['claim', 'harbour', 'call-1', 'leg-1'], token)).toBe(true)
  for (const elsewhere of [
    ['claim', 'harbour', 'call-1', 'leg-2'],
    ['claim', 'harbour', 'call-2', 'leg-1'],
    ['claim', 'other', 'call-1', 'leg-1'],
    ['word', 'harbour', 'call-1', 'leg-1'],
  ]) {
    expect(ours.verify(elsewhere, token)).toBe(false)
  }
})

test('names that run together differently are different places', () => {
  expect(ours.verify(['claim', 'a', 'bc'], ours.sign(['claim', 'ab', 'c']))).toBe(false)
})

test('another installation cannot make our tokens, and nonsense is refused', () => {
  const parts = ['word', 'harbour', 'call-1', '1']
  expect(ours.verify(parts, tokens('another secret of this same length').sign(parts))).toBe(false)
  for (const nonsense of ['', 'x', 'ü'.repeat(24)]) expect(ours.verify(parts, nonsense)).toBe(false)
})

test('a token is short, carries at least 128 bits and needs no escaping', () => {
  const token = ours.sign(['word', 'harbour', 'call-1', '1'])
  expect(token).toMatch(/^[\w-]{22,32}$/)
})
