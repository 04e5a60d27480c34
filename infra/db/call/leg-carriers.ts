import { z } from 'zod'
import { foldCall } from '#flows/call/happenings/fold-call.ts'
import type { Met } from '#flows/call/call-words.ts'
import type { CallEvent } from '#flows/call/happenings/happening.ts'
import { entersRoom } from '#flows/verbs/join/join.ts'
import type { LegId } from '#flows/live-call.ts'
import type { Database } from '../orm.ts'
import { rowsAs } from '../rows-as.ts'
import type { CallQuestion } from './call-key.ts'
import { eventsOf } from './events-of.ts'

/** The carrier's ids of a call's legs, as far as a dial, a word or a callback has told them. */
export async function carriersOf(
  db: Database,
  { organisation, call, ...limits }: CallQuestion,
): Promise<readonly (readonly [LegId, string])[]> {
  const sql = 'select leg, carrier from leg where organisation_id = ? and call = ? and carrier is not null'
  const rows = await rowsAs(carrierOfLeg, db.read(organisation, sql, [organisation, call], limits))
  return rows.map(({ leg, carrier }) => [leg, carrier] as const)
}

const carrierOfLeg = z.object({ leg: z.string(), carrier: z.string() })

/** What a call must not take for its own. */
export interface Theirs {
  /** Ids of other legs, whichever call they belong to, and of the callers' legs of all calls. */
  readonly carriers: ReadonlySet<string>
  /** Addresses that another leg, of whichever call, rings while its id is unknown too: an entry may be that leg's. */
  readonly addresses: ReadonlySet<string>
}

/**
 * Which of these ids and addresses other legs of the organisation have, or may have.
 * @param but the legs of this call for which this is asked.
 */
export async function notForUs(
  db: Database,
  {
    organisation,
    call,
    but,
    carriers,
    addresses,
    ...limits
  }: CallQuestion & {
    readonly but: readonly LegId[]
    readonly carriers: readonly string[]
    readonly addresses: readonly string[]
  },
): Promise<Theirs> {
  const answer = db.read(
    organisation,
    `select carrier, null as address from leg where organisation_id = ? and carrier in (select jsonb_array_elements_text(?::jsonb))
         union all
         select call, null from call where organisation_id = ? and call in (select jsonb_array_elements_text(?::jsonb))
         union all
         select null, address from leg where organisation_id = ? and ended_at is null and carrier is null
           and not (call = ? and leg in (select jsonb_array_elements_text(?::jsonb))) and address in (select jsonb_array_elements_text(?::jsonb))`,
    [
      organisation,
      JSON.stringify(carriers),
      organisation,
      JSON.stringify(carriers),
      organisation,
      call,
      JSON.stringify(but),
      JSON.stringify(addresses),
    ],
    limits,
  )
  const rows = await rowsAs(theirs, answer)
  return {
    carriers: new Set(rows.flatMap(({ carrier }) => carrier ?? [])),
    addresses: new Set(rows.flatMap(({ address }) => address ?? [])),
  }
}

const theirs = z.object({ carrier: z.string().nullable(), address: z.string().nullable() })

/** The leg whose person has accepted the call and is there; null when nobody has. */
export async function whoAccepted(
  db: Database,
  { organisation, call, ...limits }: CallQuestion,
): Promise<LegId | null> {
  const sql = `select leg from leg where organisation_id = ? and call = ? and state in ('claimed', 'joined') order by claimed_at desc limit 1`
  const [row] = await rowsAs(z.object({ leg: z.string() }), db.read(organisation, sql, [organisation, call], limits))
  return row?.leg ?? null
}

/** A talk that goes on. */
export interface Talk {
  readonly leg: LegId
  /** Milliseconds since 1970. */
  readonly since: number
  /** The step whose document has brought the caller there; null where the events do not say. */
  readonly step: number | null
}

/** A talk as it rides with what a call is told. */
export function asMet({ leg, since, step }: Talk): Met {
  return { leg, at: since, ...(step !== null && { step }) }
}

/** Who is in the room with the caller; null when nobody is. Events say so also where the call's arrival, and with it its rows, has yet to come. */
export async function talkOf(db: Database, question: CallQuestion): Promise<Talk | null> {
  return talkIn(await eventsOf(db, question))
}

/** The same by all events of a call that are kept, in the order in which they were. */
export function talkIn(events: readonly CallEvent[]): Talk | null {
  const { talk, legs } = foldCall(events)
  if (talk?.isJoined !== true || talk.leg === null) return null
  const isOver = legs.some(({ leg, state }) => leg === talk.leg && state === 'ended')
  const joins = events.findLast(({ what }) => what.kind === 'handed' && entersRoom(what.list))
  const step = joins?.what.kind === 'handed' ? joins.what.step : null
  return isOver ? null : { leg: talk.leg, since: talk.since, step }
}

/** Since when this leg's person and the caller hear each other, or heard; milliseconds since 1970, null while they have not met. */
export async function metAt(
  db: Database,
  { leg, ...question }: CallQuestion & { readonly leg: LegId },
): Promise<number | null> {
  return foldCall(await eventsOf(db, question)).legs.find((one) => one.leg === leg)?.joinedAt ?? null
}
