import type { Arrival } from '#flows/call/arrival.ts'
import type { Database, Limits } from '../orm.ts'
import type { CallQuestion } from './call-key.ts'

/** The call as it came in; null when no arrival of it is known. */
export async function readArrival(
  db: Database,
  { organisation, call, ...limits }: CallQuestion,
): Promise<Arrival | null> {
  const rows = await db.read<{ payload: Arrival }>(organisation, 'select payload from arrival where call = ?', [call], {
    ...limits,
    isPrepared: true,
  })
  return rows[0]?.payload ?? null
}

/** Which of these calls have arrived. */
export async function arrivedAmong(
  db: Database,
  { organisation, calls, ...limits }: Limits & { readonly organisation: string; readonly calls: readonly string[] },
): Promise<ReadonlySet<string>> {
  const rows = await db.read<{ call: string }>(
    organisation,
    'select call from arrival where call in (select jsonb_array_elements_text(?::jsonb))',
    [JSON.stringify(calls)],
    limits,
  )
  return new Set(rows.map(({ call }) => call))
}

/** Its document has spoken: the sweep need not look after it. The first word counts. `at` in milliseconds since 1970. */
export async function markSpoken(
  db: Database,
  { organisation, call, at, ...limits }: CallQuestion & { readonly at: number },
): Promise<void> {
  await db.write(
    organisation,
    'update arrival set spoken_at = to_timestamp(?::float8 / 1000) where call = ? and spoken_at is null',
    [at, call],
    { ...limits, isPrepared: true },
  )
}
