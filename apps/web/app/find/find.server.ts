import type { EntityManager } from '#infra/db/orm.ts'
import { shownNumber } from '../shared/format-number.server.ts'
import type { Found } from '../shared/found.ts'

/** As many of each kind: whoever does not find it among them writes another letter. */
const OF_EACH = 5

interface Row {
  readonly kind: Found['kind']
  readonly id: string
  readonly name: string
  readonly e164: string | null
}

/** Numbers, people, flows and contacts whose name contains these letters, or whose number contains these digits. */
export async function find(em: EntityManager, query: string): Promise<readonly Found[]> {
  const digits = query.replace(/\D/g, '')
  const number = digits.length < 3 ? null : digits
  const rows = await em.execute<Row[]>(
    `with asked as (select lower(?) as letters, ?::text as digits)
    (select 'number' as kind, n.id, n.name, n.e164 from number n, asked where position(letters in lower(n.name)) > 0 or position(digits in n.e164) > 0 order by n.name limit ?)
    union all (select 'person', m.id, m.name, null from member m, asked where m.deactivated_at is null and position(letters in lower(m.name)) > 0 order by m.name limit ?)
    union all (select 'flow', f.id, f.name, null from flow f, asked where position(letters in lower(f.name)) > 0 order by f.name limit ?)
    union all (select 'contact', coalesce(c.main_id, c.id), c.name, c.e164 from contact c, asked
      where (c.main_id is null and position(letters in lower(c.name)) > 0) or position(digits in c.e164) > 0 order by c.name, c.e164 limit ?)`,
    [query, number, OF_EACH, OF_EACH, OF_EACH, OF_EACH],
  )
  const found = rows.map(({ kind, id, name, e164 }) => ({ kind, to: `/${places[kind]}/${id}`, label: name, detail: e164 === null ? '' : shownNumber(e164) }))
  return [...new Map(found.map((one) => [one.to, one])).values()]
}

const places: Record<Found['kind'], string> = { number: 'numbers', person: 'people', flow: 'flows', contact: 'contacts' }
