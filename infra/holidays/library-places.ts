import Holidays from 'date-holidays'

/** Every country and part of one whose public holidays the library knows, with its name in English. */
export function libraryPlaces(): Readonly<Record<string, string>> {
  const all = new Holidays()
  const places: [string, string][] = []
  for (const [country, name] of Object.entries(all.getCountries('en') ?? {})) {
    places.push([country, name])
    for (const [state, stateName] of Object.entries(all.getStates(country, 'en') ?? {})) {
      places.push([`${country}-${state}`, `${name}, ${stateName}`])
      for (const [region, regionName] of Object.entries(all.getRegions(country, state, 'en') ?? {}))
        places.push([`${country}-${state}-${region}`, `${name}, ${stateName}, ${regionName}`])
    }
  }
  return Object.fromEntries(places.toSorted(([, a], [, b]) => (a < b ? -1 : a > b ? 1 : 0)))
}
