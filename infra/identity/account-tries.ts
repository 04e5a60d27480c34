import { createHmac, randomUUID } from 'node:crypto'
import type pg from 'pg'
import { z } from 'zod'
import { rowsAs } from '../db/rows-as.ts'

/** How much may be tried at once, and how long it takes until one try comes back, in milliseconds. */
export interface Allowance {
  readonly atOnce: number
  readonly comesBackAfter: number
}

/** Counts what is tried for one account, from any address. Nobody can tell from it whose account it is. */
export interface AccountTries {
  /** Takes a try. Null when there are none left now. */
  take(about: string, allowance: Allowance): Promise<TakenTry | null>
}

interface TakenTry {
  /** How many can be taken after it at once. */
  readonly left: number
  /** For one that did not fail. */
  giveBack(): Promise<void>
}

/**
 * Kept in better-auth's own table of counts: each row says until when an account's tries are used up, so that better-auth,
 * which removes rows older than its longest window, removes only those that no longer say anything.
 */
export function accountTries(pool: pg.Pool, secret: Buffer): AccountTries {
  return {
    async take(about, { atOnce, comesBackAfter }) {
      const key = `account ${createHmac('sha256', secret).update(about).digest('base64url')}`
      const now = Date.now()
      const answer = pool.query(TAKE, [randomUUID(), key, now, comesBackAfter, atOnce * comesBackAfter])
      const [row] = await rowsAs(z.object({ until: z.number() }), answer)
      if (row === undefined) return null
      return {
        left: Math.floor((now + atOnce * comesBackAfter - row.until) / comesBackAfter),
        giveBack: async () => void (await pool.query(GIVE_BACK, [key, comesBackAfter])),
      }
    },
  }
}

/** One statement, so that two tries at the same moment take two. */
const TAKE = `insert into "rateLimit" as kept ("id", "key", "count", "lastRequest") values ($1, $2, 1, $3::bigint + $4::bigint)
  on conflict ("key") do update set "count" = kept."count" + 1, "lastRequest" = greatest(kept."lastRequest", $3::bigint) + $4::bigint
  where greatest(kept."lastRequest", $3::bigint) + $4::bigint <= $3::bigint + $5::bigint
  returning kept."lastRequest"::float8 as until`
const GIVE_BACK = `update "rateLimit" set "lastRequest" = "lastRequest" - $2::bigint where "key" = $1`
