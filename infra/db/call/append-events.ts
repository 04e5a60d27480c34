import type { CallEvent } from '#flows/call/happenings/happening.ts'
import { showsInLists } from '#flows/call/happenings/seen.ts'
import { HOLDING, type HeldConversation } from '../conversation/write-conversation.ts'
import { prepared } from '../few-messages.ts'
import type { Database, Statement } from '../orm.ts'
import { lockingCall, type CallKey, type CallQuestion } from './call-key.ts'
import { EVENTS_OF, type KeptEvent } from './events-of.ts'
import { writingRows, type RowsToWrite } from './write-rows.ts'

/** An event with the key by which its reporter recognises it. */
export interface KeyedEvent {
  readonly key: string
  readonly event: CallEvent
}

/**
 * Keeps events of a call, once each, folds all that is kept of it into the rows of the call and of its conversation, and
 * tells everybody who listens on `call_event` (once for the batch). One transaction; batches for the same call wait for each
 * other, so that the order of the events' ids is the order in which they were kept.
 *
 * Events may come before their call's arrival is known; its row catches up when that is frozen.
 */
export async function appendEvents(
  db: Database,
  { organisation, call, events: told, ...limits }: CallQuestion & { readonly events: readonly KeyedEvent[] },
): Promise<Kept> {
  if (told.length === 0) return { added: [], before: [] }
  const key = [organisation, call]
  const holding = holdingFor(told, { organisation, call })
  return db.transact<Appended, Kept>(
    organisation,
    [
      lockingCall(call),
      prepared(`with ${adding()} select ${ADDED_AND_BEFORE}, ${holding.sql}`, [
        ...key,
        JSON.stringify(told.map(flat)),
        ...key,
        ...holding.parameters,
      ]),
    ],
    ([appended]) => keeping({ organisation, call }, told, appended ?? NOTHING),
    limits,
  )
}

/** What follows the insert of events in the transaction that holds their call's lock, and what came of it. */
export function keeping(
  { organisation, call }: CallKey,
  told: readonly KeyedEvent[],
  { added, before, held }: Appended,
  { dials = false }: Pick<RowsToWrite, 'dials'> = {},
): { readonly result: Kept; readonly last?: readonly Statement[] } {
  if (added === null)
    return {
      result: { added: [], before },
      last: writingRows({ organisation, call }, { events: before, shown: before, held: null, dials }),
    }
  const fresh = kept(told, added)
  const events = [...before, ...fresh]
  const isListed = fresh.some(({ what }) => showsInLists(what))
  return {
    result: { added: added.map(({ key }) => key), before },
    last: [
      ...writingRows({ organisation, call }, { events, shown: before, held: isListed ? held : null, dials }),
      telling({ organisation, call, id: Math.max(...added.map(({ id }) => id)) }),
    ],
  }
}

/** What tells everybody who listens that events of a call up to this one are kept. */
export function telling(news: CallKey & { readonly id: number }): Statement {
  return prepared(`select pg_notify('call_event', ?)`, [JSON.stringify(news)])
}

/** What came of keeping events. */
export interface Kept {
  /** The keys of those that were new. */
  readonly added: readonly string[]
  /** What was kept of the call before them, in the order in which it was. */
  readonly before: readonly KeptEvent[]
}

interface Added {
  readonly id: number
  readonly key: string
}

/** What an insert of events answers. */
export interface Appended {
  readonly added: readonly Added[] | null
  readonly before: readonly KeptEvent[]
  readonly held: HeldConversation | null
}

/** What it answers for a call of which nothing is known. */
export const NOTHING: Appended = { added: null, before: [], held: null }

/** SQL for the conversation as `held`, from the beginning, so that what is folded of it is still so when it is written. */
export function holdingFor(
  told: readonly KeyedEvent[],
  { organisation, call }: CallKey,
): { readonly sql: string; readonly parameters: readonly string[] } {
  return told.some(({ event }) => showsInLists(event.what))
    ? { sql: `${HOLDING} as held`, parameters: [organisation, call] }
    : { sql: 'null::jsonb as held', parameters: [] }
}

/** SQL that adds events and calls what is new `added`. Takes organisation, call and the events. @param but which of them, called `e`, are meant */
export function adding(but = 'true'): string {
  return `added as (
  insert into call_event (organisation_id, call, key, at, node, what)
  select ?, ?, e.value ->> 'key', to_timestamp((e.value ->> 'at')::float8 / 1000), e.value ->> 'node', e.value -> 'what'
  from jsonb_array_elements(?::jsonb) with ordinality as e (value, place) where ${but} order by e.place
  on conflict (organisation_id, call, key) do nothing
  returning id, key
)`
}

/** SQL for what was added, and the events that were there before. Takes organisation and call. */
export const ADDED_AND_BEFORE = `
(select json_agg(json_build_object('id', id, 'key', key) order by id) from added) as added,
  ${EVENTS_OF} as before`

/** As SQL takes it. */
export function flat({ key, event }: KeyedEvent): object {
  return { key, ...event }
}

/** What was added, as it is kept. Of two with one key the first was. */
function kept(told: readonly KeyedEvent[], added: readonly Added[]): readonly KeptEvent[] {
  const byKey = new Map(told.toReversed().map(({ key, event }) => [key, event]))
  return added.flatMap(({ id, key }) => {
    const event = byKey.get(key)
    return event ? [{ id, key, ...event }] : []
  })
}
