/** Kept as the country of a telephone that belongs to none: nobody can allow it. */
export const NO_COUNTRY = 'ZZ'

/** In English, as in "United Kingdom" for `GB`. */
export function countryName(country: string): string {
  return country === NO_COUNTRY ? 'no country' : (regionNames.of(country) ?? country)
}

const regionNames = new Intl.DisplayNames('en', { type: 'region' })
