import { expect, test } from 'vitest'
import { formFields } from '#flows/language/node-form.ts'
import { definitions } from '#flows/nodes/definitions.ts'
import { choicesOf, readChoice, shifted } from './people-choice.ts'

test('a form offers the choices that the kind knows', () => {
  expect(choicesOf(whoOf('ring-group'))).toEqual(['everyone', 'members'])
  expect(choicesOf(whoOf('priority-chain'))).toEqual(['routing-list', 'members'])
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

function whoOf(kind: 'ring-group' | 'priority-chain') {
  const who = formFields(definitions[kind].config).find(({ name }) => name === 'who')
  if (!who) throw new Error('the kind says who rings')
  return who.schema
}
