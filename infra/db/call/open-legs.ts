import type { Database, Limits } from '../orm.ts'
import type { Driver } from './call.ts'
import { millisecondsOf } from './call-key.ts'

/** A call that is not over, or of which some leg is not known to be over. */
export interface OpenCall {
  readonly call: string
  readonly driver: Driver
  /** Whether the caller's own leg is still to be watched. */
  readonly open: boolean
  /** Milliseconds since 1970. */
  readonly arrivedAt: number
  readonly legs: readonly OpenLeg[]
}

export interface OpenLeg {
  readonly leg: string
  /** The carrier's id of the leg; null while it is not known. */
  readonly carrier: string | null
  readonly address: string
  readonly state: 'ringing' | 'picked-up' | 'claimed' | 'joined'
  /** Milliseconds since 1970. */
  readonly ringingAt: number
}

/** What the watch over the carrier's log has to look after in one organisation, oldest first. */
export async function openLegs(db: Database, { organisation, ...limits }: Limits & { readonly organisation: string }): Promise<readonly OpenCall[]> {
  return db.withOrganisation(organisation, (em) => em.execute<OpenCall[]>(OPEN, [organisation, organisation]), limits)
}

const OPEN = `
with legs as (
  select call, jsonb_agg(jsonb_build_object('leg', leg, 'carrier', carrier, 'address', address, 'state', state,
    'ringingAt', ${millisecondsOf('ringing_at')}) order by ringing_at, leg) as legs
  from leg where organisation_id = ? and ended_at is null group by call
)
select c.call, c.driver, c.ended_at is null as open, ${millisecondsOf('c.arrived_at')} as "arrivedAt", coalesce(l.legs, '[]') as legs
from call c left join legs l on l.call = c.call
where c.organisation_id = ? and (c.ended_at is null or l.call is not null)
order by c.arrived_at`
