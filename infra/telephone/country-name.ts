/** Kept as the country of a telephone that belongs to none: nobody can allow it. */
export const NO_COUNTRY = 'ZZ'

/** In English, as it stands alone or in a list: "United Kingdom" for `GB`. */
export function countryName(country: string): string {
  return country === NO_COUNTRY ? 'no country' : (regionNames.of(country) ?? country)
}

/** The same within a sentence: "the United Kingdom" for `GB`, "Jamaica" for `JM`. */
export function countryInSentence(country: string): string {
  return WITH_ARTICLE.has(country) ? `the ${countryName(country)}` : countryName(country)
}

const regionNames = new Intl.DisplayNames('en', { type: 'region' })

/** Unions, republics and kingdoms by their kind, and groups of islands: English gives these an article. */
const WITH_ARTICLE: ReadonlySet<string> = new Set([
  'AE',
  'AX',
  'BQ',
  'BS',
  'CC',
  'CF',
  'CK',
  'DO',
  'FK',
  'FO',
  'GB',
  'GM',
  'IM',
  'IO',
  'KM',
  'KY',
  'MH',
  'MP',
  'MV',
  'NL',
  'PH',
  'PS',
  'SB',
  'SC',
  'TC',
  'UM',
  'US',
  'VG',
  'VI',
])

/** Countries by their names, as a list in a sentence. */
export function countriesInWords(countries: readonly string[]): string {
  return new Intl.ListFormat('en').format(countries.map(countryName))
}
