import { z } from 'zod'
import type { Database, Limits } from '../orm.ts'
import { rowsAs } from '../rows-as.ts'
import { drivers, type Driver } from './call.ts'
import { millisecondsOf, type CallQuestion } from './call-key.ts'

/** A call that is not over, or of which some leg is not known to be over. */
export interface CallWithOpenLegs {
  readonly call: string
  readonly driver: Driver
  /** The number that was called, E.164. */
  readonly number: string
  /** When the end of the caller's leg was told, milliseconds since 1970; null when it was not. */
  readonly callerLeftAt: number | null
  /** Whether the caller's own leg is still to be watched. */
  readonly open: boolean
  /** Whether the carrier's log did not know the caller's leg at the last look. */
  readonly unknown: boolean
  /** Milliseconds since 1970. */
  readonly arrivedAt: number
  readonly legs: readonly OpenLeg[]
}

export interface OpenLeg {
  readonly leg: string
  /** The carrier's id of the leg; null while it is not known. */
  readonly carrier: string | null
  /** Null for whoever is no member of the organisation. */
  readonly member: string | null
  readonly name: string
  readonly address: string
  readonly state: 'ringing' | 'picked-up' | 'claimed' | 'joined'
  /** Milliseconds since 1970. */
  readonly ringingAt: number
  /** Milliseconds since 1970, at the latest; null when nobody has reported it. */
  readonly pickedUpAt: number | null
  /** When its person and the caller were both on their way into the room, milliseconds since 1970; null when they were not. */
  readonly joinedAt: number | null
  /** Whether somebody has accepted the call. */
  readonly isTaken: boolean
  /** Whether the carrier's log did not know the leg at the last look. */
  readonly unknown: boolean
}

/** The organisations in which there is such a call, by SECURITY DEFINER function. */
export async function watchedOrganisations(db: Database, limits?: Limits): Promise<readonly string[]> {
  const sql = 'select organisation from watched_organisations()'
  const rows = await db.withoutOrganisation((em) => rowsAs(watched, em.execute(sql)), limits)
  return rows.map(({ organisation }) => organisation)
}

/** What the watch over the carrier's log has to look after in one organisation, oldest first. */
export async function openLegs(
  db: Database,
  { organisation, ...limits }: Limits & { readonly organisation: string },
): Promise<readonly CallWithOpenLegs[]> {
  return rowsAs(callWithOpenLegs, db.read(organisation, OPEN, [organisation, organisation], limits))
}

/** The legs of one call that its rows do not know to be over. */
export async function openLegsOf(
  db: Database,
  { organisation, call, ...limits }: CallQuestion,
): Promise<readonly OpenLeg[]> {
  const answer = db.read(
    organisation,
    `select ${LEG} as leg from leg where organisation_id = ? and call = ? and ended_at is null order by ringing_at, leg`,
    [organisation, call],
    { ...limits, isPrepared: true },
  )
  return (await rowsAs(z.object({ leg: openLeg }), answer)).map(({ leg }) => leg)
}

const openLeg: z.ZodType<OpenLeg> = z.object({
  leg: z.string(),
  carrier: z.string().nullable(),
  member: z.string().nullable(),
  name: z.string(),
  address: z.string(),
  state: z.enum(['ringing', 'picked-up', 'claimed', 'joined']),
  ringingAt: z.number(),
  pickedUpAt: z.number().nullable(),
  joinedAt: z.number().nullable(),
  isTaken: z.boolean(),
  unknown: z.boolean(),
})
const callWithOpenLegs: z.ZodType<CallWithOpenLegs> = z.object({
  call: z.string(),
  driver: z.enum(drivers),
  number: z.string(),
  callerLeftAt: z.number().nullable(),
  open: z.boolean(),
  unknown: z.boolean(),
  arrivedAt: z.number(),
  legs: z.array(openLeg),
})
const watched = z.object({ organisation: z.string() })

const LEG = `jsonb_build_object('leg', leg, 'carrier', carrier, 'member', member, 'name', name, 'address', address, 'state', state,
    'ringingAt', ${millisecondsOf('ringing_at')}, 'pickedUpAt', ${millisecondsOf('coalesce(picked_up_at, claimed_at)')}, 'joinedAt', ${millisecondsOf('joined_at')}, 'unknown', carrier_unknown_since is not null,
    'isTaken', exists (select from leg winner where winner.organisation_id = leg.organisation_id and winner.call = leg.call and winner.claimed_at is not null))`

const OPEN = `
with legs as (
  select call, jsonb_agg(${LEG} order by ringing_at, leg) as legs
  from leg where organisation_id = ? and ended_at is null group by call
)
select c.call, c.driver, n.e164 as number, ${millisecondsOf('c.caller_left_at')} as "callerLeftAt", c.ended_at is null as open, c.carrier_unknown_since is not null as unknown, ${millisecondsOf('c.arrived_at')} as "arrivedAt", coalesce(l.legs, '[]') as legs
from call c join number n on n.id = c.number_id left join legs l on l.call = c.call
where c.organisation_id = ? and (c.ended_at is null or l.call is not null)
order by c.arrived_at`
