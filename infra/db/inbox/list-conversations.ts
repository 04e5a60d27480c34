import { z } from 'zod'
import type { CallState } from '#flows/call/call-states.ts'
import { callStates } from '../call/call.ts'
import { millisecondsOf } from '../call/call-key.ts'
import { RANG } from '../call/leg-rang.ts'
import { outcomes } from '../call/outcomes.ts'
import { conversationStates, type ConversationState } from '../conversation/conversation.ts'
import type { Database, Limits } from '../orm.ts'
import { rowsAs } from '../rows-as.ts'
import { AS_OF } from './as-of.ts'
import { countMatches, FEW, lookedUp, searchQuery } from './search-conversations.ts'
import { searchText, type SearchText } from './search-text.ts'

/** One row of the inbox. Times in milliseconds since 1970. */
export interface ListedConversation {
  readonly id: string
  readonly number: { readonly id: string; readonly e164: string; readonly name: string }
  /** E.164, or the address that is no telephone's; null for a private caller. */
  readonly caller: string | null
  /** The contact's name, where there is one. */
  readonly name: string | null
  readonly contact: string | null
  readonly state: ConversationState
  readonly unread: boolean
  /** Id of the newest event that is news to the team: whoever has seen it has read the conversation. Null while there is none. */
  readonly news: number | null
  /** Id of the newest event that opens it: whoever has dealt with that has dealt with the conversation. */
  readonly opened: number
  readonly missed: boolean
  readonly live: boolean
  readonly lastAt: number
  /** The carrier's id of the call that is its last item; null where that is none. */
  readonly lastCall: string | null
  readonly lastWords: string
  readonly lastOutcome: 'answered' | 'missed' | 'abandoned' | 'completed' | null
  /** Where the newest call stands while it runs; null once it is over. */
  readonly lastState: CallState | null
  /** Whose phones rang in the newest call, in turn; which of them ring now; and who of them talked, or has accepted while the call runs. */
  readonly rung: readonly { readonly name: string; readonly rings: boolean; readonly talked: boolean }[]
  /** Seconds of the message that was left in the newest call; null without one. */
  readonly voicemail: number | null
  /** The moment at which it was read, see `as-of.ts`: of two readings the one with the larger number is the newer. */
  readonly asOf: number
}

export const conversationViews = ['open', 'mine', 'unread', 'missed', 'unanswered', 'done', 'all'] as const
/**
 * `mine`: my phone rang in it. `missed`: the newest call was missed. `unanswered`: that, and nobody has said that it is
 * dealt with.
 */
export type ConversationView = (typeof conversationViews)[number]

/** Where the next page begins: after the conversation that this names. */
export interface ConversationCursor {
  readonly lastAt: number
  readonly id: string
}

export interface ConversationQuestion extends Limits {
  readonly organisation: string
  /** Ids of the numbers whose conversations the asker may see. */
  readonly numbers: readonly string[]
  readonly view: ConversationView
  /** Id of the member who asks; for `mine`. */
  readonly member: string
  /** Part of a contact's name or of a phone number, or what callers without a number are called; empty for all. */
  readonly search?: string
  /** E.164 numbers that the search may stand for, in one of the forms in which numbers are shown. */
  readonly written?: readonly string[]
  readonly after?: ConversationCursor | null
  readonly limit?: number
}

export interface ConversationPage {
  readonly conversations: readonly ListedConversation[]
  /** The moment of the reading, as {@link ListedConversation.asOf}; also where there is none to list. */
  readonly asOf: number
  readonly next: ConversationCursor | null
}

/** One page of the inbox, newest first. However many conversations there are, only about as many as are shown are read. */
export async function listConversations(db: Database, question: ConversationQuestion): Promise<ConversationPage> {
  const { organisation, numbers, limit = 50, ...limits } = question
  if (numbers.length === 0) return { conversations: [], asOf: 0, next: null }
  const text = textOf(question)
  const matches = text && countMatches(question, text)
  const [counted] =
    matches === null ? [] : await rowsAs(foundCount, db.read(organisation, matches.sql, matches.values, limits))
  const { sql, values } = pageQuery(question, limit + 1, (counted?.found ?? 0) > FEW)
  const answer = db.read(
    organisation,
    `select ${AS_OF} as "asOf", coalesce(jsonb_agg(page order by page."lastAt" desc, page.id desc), '[]') as rows from (${sql}) page`,
    values,
    limits,
  )
  const [page] = await rowsAs(pageRow, answer)
  if (!page) throw new Error('a query without groups has one row')
  const conversations = page.rows.slice(0, limit)
  const last = conversations.at(-1)
  return {
    conversations,
    asOf: page.asOf,
    next: page.rows.length > limit && last ? { lastAt: last.lastAt, id: last.id } : null,
  }
}

/** One conversation as the list shows it; null when there is none. */
export async function readConversation(
  db: Database,
  { organisation, conversation, ...limits }: Limits & { readonly organisation: string; readonly conversation: string },
): Promise<ListedConversation | null> {
  const answer = db.read(organisation, `${SHOW} where v.id = ?`, [conversation], limits)
  const rows = await rowsAs(listedConversation, answer)
  return rows[0] ?? null
}

/** A row of {@link SHOW}. */
export const listedConversation: z.ZodType<ListedConversation> = z.object({
  id: z.string(),
  number: z.object({ id: z.string(), e164: z.string(), name: z.string() }),
  caller: z.string().nullable(),
  name: z.string().nullable(),
  contact: z.string().nullable(),
  state: z.enum(conversationStates),
  unread: z.boolean(),
  news: z.number().nullable(),
  opened: z.number(),
  missed: z.boolean(),
  live: z.boolean(),
  lastAt: z.number(),
  lastCall: z.string().nullable(),
  lastWords: z.string(),
  lastOutcome: z.enum(outcomes).nullable(),
  lastState: z.enum(callStates).nullable(),
  rung: z.array(z.object({ name: z.string(), rings: z.boolean(), talked: z.boolean() })),
  voicemail: z.number().nullable(),
  asOf: z.number(),
})
const pageRow = z.object({ asOf: z.number(), rows: z.array(listedConversation) })
const foundCount = z.object({ found: z.number() })

interface Query {
  readonly sql: string
  readonly values: unknown[]
}

/** The SQL of a page; also asked by the test that looks at its plan. @param isCommon what is searched for is found more than a few times. */
export function pageQuery(question: ConversationQuestion, limit: number, isCommon = false): Query {
  const text = textOf(question)
  const { sql, values } = text
    ? searchQuery(question, question.view === 'mine' ? '' : VIEWS[question.view], { text, limit, isCommon })
    : question.view === 'mine'
      ? mine(question, limit)
      : perNumber(question, limit)
  return {
    sql: `${SHOW_COLUMNS} from (${sql}) page join conversation v on v.id = page.id ${NAMES} order by v.last_at desc, v.id desc`,
    values,
  }
}

function textOf({ search = '', written }: ConversationQuestion): SearchText | null {
  return searchText(search, written)
}

/** Whether the phone of a leg `l` rings: the end of others is told late, but whoever accepts ends them all. */
const RINGS = `(l.ended_at is null and l.picked_up_at is null and l.claimed_at is null and not exists (
      select from leg winner where winner.organisation_id = l.organisation_id and winner.call = l.call and winner.claimed_at >= l.ringing_at))`

const SHOW_COLUMNS = `
select v.id, jsonb_build_object('id', n.id, 'e164', n.e164, 'name', n.name) as number,
  case when v.customer like 'call:%' then null else v.customer end as caller, k.name, coalesce(k.main_id, k.id) as contact,
  v.state, v.unread, v.news_event::float8 as news, v.opened_event::float8 as opened, v.missed, v.live, ${millisecondsOf('v.last_at')} as "lastAt", v.last_call as "lastCall", v.last_words as "lastWords", v.last_outcome as "lastOutcome",
  coalesce((select jsonb_agg(jsonb_build_object('name', l.name, 'rings', ${RINGS}, 'talked', case when v.last_outcome is null then l.claimed_at else l.joined_at end is not null) order by l.ringing_at, l.leg)
    from leg l where l.organisation_id = v.organisation_id and l.call = v.last_call and ${RANG}), '[]') as rung,
  case when v.live then (select c.state from call c where c.organisation_id = v.organisation_id and c.call = v.last_call) end as "lastState",
  (select r.seconds from recording r where r.organisation_id = v.organisation_id and r.call = v.last_call order by r.made_at limit 1) as voicemail,
  (select ${AS_OF}) as "asOf"`
const NAMES = `
join number n on n.id = v.number_id
left join contact k on k.organisation_id = v.organisation_id and k.e164 = v.customer`
/** SQL that reads conversations `v` as lists show them. */
export const SHOW = `${SHOW_COLUMNS} from conversation v ${NAMES}`
const ORDER = 'order by last_at desc, id desc limit ?'

const VIEWS: Readonly<Record<Exclude<ConversationView, 'mine'>, string>> = {
  open: `and state = 'open'`,
  done: `and state = 'done'`,
  unread: 'and unread',
  missed: 'and missed',
  unanswered: `and missed and state = 'open'`,
  // both states are named, so that the index that begins with them serves
  all: `and state in ('open', 'done')`,
}

/** The newest of each number, and of those the newest; whole rows are read only of these. */
function perNumber({ numbers, view, after }: ConversationQuestion, limit: number): Query {
  if (view === 'mine') throw new Error('one’s own conversations are listed per person')
  const states = view === 'all' ? ['open', 'done'] : [null]
  const from = after ? 'and (last_at, id) < (to_timestamp(?::float8 / 1000), ?::uuid)' : ''
  const parts = states.map(
    (state) =>
      `(select id, last_at from conversation where number_id = asked.number ${state === null ? VIEWS[view] : `and state = '${state}'`} ${from} ${ORDER})`,
  )
  const each = after ? [after.lastAt, after.id, limit] : [limit]
  const sql = `select newest.id, newest.last_at from unnest(string_to_array(?, ',')::uuid[]) as asked (number) cross join lateral (${parts.join(' union all ')}) newest ${ORDER}`
  return { sql, values: [numbers.join(','), ...states.flatMap(() => each), limit] }
}

function mine({ organisation, numbers, member, after }: ConversationQuestion, limit: number): Query {
  const sql = `
    select own.id, own.last_at from conversation_person p cross join lateral (${lookedUp('p')}) own
    where p.organisation_id = ? and p.member = ? ${after ? 'and (p.last_at, p.conversation_id) < (to_timestamp(?::float8 / 1000), ?::uuid)' : ''}
      and own.number_id = any(string_to_array(?, ',')::uuid[])
    order by p.last_at desc, p.conversation_id desc limit ?`
  return { sql, values: [organisation, member, ...(after ? [after.lastAt, after.id] : []), numbers.join(','), limit] }
}
