import type { ScenarioAround } from '#flows/scenario/rehearsal-stage.ts'
import { publicHolidays } from '#infra/holidays/public-holidays.ts'
import { countryOf } from '#infra/telephone/countries.ts'
import { spellings } from '#infra/telephone/other-spelling.ts'

/** Public holidays and what numbers tell, for scenarios. */
export const scenarioAround: ScenarioAround = {
  publicHolidays(place, day) {
    const year = Number(day.slice(0, 4))
    return publicHolidays(place, year, year)[day] ?? null
  },
  numberOf: (e164) => ({ country: countryOf(e164), spellings: spellings(e164) }),
}
