import { searchCalls } from '#infra/db/inbox/search-calls.ts'
import { callerText } from '#infra/db/inbox/search-text.ts'
import { homeOf } from '#infra/db/organisation/home-country.ts'
import type { Database } from '#infra/db/orm.ts'
import { TooSlow } from '#infra/db/within.ts'
import { addressOf } from '../reach/addresses.ts'
import type { Found } from '../lists/found.ts'

/** How long the palette waits for the count; in milliseconds. A rare caller is looked for among all calls. */
const PATIENCE = 1_000

/** The link to all calls from such callers, counted as the audit lists them; for whoever may read what happened to any call. */
export async function findCalls(
  db: Database,
  { organisation, query }: { readonly organisation: string; readonly query: string },
): Promise<readonly Found[]> {
  const caller = callerText(query, await db.withOrganisation(organisation, (em) => homeOf(em, organisation)))
  if (caller === null) return []
  const found: Found = {
    kind: 'calls',
    to: addressOf.audit({ caller: query }),
    label: `Calls from “${query}”`,
    detail: '',
  }
  try {
    const { calls, next } = await searchCalls(db, { organisation, filter: { caller }, timeout: PATIENCE })
    return calls.length === 0 ? [] : [{ ...found, detail: `${calls.length}${next === null ? '' : '+'} found` }]
  } catch (error) {
    if (error instanceof TooSlow) return [found]
    throw error
  }
}
