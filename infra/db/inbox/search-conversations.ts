import type { ConversationQuestion } from './list-conversations.ts'
import { numberHas } from './number-has.ts'
import type { SearchText } from './search-text.ts'

/**
 * Conversations by part of a contact's name or of a phone number.
 *
 * Row-level security lets no pattern reach an index, but it lets a prefix: `customer_search` has every suffix of every
 * name and number, so what contains a text is what begins with it there. A few matches are looked up one by one; of
 * many the newest are soon met when the list is walked from its newest end.
 */
export interface Searched {
  readonly text: SearchText
  readonly limit: number
  /** Whether more than {@link FEW} customers have it in them. */
  readonly isCommon: boolean
}

interface Query {
  readonly sql: string
  readonly values: unknown[]
}

/** How many customers of the organisation have the text in them; one more than this means any number beyond. */
export const FEW = 5_000

/** The conversation of a person's row. Fenced off (`offset 0`), so that a page looks up fifty instead of joining a person's thousands with all there are. */
export function lookedUp(person: string): string {
  return `select * from conversation where id = ${person}.conversation_id offset 0`
}

export function countMatches({ organisation }: ConversationQuestion, text: SearchText): Query {
  const matches = matching(organisation, text)
  return {
    sql: `select count(*)::int as found from (${matches.sql} limit ?) found`,
    values: [...matches.values, FEW + 1],
  }
}

/** Ids and times of the newest conversations that fit, newest first. @param condition what the view shows, in terms of `c`. */
export function searchQuery(
  question: ConversationQuestion,
  condition: string,
  { text, limit, isCommon }: Searched,
): Query {
  const { organisation, numbers, view, member, after } = question
  const seen = `c.number_id = any(string_to_array(?, ',')::uuid[])`
  const rest = `${seen} ${condition}`
  const goesOn = (alias: string, id: string): string =>
    after ? `and (${alias}.last_at, ${alias}.${id}) < (to_timestamp(?::float8 / 1000), ?::uuid)` : ''
  const from = after ? [after.lastAt, after.id] : []
  if (!isCommon) {
    const matches = matching(organisation, text)
    const own =
      view === 'mine'
        ? 'and exists (select from conversation_person p where p.conversation_id = c.id and p.member = ?)'
        : ''
    return {
      sql: `select c.id, c.last_at from (select distinct customer from (${matches.sql}) found) found join conversation c on c.organisation_id = ? and c.customer = found.customer
        where ${rest} ${own} ${goesOn('c', 'id')} order by c.last_at desc, c.id desc limit ?`,
      values: [
        ...matches.values,
        organisation,
        numbers.join(','),
        ...(view === 'mine' ? [member] : []),
        ...from,
        limit,
      ],
    }
  }
  const has = hasIt(text)
  if (view === 'mine') {
    return {
      sql: `select c.id, c.last_at from conversation_person p cross join lateral (${lookedUp('p')}) c
        where p.organisation_id = ? and p.member = ? and ${rest} and ${has.sql} ${goesOn('p', 'conversation_id')} order by p.last_at desc, p.conversation_id desc limit ?`,
      values: [organisation, member, numbers.join(','), ...has.values, ...from, limit],
    }
  }
  return {
    sql: `select c.id, c.last_at from (select * from conversation c where organisation_id = ? ${condition} ${goesOn('c', 'id')} order by last_at desc, id desc offset 0) c
      where ${seen} and ${has.sql} limit ?`, // in the order of the list inside: sorted once more here, all of it would be read first
    values: [organisation, ...from, numbers.join(','), ...has.values, limit],
  }
}

/** The letters of a search as names are kept in parts: no part is longer. */
export const ASKED_LETTERS = 'substr(plain_text(?), 1, 40)'

/** The customers that have it in them, each as often as they do. */
function matching(organisation: string, { letters, digits, isWithheld }: SearchText): Query {
  const by = (kind: 'name' | 'number' | 'withheld', more: string): string =>
    `select customer from customer_search where organisation_id = ? and "by" = '${kind}' and ${more}`
  const parts: readonly Query[] = [
    { sql: by('name', `part ^@ ${ASKED_LETTERS}`), values: [organisation, letters] },
    ...digits.map(({ digits: some, place }) => ({
      sql: by('number', `part ^@ ? ${places[place]}`),
      values: [organisation, some],
    })),
    ...(isWithheld ? [{ sql: by('withheld', `part = ''`), values: [organisation] }] : []),
  ]
  return { sql: parts.map(({ sql }) => sql).join(' union all '), values: parts.flatMap(({ values }) => values) }
}

/** Where in its number a part must begin: this many characters come before it. */
const places = {
  anywhere: '',
  start: 'and length(customer) - length(part) = 1',
  'after-country': 'and length(customer) - length(part) between 2 and 4',
} as const

/** The same of a conversation `c`, asked of each row. */
function hasIt({ letters, digits, isWithheld }: SearchText): Query {
  // a question of its own for each row, which the planner cannot turn into a join with all contacts
  const named = `coalesce((select position(${ASKED_LETTERS} in plain_text(k.name)) > 0 from contact k where k.organisation_id = c.organisation_id and k.e164 = c.customer), false)`
  const sent = `(c.customer not like '+%' and c.customer not like 'call:%' and position(${ASKED_LETTERS} in plain_text(c.customer)) > 0)`
  const number = numberHas('c.customer', digits)
  const parts: readonly Query[] = [
    { sql: named, values: [letters] },
    { sql: sent, values: [letters] },
    ...(digits.length === 0 ? [] : [{ sql: `(c.customer like '+%' and ${number.sql})`, values: number.values }]),
    ...(isWithheld ? [{ sql: `c.customer like 'call:%'`, values: [] }] : []),
  ]
  return { sql: `(${parts.map(({ sql }) => sql).join(' or ')})`, values: parts.flatMap(({ values }) => values) }
}
