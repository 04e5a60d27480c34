import type { Database, Limits } from '../orm.ts'

/** What the organisation calls whoever has this number: its contact's name, as a call that comes in is kept with it; null for a stranger. One read by key. */
export async function nameOfCaller(
  db: Database,
  { organisation, number, ...limits }: Limits & { readonly organisation: string; readonly number: string },
): Promise<string | null> {
  const rows = await db.read<{ name: string | null }>(
    organisation,
    'select name from contact where organisation_id = ? and e164 = ?',
    [organisation, number],
    limits,
  )
  return rows[0]?.name ?? null
}
