import { z } from 'zod'
import { answerModes, type AnswerMode } from '#flows/call/answer-mode.ts'
import type { Seat } from '#flows/call/facts.ts'
import type { Hours } from '#flows/hours/hours.ts'
import { holidayPlacesOf } from '#flows/nodes/business-hours/holiday-places-of.ts'
import type { Plan } from '#flows/language/plan.ts'
import type { HolidayNames } from '../../holidays/public-holidays.ts'
import { seat } from '../member/seat-of.ts'
import type { Database, Limits } from '../orm.ts'
import { rowsAs } from '../rows-as.ts'

/** A number that answers calls, with all that an arrival needs to be frozen. Contacts are not in it. */
export interface LiveNumber {
  readonly organisation: string
  /** Id of the number's row. */
  readonly number: string
  readonly e164: string
  readonly name: string
  readonly flow: string
  readonly version: number
  readonly plan: Plan
  /**
   * Members with access to the number, by name; `address` is that of their first verified device; those with none are
   * barred `no-verified-phone`. `inactive` here: the person is deactivated in the organisation; for seats that are switched
   * off see `routing`.
   */
  readonly roster: readonly Seat[]
  /**
   * The number's routing list, highest priority first, inactive seats included. An arrival's `routing` names them all and
   * its `inactive` those that are switched off here; such a member may still ring as "everyone on the number".
   */
  readonly routing: readonly RoutingEntry[]
  /** The organisation's name and its time zone. Absent in what an earlier release has kept on the disk. */
  readonly business?: string
  readonly zone?: string
  /** The countries that may be called, and every number of the organisation. Absent in what an earlier release has kept on the disk. */
  readonly countries?: readonly string[]
  readonly numbers?: readonly string[]
  /** The organisation's shared opening hours that its plan names, by id. Absent in what an earlier release has kept on the disk. */
  readonly schedules?: Readonly<Record<string, Hours>>
  /** The public holidays of each place that its plan or its schedules name, for the years to come. Absent where there are none. */
  readonly holidays?: Readonly<Record<string, HolidayNames>>
  /** How its switch stands; null until somebody switches. Absent in what an earlier release has kept on the disk. */
  readonly mode?: AnswerMode | null
}

export interface RoutingEntry {
  readonly member: string
  readonly active: boolean
}

/** All numbers of all organisations that answer calls, by SECURITY DEFINER function. Changes are told on `number_changed`. */
export async function liveNumbers(db: Database, limits?: Limits): Promise<readonly LiveNumber[]> {
  const rows = await db.withoutOrganisation(
    (em) => rowsAs(liveNumber, em.execute('select * from live_numbers()')),
    limits,
  )
  return Promise.all(rows.map(withHolidays))
}

async function withHolidays(number: LiveNumber): Promise<LiveNumber> {
  const places = holidayPlacesOf(number.plan, number.schedules ?? {})
  if (places.length === 0) return number
  const { publicHolidays } = await import('../../holidays/public-holidays.ts') // large, and most never need it
  const year = new Date().getUTCFullYear()
  const holidays = places.map((place) => [place, publicHolidays(place, year - 1, year + YEARS_AHEAD)] as const)
  return { ...number, holidays: Object.fromEntries(holidays) }
}

/** The numbers are read anew with every change and every start: long before so many years are over. */
const YEARS_AHEAD = 3

/** A plan that this product has published: it was checked when its version was kept, which never changes. */
export const plan = z.custom<Plan>((value) => typeof value === 'object' && value !== null && 'steps' in value)

/** As `flows/hours/hours-fields.ts` has read it when it was kept. */
const hours = z.custom<Hours>((value) => typeof value === 'object' && value !== null && 'week' in value)

/** What `roster_of` and `routing_of` say. */
export const peopleOfNumber = {
  roster: z.array(seat),
  routing: z.array(z.object({ member: z.string(), active: z.boolean() })),
}

const liveNumber: z.ZodType<LiveNumber> = z.object({
  organisation: z.string(),
  number: z.string(),
  e164: z.string(),
  name: z.string(),
  flow: z.string(),
  version: z.number(),
  plan,
  ...peopleOfNumber,
  business: z.string(),
  zone: z.string(),
  countries: z.array(z.string()),
  numbers: z.array(z.string()),
  schedules: z.record(z.string(), hours),
  mode: z.enum(answerModes).nullable(),
})
