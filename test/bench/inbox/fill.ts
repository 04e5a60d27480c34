import pg from 'pg'
import { Copied, filledTables } from './copied.ts'
import { addConversations, addOrganisation } from './rows.ts'
import type { Shape } from './shape.ts'

/** How long the steps took, seconds, and how much is there now. */
export interface Filling {
  readonly seconds: { readonly copy: number; readonly indexes: number; readonly vacuum: number }
  readonly gigabytes: number
  readonly rows: Readonly<Record<string, number>>
}

/** Their indexes are made after they are full, from the definitions that the migrations gave them. */
const LARGEST = ['call', 'leg', 'recording', 'customer_search', 'conversation_item']

/** Fills an empty, migrated database by COPY, as its superuser: row-level security stays on and forced for everybody else. */
export async function fill(
  superuserUrl: string,
  {
    organisations,
    calls,
    say,
  }: { readonly organisations: readonly Shape[]; readonly calls: number; readonly say: (line: string) => void },
): Promise<Filling> {
  const client = new pg.Client({ connectionString: new URL('/ringdown', superuserUrl).href })
  await client.connect()
  try {
    await client.query(`set session_replication_role = replica; set maintenance_work_mem = '1GB'`) // no triggers, so no foreign keys to look up
    const definitions = await dropIndexes(client)
    const now = Date.now()
    const copied = Date.now()
    await client.query('begin; truncate organisation, customer_search cascade') // what is copied into a table of this very transaction needs no log of its own
    const all = organisations.reduce((sum, { conversations }) => sum + conversations, 0)
    let copying: Promise<unknown> = Promise.resolve()
    for (const [at, shape] of organisations.entries()) {
      const rows = new Copied()
      addOrganisation(rows, shape)
      addConversations(rows, shape, { calls: Math.round((calls * shape.conversations) / all), now })
      await copying
      copying = client.query(rows.statements()).finally(() => rows.remove()) // while the next organisation's rows are being made
      if (at % 10 === 9)
        say(`rows of ${at + 1} of ${organisations.length} organisations are made, ${seconds(copied)} s`)
    }
    await copying
    await client.query(
      `insert into conversation_item (organisation_id, conversation_id, kind, ref, at) select organisation_id, conversation_id, 'call', id, arrived_at from call`,
    )
    // what triggers would have kept, had there been any
    await client.query(
      `insert into customer_search select organisation_id, 'name', name_parts(name), e164 from contact`,
    )
    await client.query(
      `insert into customer_search select organisation_id, 'number', number_parts(customer), customer from (select distinct organisation_id, customer from conversation where customer like '+%') found`,
    )
    await client.query('commit')
    const indexed = Date.now()
    for (const definition of definitions) await client.query(definition)
    say(`${definitions.length} indexes are made, ${seconds(indexed)} s`)
    const vacuumed = Date.now()
    await client.query('vacuum analyze')
    const done = {
      copy: (indexed - copied) / 1000,
      indexes: (vacuumed - indexed) / 1000,
      vacuum: (Date.now() - vacuumed) / 1000,
    }
    const { rows: size } = await client.query<{ bytes: string }>('select pg_database_size(current_database()) as bytes')
    return { seconds: done, gigabytes: Math.round(Number(size[0]?.bytes) / 1e8) / 10, rows: await counts(client) }
  } finally {
    await client.end()
  }
}

/** @returns what makes them again. */
async function dropIndexes(client: pg.Client): Promise<string[]> {
  const { rows: constraints } = await client.query<{ table: string; name: string; definition: string }>(
    `select conrelid::regclass::text as table, conname as name, pg_get_constraintdef(oid) as definition from pg_constraint
     where contype in ('p', 'u') and conrelid::regclass::text = any($1)`,
    [LARGEST],
  )
  for (const { table, name } of constraints) await client.query(`alter table ${table} drop constraint "${name}"`)
  const { rows: indexes } = await client.query<{ name: string; definition: string }>(
    `select indexname as name, indexdef as definition from pg_indexes where schemaname = 'public' and tablename = any($1)`,
    [LARGEST],
  )
  for (const { name } of indexes) await client.query(`drop index "${name}"`)
  return [
    ...constraints.map(({ table, name, definition }) => `alter table ${table} add constraint "${name}" ${definition}`),
    ...indexes.map(({ definition }) => definition),
  ]
}

async function counts(client: pg.Client): Promise<Record<string, number>> {
  const rows: [string, number][] = []
  for (const table of [...filledTables, 'customer_search', 'conversation_item']) {
    const { rows: counted } = await client.query<{ count: number }>(`select count(*)::int as count from "${table}"`)
    rows.push([table, counted[0]?.count ?? 0])
  }
  return Object.fromEntries(rows)
}

function seconds(since: number): number {
  return Math.round((Date.now() - since) / 1000)
}
