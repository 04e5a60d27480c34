import { expect, test } from 'vitest'
import { dialable, internationalNumber, isSentinel, nationalNumber, outsidePhones } from './numbers.ts'

test.each([
  ['+12025550150', '(202) 555-0150', '+1 202-555-0150'],
  ['+31201234567', '+31201234567', '+31201234567'],
  ['anonymous', 'Number withheld', 'anonymous'],
  ['sip:ana@example.com', 'ana@example.com', 'sip:ana@example.com'],
  ['/private/olive', 'olive', '/private/olive'],
])('%s is read as %s at home and as %s from abroad', (address, home, abroad) => {
  expect(nationalNumber(address)).toBe(home)
  expect(internationalNumber(address)).toBe(abroad)
})

test.each([
  ['2025550100', '+12025550100'],
  ['(202) 555-0100', '+12025550100'],
  ['12025550100', '+12025550100'],
  ['+31 20 123 4567', '+31201234567'],
  ['202555', null],
  ['+', null],
  ['+0123456789', null],
  ['', null],
])('typing "%s" dials %s', (typed, dialled) => {
  expect(dialable(typed)).toBe(dialled)
})

test('what a list shows of a number can be dialled again', () => {
  for (const phone of outsidePhones.filter((one) => one !== 'anonymous'))
    expect(dialable(nationalNumber(phone))).toBe(phone)
})

test('only +12025550190 to …199 have a behaviour of their own', () => {
  expect(isSentinel('+12025550196')).toBe(true)
  expect(isSentinel('+12025550186')).toBe(false)
})
