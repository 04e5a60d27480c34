import type { Database, Limits } from '../orm.ts'

/** A call that somebody should look after: its document never spoke, or words for its workflow are waiting. */
export interface Unattended {
  readonly organisation: string
  readonly call: string
  /** When it came in, or when its oldest waiting word was kept. */
  readonly at: Date
  /** False: no word has come from its document, so no workflow was started for it. */
  readonly spoken: boolean
  /** How many words wait to be delivered. */
  readonly kept: number
}

/** Such calls of all organisations from before a moment, oldest first, 1000 at most, by SECURITY DEFINER function. */
export async function arrivalsToSweep(db: Database, { before, ...limits }: Limits & { readonly before: Date }): Promise<readonly Unattended[]> {
  return db.withoutOrganisation((em) => em.execute<Unattended[]>('select * from arrivals_to_sweep(?)', [before]), limits)
}
