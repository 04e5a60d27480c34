import type { Database } from '../orm.ts'
import type { Driver } from './call.ts'
import type { CallQuestion } from './call-key.ts'

/**
 * Hands a call from its workflow to its document, for good. Repeating it is harmless.
 * @returns true when the document drives from now on; false when no such call is known here.
 */
export async function takeDriver(db: Database, { organisation, call, ...limits }: CallQuestion): Promise<boolean> {
  const rows = await db.write(
    organisation,
    `update call set driver = 'document' where organisation_id = ? and call = ? returning driver`,
    [organisation, call],
    { ...limits, isPrepared: true },
  )
  return rows.length > 0
}

/** Who decides what the caller's leg does; null when no such call is known here. */
export async function readDriver(
  db: Database,
  { organisation, call, ...limits }: CallQuestion,
): Promise<Driver | null> {
  const rows = await db.read<{ driver: Driver }>(
    organisation,
    'select driver from call where organisation_id = ? and call = ?',
    [organisation, call],
    { ...limits, isPrepared: true },
  )
  return rows[0]?.driver ?? null
}

/**
 * As {@link takeDriver}, but not while the workflow rings somebody: one driver at a time, and nobody's phone rings for both.
 * @returns whether the document drives now; null when no such call is known here.
 */
export async function takeDriverUnlessRinging(
  db: Database,
  { organisation, call, ...limits }: CallQuestion,
): Promise<boolean | null> {
  const rows = await db.write<{ driver: Driver }>(organisation, TAKE_UNLESS_RINGING, [organisation, call], {
    ...limits,
    isPrepared: true,
  })
  return rows[0] ? rows[0].driver === 'document' : null
}

/**
 * Asks for the workflow whether phones may be dialled, and notes that they are: from here on the document is not given the call.
 * @returns false when its document drives; null when no such call is known here.
 */
export async function mayDial(db: Database, { organisation, call, ...limits }: CallQuestion): Promise<boolean | null> {
  const rows = await db.write<{ driver: Driver }>(organisation, MAY_DIAL, [organisation, call], {
    ...limits,
    isPrepared: true,
  })
  return rows[0] ? rows[0].driver === 'workflow' : null
}

const MAY_DIAL = `update call set dialled_at = case when driver = 'workflow' then now() else dialled_at end where organisation_id = ? and call = ? returning driver`

/** What is ordered is written before it is dialled, and may ring from then on, whatever becomes of the answer; a phone rings for as long as it was dialled for. */
const TAKE_UNLESS_RINGING = `
update call c set driver = case
  when c.dialled_at > now() - interval '8 seconds' or exists (
    select from leg l join call_event e on e.organisation_id = l.organisation_id and e.call = l.call and e.key in ('ordered:' || l.leg, 'rings:' || l.leg)
    where l.organisation_id = c.organisation_id and l.call = c.call and l.ended_at is null and l.state <> 'joined'
      and l.ringing_at + make_interval(secs => (e.what ->> 'seconds')::float8 + 10) > now()
  ) then c.driver else 'document' end
where c.organisation_id = ? and c.call = ? returning driver`
