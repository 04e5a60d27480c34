import { expect, test } from 'vitest'
import { definitions } from '#flows/nodes/definitions.ts'
import { fieldSchema } from './field-input.ts'
import { choicesOf, readChoice, shifted } from './people-choice.ts'

test('a form offers the choices that the kind knows', () => {
  expect(choicesOf(fieldSchema(definitions['ring-group'].config, 'who'))).toEqual(['everyone', 'members'])
  expect(choicesOf(fieldSchema(definitions['priority-chain'].config, 'who'))).toEqual(['routing-list', 'members'])
})

test('what is no choice is nobody', () => {
  expect(readChoice('all')).toEqual({ kind: 'members', members: [] })
  expect(readChoice({ kind: 'members', members: ['a', 3] })).toEqual({ kind: 'members', members: ['a'] })
  expect(readChoice({ kind: 'everyone' })).toEqual({ kind: 'everyone' })
})

test('people change places, and stay at the ends', () => {
  expect(shifted(['a', 'b', 'c'], 'b', -1)).toEqual(['b', 'a', 'c'])
  expect(shifted(['a', 'b', 'c'], 'b', 1)).toEqual(['a', 'c', 'b'])
  expect(shifted(['a', 'b'], 'b', 1)).toEqual(['a', 'b'])
})
