import { expect, test } from 'vitest'
import { canonicalJson } from './canonical-json.ts'

test('the order in which keys were written does not matter, the order of lists does', () => {
  expect(canonicalJson({ b: [2, 1], a: { d: null, c: 'x' } })).toBe('{"a":{"c":"x","d":null},"b":[2,1]}')
})

test('a field that is undefined is as if it were not there', () => {
  expect(canonicalJson({ a: undefined, b: 1 })).toBe(canonicalJson({ b: 1 }))
})
