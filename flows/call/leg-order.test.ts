import { expect, it } from 'vitest'
import { byLeg } from './leg-order.ts'

it('puts the legs of a call in the order in which they were to ring, the tenth after the second', () => {
  expect(['5-1', '2-10', '2-2', '2-1'].toSorted(byLeg)).toEqual(['2-1', '2-2', '2-10', '5-1'])
})

it('leaves legs of one name where they are', () => {
  expect(byLeg('2-1', '2-1')).toBe(0)
})
