import { expect, it } from 'vitest'
import { callableCountries } from './countries.ts'
import { countryInSentence, NO_COUNTRY } from './country-name.ts'

it.each([
  ['US', 'the United States'],
  ['GB', 'the United Kingdom'],
  ['AE', 'the United Arab Emirates'],
  ['NL', 'the Netherlands'],
  ['PH', 'the Philippines'],
  ['BS', 'the Bahamas'],
  ['GM', 'the Gambia'],
  ['DO', 'the Dominican Republic'],
  ['CF', 'the Central African Republic'],
  ['MV', 'the Maldives'],
  ['KY', 'the Cayman Islands'],
  ['CZ', 'Czechia'],
  ['JM', 'Jamaica'],
  ['CX', 'Christmas Island'],
  [NO_COUNTRY, 'no country'],
])('%s is called %s in a sentence', (country, words) => expect(countryInSentence(country)).toBe(words))

it('gives an article to whatever is called islands, a republic, a union, a kingdom or a territory', () => {
  const kinds = /\b(Islands|Republic|United|Territor(y|ies)|Isle of)\b/
  const named = callableCountries().filter(({ name }) => kinds.test(name))
  expect(named.length).toBeGreaterThan(15)
  expect(named.filter(({ country }) => !countryInSentence(country).startsWith('the '))).toEqual([])
})
