import { callableCountries, type Country } from '#infra/telephone/countries.ts'
import { readNumber } from '#infra/telephone/read-number.ts'

/**
 * Whether a number without a country can be one of some country, so that choosing it would help. To be made for one file,
 * whose numbers are mostly of few countries: those are tried first.
 */
export function ofSomeCountry(): (written: string) => boolean {
  let countries: readonly Country[] = callableCountries().map(({ country }) => country)
  let searches = MOST_SEARCHES
  const few = new Set<Country>()
  const known = new Map<string, boolean>()
  const look = (written: string): boolean => {
    const fits = (country: Country): boolean => readNumber(written, country) !== null
    if ((written.match(/\d/g)?.length ?? 0) < FEWEST) return false
    if ([...few].some(fits)) return true
    if (searches === 0) return false
    searches -= 1
    const found = countries.find(fits)
    if (found === undefined) return false
    few.add(found)
    countries = countries.filter((country) => country !== found)
    return true
  }
  return (written) => {
    const answer = known.get(written) ?? look(written)
    known.set(written, answer)
    return answer
  }
}

/** Fewer digits are no number anywhere. */
const FEWEST = 4
/** Among all countries, each some milliseconds long: a file full of other figures must not take minutes. */
const MOST_SEARCHES = 400
