import { expect, test } from 'vitest'
import { whyNotOutside } from './outside.ts'

const around = { countries: ['US'], numbers: ['+12025550100', '+12025550101'] }

test.each([
  ['a telephone in a country that may be called', '+12025550123', null],
  ['a SIP address', 'sip:desk@example.com', null],
  ['a telephone elsewhere', '+442079460123', 'country-not-allowed'],
  ['a number of the organisation', '+12025550101', 'own-number'],
  ['the same by way of a gateway', 'sip:+12025550101@gateway.example', 'own-number'],
  ['a premium number', '+19005551234', 'not-allowed'],
  ['a premium number by way of a gateway', 'sip:+19005551234@gateway.example;user=phone', 'not-allowed'],
  ['an emergency number by way of a gateway', 'sip:911@gateway.example;user=phone', 'not-allowed'],
])('a flow that forwards to %s', (_what, address, why) => {
  expect(whyNotOutside(address, around)).toBe(why)
})

test('nobody is called back who is calling', () => {
  expect(whyNotOutside('+12025550123', { ...around, caller: '+12025550123' })).toBe('own-caller')
  expect(whyNotOutside('sip:+12025550123@gateway.example', { ...around, caller: '+12025550123' })).toBe('own-caller')
})

test('a call that comes from the organisation itself is forwarded nowhere', () => {
  expect(whyNotOutside('+12025550123', { ...around, caller: '+12025550100' })).toBe('loop')
})

test('while the countries are not known, what is never called is not', () => {
  expect(whyNotOutside('+442079460123', { ...around, countries: null })).toBeNull()
  expect(whyNotOutside('+19005551234', { ...around, countries: null })).toBe('not-allowed')
})
