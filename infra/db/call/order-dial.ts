import { prepared } from '../few-messages.ts'
import type { Database } from '../orm.ts'
import {
  ADDED_AND_BEFORE,
  adding,
  flat,
  holdingFor,
  keeping,
  NOTHING,
  type Appended,
  type Kept,
  type KeyedEvent,
} from './append-events.ts'
import type { Driver } from './call.ts'
import { lockingCall, type CallQuestion } from './call-key.ts'
import { HAS_LEFT } from './caller-left.ts'
import { TALKING } from './talking-addresses.ts'

/** What a dial asks for, and what is known then. */
export interface DialOrdered {
  /** False when the call's document drives: then nobody is ordered to be dialled. */
  readonly mayDial: boolean
  /** Whether the caller's leg is known to be over (`callerHasLeft`). */
  readonly callerLeft: boolean
  /** Addresses that are in another talk now: whoever has one of them is not ordered to be dialled. */
  readonly talking: ReadonlySet<string>
  /** The countries that the organisation lets be called; null where it is not known. */
  readonly countries: readonly string[] | null
  readonly kept: Kept
}

/**
 * All that a dial asks of the database, in one transaction of two messages: whether the workflow may dial (`mayDial`), who of
 * these is talking (`talkingAddresses`), what may be called (`allowedCountries`) and whether the caller is still there; with it are kept the call's events and,
 * for each leg that is to be dialled, that it is about to be (`appendEvents`).
 */
export async function orderDial(
  db: Database,
  {
    organisation,
    call,
    events,
    dials,
    ...limits
  }: CallQuestion & {
    readonly events: readonly KeyedEvent[]
    /** `addresses`: all of the leg's party. */
    readonly dials: readonly { readonly addresses: readonly string[]; readonly ordered: KeyedEvent }[]
  },
): Promise<DialOrdered> {
  const told = [...events, ...dials.map(({ ordered }) => ordered)]
  const asked = [...new Set(dials.flatMap(({ addresses }) => addresses))]
  const flatly = [
    ...events.map(flat),
    ...dials.map(({ addresses, ordered }) => ({ ...flat(ordered), dials: addresses })),
  ]
  const holding = holdingFor(told, { organisation, call })
  return db.transact<Asked, DialOrdered>(
    organisation,
    [
      lockingCall(call),
      prepared(`${ORDER}, ${holding.sql}`, [
        organisation,
        call,
        organisation,
        call,
        JSON.stringify(asked),
        organisation,
        call,
        JSON.stringify(flatly),
        organisation,
        call,
        organisation,
        ...holding.parameters,
      ]),
    ],
    ([found]) => {
      const answer: Asked = found ?? NOTHING
      const { driver = null, left = null, talking = null, countries = null, ...appended } = answer
      const { result: kept, last = [] } = keeping({ organisation, call }, told, appended, {
        dials: driver === 'workflow',
      })
      // for a call without a row the arrival waits on a disk, and so would its driver
      return {
        result: {
          mayDial: driver !== 'document',
          callerLeft: left ?? false,
          talking: new Set(talking ?? []),
          countries,
          kept,
        },
        last,
      }
    },
    limits,
  )
}

interface Asked extends Appended {
  readonly driver?: Driver | null
  readonly left?: boolean | null
  readonly talking?: readonly string[] | null
  readonly countries?: readonly string[] | null
}

/** As `mayDial` does, but that phones are dialled is noted with whatever else the call's row is told; until then nobody else takes the call. */
const HELD = `select driver, ${HAS_LEFT} as left from call where organisation_id = ? and call = ? for no key update`

const ORDER = `
with may as (${HELD}),
talks as (${TALKING}),
${adding(`e.value -> 'dials' is null or (not exists (select from may where driver = 'document')
    and not exists (select from talks where jsonb_exists(e.value -> 'dials', address)))`)}
select ${ADDED_AND_BEFORE},
  (select driver from may) as driver,
  (select may.left from may) as left,
  (select jsonb_agg(address) from talks) as talking,
  (select countries from organisation where id = ?) as countries`
