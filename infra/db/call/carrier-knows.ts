import { z } from 'zod'
import type { Database } from '../orm.ts'
import { rowsAs } from '../rows-as.ts'
import { millisecondsOf, type CallQuestion } from './call-key.ts'

/** How long the log must not have known a leg that has said nothing itself before it seems forgotten. Milliseconds. */
export const FORGOTTEN_AFTER = 30_000

/** The caller's leg when `leg` is null. */
export type LegQuestion = CallQuestion & { readonly leg: string | null }

/**
 * The carrier's log does not know a leg this time.
 * @returns for how long it has not known it, in milliseconds by the database's clock; 0 at the first look.
 */
export async function noteUnknown(db: Database, { organisation, call, leg, ...limits }: LegQuestion): Promise<number> {
  const answer = db.write(
    organisation,
    `update ${tableOf(leg)} set carrier_unknown_since = coalesce(carrier_unknown_since, now()) where organisation_id = ? and call = ?${leg === null ? '' : ' and leg = ?'}
         returning (extract(epoch from now() - carrier_unknown_since) * 1000)::float8 as for`,
    [organisation, call, ...(leg === null ? [] : [leg])],
    limits,
  )
  const [row] = await rowsAs(z.object({ for: z.number() }), answer)
  return row?.for ?? 0
}

/** The log knows it again. */
export async function noteKnown(db: Database, { organisation, call, leg, ...limits }: LegQuestion): Promise<void> {
  await db.write(
    organisation,
    `update ${tableOf(leg)} set carrier_unknown_since = null where organisation_id = ? and call = ?${leg === null ? '' : ' and leg = ?'}`,
    [organisation, call, ...(leg === null ? [] : [leg])],
    limits,
  )
}

/** When a leg itself was last heard, by a word of its document or a callback with its token; milliseconds since 1970, null when it never was. */
export async function lastHeardOf(
  db: Database,
  { organisation, call, leg, ...limits }: LegQuestion,
): Promise<number | null> {
  const answer = db.read(
    organisation,
    `select ${millisecondsOf('max(at)')} as at from call_event where organisation_id = ? and call = ? and ${leg === null ? CALLER_SPOKE : legSpoke('?')}`,
    [organisation, call, ...(leg === null ? [] : [leg])],
    limits,
  )
  const [row] = await rowsAs(z.object({ at: z.number().nullable() }), answer)
  return row?.at ?? null
}

/** SQL that is true of an event that a leg itself has reported. */
export const legSpoke = (leg: string): string =>
  `what ->> 'leg' = ${leg} and what ->> 'kind' in ('phone-rings', 'picked-up', 'claimed', 'claim-refused', 'in-room', 'begun')`
const CALLER_SPOKE = `(what ->> 'kind' in ('recording', 'ladder-connected') or (what ->> 'kind' = 'begun' and what ->> 'leg' is null) or (what ->> 'kind' = 'handed' and what ->> 'by' = 'pull'))`

const tableOf = (leg: string | null): 'call' | 'leg' => (leg === null ? 'call' : 'leg')
