import { expect, test } from 'vitest'
import { everyKind, foundKinds } from './kinds.ts'

test('A kind is found by its name, also by who writes it as one word or parts it otherwise', () => {
  const labels = (search: string) => foundKinds(everyKind, search).map(({ label }) => label)
  expect(labels('hang up')[0]).toBe('Hang up')
  expect(labels('hangup')).toEqual(['Hang up'])
  expect(labels('hang-up')).toEqual(labels('hangup'))
  expect(labels('!')).toEqual([])
})
