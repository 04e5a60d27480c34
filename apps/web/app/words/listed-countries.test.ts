import { expect, test } from 'vitest'
import { callableCountries } from '#infra/telephone/countries.ts'
import { listedCountries } from './listed-countries.ts'

test('forms offer every country to which a number can belong', () => {
  expect(listedCountries.toSorted()).toEqual(
    callableCountries()
      .map(({ country }) => country)
      .toSorted(),
  )
})
