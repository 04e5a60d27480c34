import type { Database } from '../orm.ts'
import type { CallQuestion } from './call-key.ts'

/** The caller's leg when `leg` is null. */
export type LegQuestion = CallQuestion & { readonly leg: string | null }

/**
 * The carrier's log does not know a leg at this look.
 * @returns for how long it has not known it, in milliseconds by the database's clock; 0 at the first look.
 */
export async function noteUnknown(db: Database, { organisation, call, leg, ...limits }: LegQuestion): Promise<number> {
  const rows = await db.withOrganisation(
    organisation,
    (em) =>
      em.execute<{ for: number }[]>(
        `update ${tableOf(leg)} set carrier_unknown_since = coalesce(carrier_unknown_since, now()) where organisation_id = ? and call = ?${leg === null ? '' : ' and leg = ?'}
         returning (extract(epoch from now() - carrier_unknown_since) * 1000)::float8 as for`,
        [organisation, call, ...(leg === null ? [] : [leg])],
      ),
    limits,
  )
  return rows[0]?.for ?? 0
}

/** The log knows it again. */
export async function noteKnown(db: Database, { organisation, call, leg, ...limits }: LegQuestion): Promise<void> {
  await db.withOrganisation(
    organisation,
    (em) =>
      em.execute(
        `update ${tableOf(leg)} set carrier_unknown_since = null where organisation_id = ? and call = ?${leg === null ? '' : ' and leg = ?'}`,
        [organisation, call, ...(leg === null ? [] : [leg])],
        'run',
      ),
    limits,
  )
}

const tableOf = (leg: string | null): 'call' | 'leg' => (leg === null ? 'call' : 'leg')
