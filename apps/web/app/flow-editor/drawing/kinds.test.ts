import { expect, test } from 'vitest'
import { everyKind, firstSteps, foundKinds } from './kinds.ts'

test('A kind is found by its name, also by who writes it as one word or parts it otherwise', () => {
  const labels = (search: string) => foundKinds(everyKind, search).map(({ label }) => label)
  expect(labels('hang up')[0]).toBe('Hang up')
  expect(labels('hangup')).toEqual(['Hang up'])
  expect(labels('hang-up')).toEqual(labels('hangup'))
  expect(labels('!')).toEqual([])
})

test('A flow in which nothing happens yet is offered to ring people first', () => {
  expect(firstSteps.slice(0, 2).map(({ group }) => group)).toEqual(['people', 'people'])
  expect(firstSteps.map(({ kind }) => kind)).toEqual(['ring-group', 'priority-chain', 'business-hours', 'ai-answers'])
})

test('What neither speaks nor leads callers apart stands under a heading of its own', () => {
  const acting = everyKind.filter(({ group }) => group === 'act').map(({ label }) => label)
  expect(acting.toSorted()).toEqual(['Send a text', 'Set values', 'Webhook'])
})
