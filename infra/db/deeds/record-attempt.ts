import type { Database } from '../orm.ts'
import type { DoneBy } from '../deed.ts'
import type { DeedOn } from './kinds.ts'
import { recordDeed } from './record-deed.ts'

/** Something that anybody can bring about who knows an e-mail address: nobody is signed in. */
export interface Attempt {
  readonly by: DoneBy
  /** The member whose address was named. */
  readonly on: DeedOn & { readonly id: string }
  readonly what: { readonly kind: 'sign-in.failed'; readonly why: string; readonly browser: string } | { readonly kind: 'sign-in.reset-asked' }
}

/** Rows that such attempts may add in an hour: about one member, and in an organisation. */
export const ATTEMPTS_ABOUT_ONE = 10
export const ATTEMPTS_IN_ALL = 60

/**
 * Records an attempt, unless as many as may be were recorded within an hour; then it is counted, and the next one that is
 * recorded says how many came before it. So a flood of requests that nobody signed in for adds few rows. Each process
 * counts for itself, and a restart forgets the count.
 */
export async function recordAttempt(db: Database, { by, on, what }: Attempt): Promise<void> {
  const { organisation } = by
  await db.withOrganisation(organisation, async (em) => {
    const [{ all, one } = { all: 0, one: 0 }] = await em.execute<{ all: number; one: number }[]>(RECENT, [on.id, organisation])
    const unrecorded = passedOver.get(organisation) ?? 0
    if (all >= ATTEMPTS_IN_ALL || one >= ATTEMPTS_ABOUT_ONE) return void passedOver.set(organisation, unrecorded + 1)
    if (what.kind === 'sign-in.reset-asked') return recordDeed(em, { by, on, kind: what.kind, changed: {} })
    passedOver.delete(organisation)
    const changed = { why: [null, what.why], browser: [null, what.browser], 'more like it before': [null, unrecorded || null] } as const
    await recordDeed(em, { by, on, kind: what.kind, changed })
  })
}

/** Organisation → attempts that were not recorded since the last one that was. */
const passedOver = new Map<string, number>()

const RECENT = `select count(*)::int as all, (count(*) filter (where about = ?))::int as one
  from deed where organisation_id = ? and kind in ('sign-in.failed', 'sign-in.reset-asked') and at > now() - interval '1 hour'`
