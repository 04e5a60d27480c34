import { expect, test } from 'vitest'
import type { Issue } from '#flows/language/issue.ts'
import { errorsTold } from './errors-told.ts'

const nodes = [
  { id: 'ring', kind: 'ring-group', title: 'Everybody', config: {}, position: { x: 0, y: 0 } },
  { id: 'liora', kind: 'play', title: 'ליאורה', config: {}, position: { x: 0, y: 0 } },
]

test('an error is told with the node it is about', () => {
  expect(errorsTold({ nodes }, [error('ring', 'Nobody has access to this number. Give someone access.')])).toEqual({
    count: 'it has an error',
    errors: '“Everybody”: Nobody has access to this number. Give someone access.',
  })
})

test('a message that names the node, or is about the whole flow, is told as it is', () => {
  expect(
    errorsTold({ nodes }, [
      error('ring', 'From “Everybody” a call can never end.'),
      error(null, 'A flow starts with an incoming call. Add one.'),
    ]).errors,
  ).toBe('From “Everybody” a call can never end.\nA flow starts with an incoming call. Add one.')
})

test('of many errors the first three are told, and how many more there are', () => {
  const many = ['One.', 'Two.', 'Three.', 'Four.', 'Five.'].map((message) => error(null, message))
  expect(errorsTold({ nodes }, many)).toEqual({ count: 'it has 5 errors', errors: 'One.\nTwo.\nThree.\nAnd 2 more.' })
})

test('a title from the right keeps to itself', () => {
  expect(errorsTold({ nodes }, [error('liora', 'Write what is said.')]).errors).toBe(
    '“\u2068ליאורה\u2069”: Write what is said.',
  )
})

function error(node: string | null, message: string): Issue {
  return { node, field: '', severity: 'error', message }
}
