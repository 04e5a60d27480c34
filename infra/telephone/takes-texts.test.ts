import { expect, test } from 'vitest'
import { takesNoTexts } from './takes-texts.ts'

test.each<[string, string | null, string | null]>([
  ['a number that may be a mobile', '+12025550150', null],
  ['a mobile', '+447400123456', null],
  ['a landline, where numbers tell that', '+442079460123', 'the number is a landline'],
  ['a country that may not be called', '+4915112345678', 'texts to Germany are not allowed'],
  ['a number that costs more', '+19005550150', 'the number is none that may be texted'],
  ['an emergency number', '+1911', 'there is no number that takes texts'],
  ['a short code', '72345', 'there is no number that takes texts'],
  ['a SIP address', 'sip:ana@desk.example', 'there is no number that takes texts'],
  ['a withheld number', null, 'there is no number that takes texts'],
])('%s', (_what, address, why) => {
  expect(takesNoTexts(address, ['US', 'GB'])).toBe(why)
})
