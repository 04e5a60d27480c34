import type { CallEvent, Happening } from '#flows/call-events.ts'
import { eventKey } from '#flows/event-key.ts'
import { talkBegun } from '#flows/talk-begun.ts'
import { foldConversation, showsInLists } from '../conversation/fold-conversation.ts'
import type { Database, EntityManager } from '../orm.ts'
import { LOCK_CALL, type CallKey, type CallQuestion } from './call-key.ts'
import { readEvents } from './events-of.ts'
import { foldAll, foldEvent, nothingYet, ringing, type CallFold } from './fold-event.ts'
import { FOLD_OF_ROWS, writeFold } from './fold-rows.ts'

/** An event with the key by which its reporter knows it again. */
export interface KeyedEvent {
  readonly key: string
  readonly event: CallEvent
}

/**
 * Keeps events of a call, once each, folds the new ones into the rows of the call and of its conversation, and tells
 * everybody who listens on `call_event` (once for the batch). One transaction; batches for the same call wait for each
 * other, so that the order of the events' ids is the order in which they were folded. A talk that begins by these events is
 * kept with them.
 *
 * Events may come before their call's arrival is known; its row catches up when that is frozen.
 * @returns how many of the events were new.
 */
export async function appendEvents(
  db: Database,
  { organisation, call, events: told, ...limits }: CallQuestion & { readonly events: readonly KeyedEvent[] },
): Promise<number> {
  if (told.length === 0) return 0
  return db.withOrganisation(
    organisation,
    async (em) => {
      await em.execute(LOCK_CALL, [call])
      const events = await withTalk(em, { organisation, call, told })
      const rows = await em.execute<Appended[]>(APPEND, [organisation, call, JSON.stringify(events.map(flat)), organisation, call])
      const { added, fold } = rows[0] ?? { added: null, fold: null }
      if (added === null) return 0
      const before = fold ?? nothingYet
      const isLate = makesKnownLate(before, events)
      const all = isLate || events.some(({ event }) => showsInLists(event.what)) ? await readEvents(em, { organisation, call }) : []
      await writeFold(em, { organisation, call, fold: isLate ? foldAll(all) : folded(before, { events, added }) })
      if (events.some(({ event }) => showsInLists(event.what))) await foldConversation(em, { organisation, call, events: all })
      await em.execute(`select pg_notify('call_event', ?)`, [JSON.stringify({ organisation, call, id: Math.max(...added.map(({ id }) => id)) })])
      return added.length
    },
    limits,
  )
}

interface Appended {
  readonly added: readonly { readonly id: number; readonly key: string }[] | null
  readonly fold: CallFold | null
}

/** The state as it was before this statement, and what the statement added to it. */
const APPEND = `
with added as (
  insert into call_event (organisation_id, call, key, at, node, what)
  select ?, ?, e.value ->> 'key', to_timestamp((e.value ->> 'at')::float8 / 1000), e.value ->> 'node', e.value -> 'what'
  from jsonb_array_elements(?::jsonb) with ordinality as e (value, place) order by e.place
  on conflict (organisation_id, call, key) do nothing
  returning id, key
)
select (select jsonb_agg(jsonb_build_object('id', id, 'key', key) order by id) from added) as added, (${FOLD_OF_ROWS}) as fold`

/** Events, and the talk that has begun with them if one has. */
async function withTalk(em: EntityManager, { organisation, call, told }: CallKey & { readonly told: readonly KeyedEvent[] }): Promise<readonly KeyedEvent[]> {
  if (!told.some(({ event }) => MAY_BEGIN_A_TALK.has(event.what.kind))) return told
  const talk = talkBegun([...(await readEvents(em, { organisation, call })), ...told.map(({ event }) => event)])
  return talk ? [...told, { key: eventKey(talk.what), event: talk }] : told
}

const MAY_BEGIN_A_TALK: ReadonlySet<Happening['kind']> = new Set(['claimed', 'begun', 'in-room'])

function flat({ key, event }: KeyedEvent): object {
  return { key, ...event }
}

/** A phone is ordered before anything else is told of it, unless that could not be kept: then what was told counts now. */
function makesKnownLate({ legs }: CallFold, events: readonly KeyedEvent[]): boolean {
  const ordered = new Set(events.flatMap(({ event: { what } }) => (what.kind === 'ordered' ? [what.leg] : [])))
  return events.some(({ event: { what } }) => {
    const rings = ringing(what)
    return rings !== null && !ordered.has(rings.leg) && !legs.some(({ leg }) => leg === rings.leg)
  })
}

function folded(before: CallFold, { events, added }: { events: readonly KeyedEvent[]; added: readonly { readonly key: string }[] }): CallFold {
  const byKey = new Map(events.toReversed().map(({ key, event }) => [key, event])) // of two with one key the first was kept
  return added.flatMap(({ key }) => byKey.get(key) ?? []).reduce(foldEvent, before)
}
