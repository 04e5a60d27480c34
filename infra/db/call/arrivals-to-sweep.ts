import type { Database, Limits } from '../orm.ts'
import { millisecondsOf } from './call-key.ts'

/** A call that somebody should look after: its document never spoke, or words for its workflow are waiting. */
export interface Unattended {
  readonly organisation: string
  readonly call: string
  /** When it came in, or when its oldest waiting word was kept; milliseconds since 1970. */
  readonly at: number
  /** False: no word has come from its document, so no workflow was started for it. */
  readonly spoken: boolean
  /** How many words wait to be delivered. */
  readonly kept: number
}

/** Such calls of all organisations older than so many milliseconds by the database's own clock, oldest first, 1000 at most, by SECURITY DEFINER function. */
export async function arrivalsToSweep(
  db: Database,
  { olderThan, ...limits }: Limits & { readonly olderThan: number },
): Promise<readonly Unattended[]> {
  return db.withoutOrganisation((em) => em.execute<Unattended[]>(SWEEP, [olderThan]), limits)
}

const SWEEP = `select organisation, call, ${millisecondsOf('at')} as at, spoken, kept from arrivals_to_sweep(now() - ?::float8 * interval '1 millisecond')`
