import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { harbourBikes } from '#apps/web/demo-data.ts'
import type { LiveNumber } from '#infra/db/number/live-numbers.ts'
import { readGround } from '#test/drivers/stack/read-ground.ts'

/** How many of these calls to Harbour Bikes have not ended yet for the product: it learns of that after their callers. */
export async function openOf(dataDir: string, calls: readonly string[]): Promise<number> {
  const client = new pg.Client({ connectionString: readGround(dataDir).DATABASE_APP_URL })
  await client.connect()
  try {
    await client.query(`select set_config('app.organisation', $1, false)`, [harbourBikes.id])
    const { rowCount } = await client.query('select 1 from call where call = any($1) and ended_at is null', [calls])
    return rowCount ?? 0
  } finally {
    await client.end()
  }
}

/** With what the web answers the next call to a number: it hears of a change a moment after that was saved. */
export async function nextCallTo(dataDir: string, e164: string): Promise<LiveNumber | undefined> {
  const kept = await readFile(join(dataDir, 'web', 'live-numbers.json'), 'utf8')
  return (JSON.parse(kept) as LiveNumber[]).find((number) => number.e164 === e164) // as the web wrote it
}
