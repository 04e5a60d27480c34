import { isDeepStrictEqual } from 'node:util'
import { foldCall } from '#flows/call/happenings/fold-call.ts'
import type { CallEvent } from '#flows/call/happenings/happening.ts'
import { showsInLists } from '#flows/call/happenings/seen.ts'
import { HOLDING, writingConversation, type HeldConversation } from '../conversation/write-conversation.ts'
import type { Database } from '../orm.ts'
import { LOCK_CALL, type CallQuestion } from './call-key.ts'
import { EVENTS_OF, type KeptEvent } from './events-of.ts'
import { rowsIn, writingFold } from './fold-rows.ts'

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
  // held from the beginning, so that what is folded is still so when it is written
  const holding = told.some(({ event }) => showsInLists(event.what))
    ? { sql: HOLDING, parameters: key }
    : { sql: 'null::jsonb', parameters: [] }
  return db.transact<Appended, Kept>(
    organisation,
    [
      { sql: LOCK_CALL, parameters: [call] },
      {
        sql: `${APPEND}, ${holding.sql} as held`,
        parameters: [...key, JSON.stringify(told.map(flat)), ...key, ...holding.parameters],
      },
    ],
    ([appended]) => {
      const { added, before, held } = appended ?? { added: null, before: [], held: null }
      if (added === null) return { result: { added: [], before } }
      const fresh = kept(told, added)
      const events = [...before, ...fresh]
      const fold = foldCall(events)
      const news = JSON.stringify({ organisation, call, id: Math.max(...added.map(({ id }) => id)) })
      return {
        result: { added: added.map(({ key }) => key), before },
        last: [
          // most of what a call tells changes no row of its own
          ...(isDeepStrictEqual(rowsIn(fold), rowsIn(foldCall(before)))
            ? []
            : [writingFold({ organisation, call, fold })]),
          ...(held !== null && fresh.some(({ what }) => showsInLists(what))
            ? writingConversation({ organisation, call }, { events, held })
            : []),
          { sql: `select pg_notify('call_event', ?)`, parameters: [news] },
        ],
      }
    },
    limits,
  )
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

interface Appended {
  readonly added: readonly Added[] | null
  readonly before: readonly KeptEvent[]
  readonly held: HeldConversation | null
}

/** The events that were there before this statement, and what it added to them. */
const APPEND = `
with added as (
  insert into call_event (organisation_id, call, key, at, node, what)
  select ?, ?, e.value ->> 'key', to_timestamp((e.value ->> 'at')::float8 / 1000), e.value ->> 'node', e.value -> 'what'
  from jsonb_array_elements(?::jsonb) with ordinality as e (value, place) order by e.place
  on conflict (organisation_id, call, key) do nothing
  returning id, key
)
select (select jsonb_agg(jsonb_build_object('id', id, 'key', key) order by id) from added) as added,
  ${EVENTS_OF} as before`

function flat({ key, event }: KeyedEvent): object {
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
