import { expect, test } from 'vitest'
import { JSON_POINTER, keptOf } from './kept-of-answer.ts'

const answer = JSON.stringify({
  customer: { name: 'Maria', open: 3, vip: true, none: null },
  list: ['a', { b: 'c' }],
  'x/y~z': 'odd',
})

test.each([
  ['a text', '/customer/name', 'Maria'],
  ['a number', '/customer/open', '3'],
  ['a yes or no', '/customer/vip', 'true'],
  ['a place in a list', '/list/1/b', 'c'],
  ['a name with signs that pointers have', '/x~1y~0z', 'odd'],
  ['nothing', '/customer/none', undefined],
  ['an object', '/customer', undefined],
  ['a list', '/list', undefined],
  ['a place that is not there', '/list/7', undefined],
  ['a place of a list by another name', '/list/01', undefined],
  ['what every object has', '/constructor', undefined],
  ['part of a text', '/customer/name/0', undefined],
])('%s of an answer', (_what, pointer, value) => {
  expect(JSON_POINTER.test(pointer)).toBe(true)
  expect(keptOf(answer, [{ name: 'found', pointer }]).found).toBe(value)
})

test('an answer may be a value by itself, or no JSON at all', () => {
  expect(keptOf('"yes"', [{ name: 'whole', pointer: '' }])).toEqual({ whole: 'yes' })
  expect(keptOf('<html>', [{ name: 'whole', pointer: '' }])).toEqual({})
})

test('a value is no longer than a thousand characters, and no half of one', () => {
  const { long } = keptOf(JSON.stringify(`${'x'.repeat(999)}😀`), [{ name: 'long', pointer: '' }])
  expect(long).toBe(`${'x'.repeat(999)}\ufffd`)
})

test.each(['a', 'a/b', '/a~', '/a~2'])('%s is no pointer', (pointer) => {
  expect(JSON_POINTER.test(pointer)).toBe(false)
})
