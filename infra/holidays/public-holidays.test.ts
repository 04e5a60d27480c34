import { describe, expect, test } from 'vitest'
import places from '#flows/hours/holiday-places.json' with { type: 'json' }
import { libraryPlaces } from './library-places.ts'
import { publicHolidays } from './public-holidays.ts'

test('the places that forms offer are those that the library knows', () => {
  // after an update of date-holidays: write what `libraryPlaces` says into the file, and run `npm run format`
  expect(places).toEqual(libraryPlaces())
})

describe('a public holiday', () => {
  test.each([
    ['is one of the whole country', 'DE', '2026-10-03', 'National Holiday'],
    ['is one of a part of it', 'DE-BY', '2026-01-06', 'Epiphany'],
    ['is none in another part', 'DE-BE', '2026-01-06', undefined],
    ['is one of a town', 'DE-BY-A', '2026-08-08', 'Augsburg Peace Festival'],
    ['moves with Easter', 'GB-ENG', '2027-03-29', 'Easter Monday'],
    ['is made up for on a working day', 'US', '2026-07-03', 'Independence Day (substitute day)'],
    ['lasts several days', 'SA', '2026-03-21', 'End of Ramadan (Eid al-Fitr)'],
    ['is none if it is half a day', 'IS', '2026-12-24', undefined],
    ['is none if it is only observed', 'US', '2026-02-14', undefined],
    ['is known in a later year', 'DE', '2028-12-25', 'Christmas Day'],
  ])('%s: %s on %s', (_sentence, place, day, name) => {
    expect(publicHolidays(place, 2026, 2028)[day]).toBe(name)
  })

  test('is none where nobody knows the place', () => {
    expect(publicHolidays('XX', 2026, 2026)).toEqual({})
  })
})
