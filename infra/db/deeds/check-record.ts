import type pg from 'pg'
import { z } from 'zod'
import { rowsAs } from '../rows-as.ts'
import { follow, NOTHING_BEFORE, type ChainedDeed, type Followed, type Head } from './chain.ts'
import { deedFields } from './deed-fields.ts'

export interface RecordAsked {
  readonly organisation: string
  /** Where the record once ended, as somebody kept it elsewhere: it must still pass through there. */
  readonly kept?: Head | undefined
}

/**
 * Checks an organisation's record of deeds from its first row to its end, all of it as it is at one moment.
 *
 * It finds whatever was changed, replaced or taken out, and rows that were cut off the end, as long as the head was not
 * made to fit. The tables' owner can rewrite rows and head alike with hashes that fit each other; only a head that was
 * kept elsewhere reveals that.
 * @param client as the tables' owner or as the application's role, with no transaction open.
 */
export async function checkRecord(client: pg.Client, { organisation, kept }: RecordAsked): Promise<Followed> {
  await client.query('begin transaction isolation level repeatable read read only')
  try {
    await client.query(`select set_config('app.organisation', $1, true)`, [organisation])
    const [end = NO_DEED] = await rowsAs(head, client.query(HEAD, [organisation]))
    let at: Followed = { ok: true, head: NO_DEED }
    let isKeptFound = kept === undefined || kept.place === 0
    for (;;) {
      const from = at.head.place === 0 ? null : at.head.place
      const rows = await rowsAs(chainedDeed, client.query(BATCH, [organisation, from]))
      if (rows.length === 0) break
      const next = follow(at.head, rows)
      if (!next.ok) return next
      isKeptFound ||= rows.some(({ place, hash }) => place === kept?.place && hash === kept.hash)
      at = next
    }
    return afterLast(at.head, { end, kept: isKeptFound ? undefined : kept })
  } finally {
    await client.query('rollback')
  }
}

function afterLast(last: Head, { end, kept }: { readonly end: Head; readonly kept: Head | undefined }): Followed {
  if (last.place < end.place)
    return {
      ok: false,
      place: last.place + 1,
      why: `is missing: ${end.place} deeds were recorded, and the rows end at number ${last.place}`,
    }
  if (last.place > end.place)
    return { ok: false, place: end.place + 1, why: `was not recorded by Ringdown: it counts ${end.place} deeds` }
  if (last.hash !== end.hash)
    return { ok: false, place: last.place, why: 'has another hash than the one that was noted when it was recorded' }
  if (kept !== undefined && kept.place > last.place)
    return {
      ok: false,
      place: last.place + 1,
      why: `is missing: the end that was kept elsewhere is number ${kept.place}`,
    }
  if (kept !== undefined)
    return {
      ok: false,
      place: kept.place,
      why: 'has another hash than the one that was kept elsewhere: it or a row before it was exchanged',
    }
  return { ok: true, head: last }
}

const head: z.ZodType<Head> = z.object({ place: z.number(), hash: z.string() })
const chainedDeed: z.ZodType<ChainedDeed> = z.object({ organisation: z.string(), at: z.string(), ...deedFields })

const HEAD = 'select place::float8 as place, hash from deed_head where organisation_id = $1'

const NO_DEED: Head = { place: 0, hash: NOTHING_BEFORE }

/** Rows that come next; from the very first, whatever its number is. */
const BATCH = `select organisation_id as organisation, place::float8 as place, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, kind, actor, actor_name as "actorName",
    address, about, about_name as "aboutName", before, after, previous, hash
  from deed where organisation_id = $1 and ($2::float8 is null or place > $2::float8) order by place limit 5000`
