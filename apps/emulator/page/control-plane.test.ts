import { expect, test } from 'vitest'
import { readEvent } from './control-plane.ts'
import { aCall, aLeg, aPhone } from './examples.ts'

test('a call and a phone are read as the stream tells them', () => {
  const call = aCall({ legs: [aLeg()], timeline: [{ ms: 0, who: 'caller', what: 'dials', detail: '+12025550100' }] })
  expect(readEvent('call', JSON.stringify(call))).toEqual({ kind: 'call', call })
  expect(readEvent('phone', JSON.stringify(aPhone()))).toEqual({ kind: 'phone', phone: aPhone() })
})

test('a newer emulator may tell more than the page knows', () => {
  expect(readEvent('call', JSON.stringify({ ...aCall(), mood: 'good' }))?.kind).toBe('call')
  expect(readEvent('weather', '{}')).toBeNull()
})

test('broken events are left out instead of breaking the page', () => {
  expect(readEvent('call', '{')).toBeNull()
  expect(readEvent('phone', '{"number":12}')).toBeNull()
})
