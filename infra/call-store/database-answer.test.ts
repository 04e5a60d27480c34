import { expect, test } from 'vitest'
import { databaseAnswer } from './database-answer.ts'

test.each([
  ['22P05', 'refused', 'text that it cannot hold'],
  ['23503', 'refused', 'an organisation that is not there'],
  ['42501', 'unclear', 'a row of another organisation'],
  ['42804', 'unclear', 'a value of the wrong type'],
  ['42P01', 'silent', 'a table that is yet to come'],
  ['42883', 'silent', 'a function that is yet to come'],
  ['57P03', 'silent', 'a start that is not through'],
  ['08P01', 'unclear', 'a message that it cannot read'],
  ['08006', 'silent', 'a connection that broke'],
  ['40P01', 'unclear', 'a deadlock'],
])('%s from the database is %s: %s', (code, answer) => {
  expect(databaseAnswer(Object.assign(new Error('it says'), { code }))).toBe(answer)
})

test('a driver that stumbles over a connection that breaks says nothing of what it was given', () => {
  expect(databaseAnswer(new TypeError('cannot read properties of null'))).toBe('unclear')
})
