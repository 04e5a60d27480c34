import type { ConversationQuestion } from './list-conversations.ts'

/**
 * Conversations by part of a contact's name or of a telephone number.
 *
 * Row-level security lets no pattern reach an index, but it does let a beginning: `customer_search` has every end of every
 * name and number, so what contains a text is what begins with it there. Few who are found are looked up one by one; of
 * many the newest are soon met when the list is walked from its newest end.
 */
export interface Searched {
  readonly search: string
  readonly limit: number
  /** Whether more than {@link FEW} customers have it in them. */
  readonly isCommon: boolean
}

interface Query {
  readonly sql: string
  readonly values: unknown[]
}

/** How many customers of the organisation have the text in them; one more than this stands for more. */
export const FEW = 5_000

/** The conversation of a person's row. Fenced off (`offset 0`), so that a page looks up fifty instead of joining a person's thousands with all there are. */
export function lookedUp(person: string): string {
  return `select * from conversation where id = ${person}.conversation_id offset 0`
}

export function countMatches({ organisation }: ConversationQuestion, search: string): Query {
  const matches = matching(organisation, search)
  return { sql: `select count(*)::int as found from (${matches.sql} limit ?) found`, values: [...matches.values, FEW + 1] }
}

/** Ids and times of the newest conversations that fit, newest first. @param condition what the view shows, in terms of `c`. */
export function searchQuery(question: ConversationQuestion, condition: string, { search, limit, isCommon }: Searched): Query {
  const { organisation, numbers, view, member, after } = question
  const seen = `c.number_id = any(string_to_array(?, ',')::uuid[])`
  const rest = `${seen} ${condition}`
  const goesOn = (alias: string, id: string): string => (after ? `and (${alias}.last_at, ${alias}.${id}) < (to_timestamp(?::float8 / 1000), ?::uuid)` : '')
  const from = after ? [after.lastAt, after.id] : []
  if (!isCommon) {
    const matches = matching(organisation, search)
    const own = view === 'mine' ? 'and exists (select from conversation_person p where p.conversation_id = c.id and p.member = ?)' : ''
    return {
      sql: `select c.id, c.last_at from (select distinct customer from (${matches.sql}) found) found join conversation c on c.organisation_id = ? and c.customer = found.customer
        where ${rest} ${own} ${goesOn('c', 'id')} order by c.last_at desc, c.id desc limit ?`,
      values: [...matches.values, organisation, numbers.join(','), ...(view === 'mine' ? [member] : []), ...from, limit],
    }
  }
  const digits = digitsOf(search)
  // a question of its own for each row, which the planner cannot turn into a join with all contacts
  const named = `coalesce((select position(lower(?) in lower(k.name)) > 0 from contact k where k.organisation_id = c.organisation_id and k.e164 = c.customer), false)`
  const has = digits === null ? named : `(${named} or (position(? in c.customer) > 0 and c.customer like '+%'))`
  const texts = digits === null ? [search] : [search, digits]
  if (view === 'mine') {
    return {
      sql: `select c.id, c.last_at from conversation_person p cross join lateral (${lookedUp('p')}) c
        where p.organisation_id = ? and p.member = ? and ${rest} and ${has} ${goesOn('p', 'conversation_id')} order by p.last_at desc, p.conversation_id desc limit ?`,
      values: [organisation, member, numbers.join(','), ...texts, ...from, limit],
    }
  }
  return {
    sql: `select c.id, c.last_at from (select * from conversation c where organisation_id = ? ${condition} ${goesOn('c', 'id')} order by last_at desc, id desc offset 0) c
      where ${seen} and ${has} limit ?`, // in the order of the list inside: sorted once more here, all of it would be read first
    values: [organisation, ...from, numbers.join(','), ...texts, limit],
  }
}

function matching(organisation: string, search: string): Query {
  const digits = digitsOf(search)
  const by = (kind: 'name' | 'number', text: string): string => `select customer from customer_search where organisation_id = ? and "by" = '${kind}' and part ^@ ${text}`
  const name = by('name', 'lower(?)')
  const start = [...search].slice(0, 40).join('') // no part is longer
  if (digits === null) return { sql: name, values: [organisation, start] }
  return { sql: `${name} union all ${by('number', '?')}`, values: [organisation, start, organisation, digits] }
}

/** What could be part of a number. Written without its country, a number begins with a zero that it does not have. */
function digitsOf(search: string): string | null {
  const digits = search.replace(/\D/g, '').replace(/^0+/, '')
  return digits.length < 3 ? null : digits
}
