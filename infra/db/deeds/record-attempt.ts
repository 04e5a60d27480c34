import { z } from 'zod'
import type { Database, EntityManager } from '../orm.ts'
import type { DoneBy } from '../deed.ts'
import type { DeedOn } from './kinds.ts'
import { rowsAs } from '../rows-as.ts'
import { recordDeed } from './record-deed.ts'

/** Something that can be tried again and again: by anybody who knows an e-mail address, or by whoever sits at a browser that is signed in. */
export interface Attempt {
  readonly by: DoneBy
  /** The member whose login it is about. */
  readonly on: DeedOn & { readonly id: string }
  readonly what:
    | { readonly kind: 'sign-in.failed'; readonly why: string; readonly browser: string }
    | { readonly kind: 'sign-in.reset-asked' }
    | { readonly kind: OwnAttempt; readonly browser: string }
}

/** Of somebody with their own login, while they are signed in. */
export type OwnAttempt = 'sign-in.own-password-wrong' | 'sign-in.own-code-wrong' | 'sign-in.own-held-up'

/** Rows that such attempts may add in an hour: about one member, and in an organisation. */
export const ATTEMPTS_ABOUT_ONE = 10
export const ATTEMPTS_IN_ALL = 60

/**
 * Records an attempt, unless an hour's worth has been recorded already; then it is counted, and the next one that is
 * recorded says how many came before it. So a flood of requests that nobody signed in for adds few rows, and writes few: the
 * count is brought to its row once a minute, and a restart forgets no more than that minute's.
 */
export async function recordAttempt(db: Database, { by, on, what }: Attempt): Promise<void> {
  const { organisation } = by
  await db.withOrganisation(organisation, async (em) => {
    const recent = await rowsAs(attempts, em.execute(RECENT, [on.id, on.id, organisation]))
    const [{ all, one } = { all: 0, one: 0 }] = recent
    if (all >= ATTEMPTS_IN_ALL || one >= ATTEMPTS_ABOUT_ONE) return await passOver(em, organisation)
    if (what.kind === 'sign-in.reset-asked') return recordDeed(em, { by, on, kind: what.kind, changed: {} })
    const unrecorded = await takeCount(em, organisation)
    const seen = { browser: [null, what.browser], 'more like it before': [null, unrecorded || null] } as const
    if (what.kind === 'sign-in.failed')
      await recordDeed(em, { by, on, kind: what.kind, changed: { why: [null, what.why], ...seen } })
    else await recordDeed(em, { by, kind: what.kind, changed: seen })
  })
}

async function passOver(em: EntityManager, organisation: string): Promise<void> {
  const { waiting, writtenAt } = passedOver.get(organisation) ?? { waiting: 0, writtenAt: 0 }
  const now = Date.now()
  const isDue = now - writtenAt >= WRITTEN_EVERY
  passedOver.set(organisation, isDue ? { waiting: 0, writtenAt: now } : { waiting: waiting + 1, writtenAt })
  if (isDue) await em.execute(ADD, [organisation, waiting + 1], 'run')
}

/** How many were passed over since the last one that was recorded; from now on there are none. */
async function takeCount(em: EntityManager, organisation: string): Promise<number> {
  const { waiting = 0 } = passedOver.get(organisation) ?? {}
  passedOver.delete(organisation)
  const sql = 'delete from unrecorded_attempts where organisation_id = ? returning count'
  const [row] = await rowsAs(z.object({ count: z.number() }), em.execute(sql, [organisation]))
  return waiting + (row?.count ?? 0)
}

/** Organisation → attempts that this process has passed over and not brought to the row yet, and when it last did. */
const passedOver = new Map<string, { readonly waiting: number; readonly writtenAt: number }>()

/** Milliseconds. */
const WRITTEN_EVERY = 60_000

const ADD = `insert into unrecorded_attempts as known (organisation_id, count) values (?, ?)
  on conflict (organisation_id) do update set count = known.count + excluded.count`

const attempts = z.object({ all: z.number(), one: z.number() })
const RECENT = `select count(*)::int as all, (count(*) filter (where about = ? or actor = ?))::int as one
  from deed where organisation_id = ? and kind in ('sign-in.failed', 'sign-in.reset-asked', 'sign-in.own-password-wrong', 'sign-in.own-code-wrong', 'sign-in.own-held-up') and at > now() - interval '1 hour'`
