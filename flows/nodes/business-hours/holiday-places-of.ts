import type { Hours } from '../../hours/hours.ts'
import { recordOf } from '../../language/path.ts'
import type { Plan } from '../../language/plan.ts'

/**
 * The places whose public holidays a plan's calls may need. What a node holds itself was checked when the plan was compiled.
 * @param schedules the shared hours, by id; of those that the plan names, theirs count too.
 */
export function holidayPlacesOf({ steps }: Plan, schedules: Readonly<Record<string, Hours>>): readonly string[] {
  const places = Object.values(steps).flatMap(({ kind, config }) => {
    if (kind !== 'business-hours') return []
    const { schedule, publicHolidays } = recordOf(recordOf(config)['hours'])
    const shared = typeof schedule === 'string' ? schedules[schedule] : undefined
    return [shared?.publicHolidays ?? publicHolidays]
  })
  return [...new Set(places.filter((place) => typeof place === 'string'))]
}
