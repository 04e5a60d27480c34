import { z } from 'zod'
import { numberHas } from '#infra/db/inbox/number-has.ts'
import { ASKED_LETTERS } from '#infra/db/inbox/search-conversations.ts'
import { searchText } from '#infra/db/inbox/search-text.ts'
import { homeOf } from '#infra/db/organisation/home-country.ts'
import type { EntityManager } from '#infra/db/orm.ts'
import { rowsAs } from '#infra/db/rows-as.ts'
import { shownNumber } from '../words/format-number.server.ts'
import type { Found } from '../lists/found.ts'

/** How many of each kind: whoever does not find it among them types another letter. */
const OF_EACH = 5

type Kind = Exclude<Found['kind'], 'conversation' | 'more' | 'calls'>

const foundRow = z.object({
  kind: z.enum(['number', 'person', 'flow', 'contact'] satisfies readonly Kind[]),
  id: z.string(),
  name: z.string(),
  e164: z.string().nullable(),
})

export interface AskedNames {
  readonly organisation: string
  readonly query: string
  /** E.164 numbers that it may stand for. */
  readonly written: readonly string[]
}

/** Numbers, people, flows and contacts whose name contains these letters, whatever their accents and case, or whose number these digits. */
export async function find(em: EntityManager, { organisation, query, written }: AskedNames): Promise<readonly Found[]> {
  const text = searchText(query, written)
  if (text === null) return []
  const named = (column: string): string => `position(${ASKED_LETTERS} in plain_text(${column})) > 0`
  const [numbers, contacts] = [numberHas('n.e164', text.digits), numberHas('c.e164', text.digits)]
  const answer = em.execute(
    `(select 'number' as kind, n.id, n.name, n.e164 from number n where n.released_at is null and (${named('n.name')} or ${numbers.sql}) order by n.name limit ?)
    union all (select 'person', m.id, m.name, null from member m where m.deactivated_at is null and ${named('m.name')} order by m.name limit ?)
    union all (select 'flow', f.id, f.name, null from flow f where f.deleted_at is null and ${named('f.name')} order by f.name limit ?)
    union all (select 'contact', coalesce(c.main_id, c.id), c.name, coalesce(s.e164, c.e164) from contact c left join contact s on s.id = c.spelling_of_id
      where (c.main_id is null and c.e164 in (select customer from customer_search where organisation_id = ? and "by" = 'name' and part ^@ ${ASKED_LETTERS})) or ${contacts.sql} order by c.name, c.e164 limit ?)`,
    [
      text.letters,
      ...numbers.values,
      OF_EACH,
      text.letters,
      OF_EACH,
      text.letters,
      OF_EACH,
      organisation,
      text.letters,
      ...contacts.values,
      OF_EACH,
    ],
  )
  const rows = await rowsAs(foundRow, answer)
  const home = await homeOf(em, organisation)
  const found = rows.map(({ kind, id, name, e164 }) => ({
    kind,
    to: `/${places[kind]}/${id}`,
    label: name,
    detail: e164 === null ? '' : shownNumber(e164, { home }),
  }))
  return [...new Map(found.map((one) => [one.to, one])).values()]
}

const places: Record<Kind, string> = { number: 'numbers', person: 'people', flow: 'flows', contact: 'contacts' }
