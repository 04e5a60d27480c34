import { z } from 'zod'
import type { LegEnd, Outcome } from '#flows/call/happenings/happening.ts'
import type { CallState } from '#flows/call/call-states.ts'
import { callStates } from '../call/call.ts'
import { millisecondsOf } from '../call/call-key.ts'
import { legEnds } from '../call/leg.ts'
import { outcomes } from '../call/outcomes.ts'
import type { Database, Limits } from '../orm.ts'
import { rowsAs } from '../rows-as.ts'

/** A call as the timeline shows it. Times in milliseconds since 1970. */
export interface TimelineCall {
  readonly id: string
  /** Id of its item: within a conversation, ids rise in the order in which items were kept. */
  readonly item: number
  /** The carrier's id, by which the call's page is found. */
  readonly call: string
  readonly state: CallState
  readonly outcome: Outcome | null
  /** What came of it, in a sentence. */
  readonly words: string
  readonly arrivedAt: number
  readonly answeredAt: number | null
  readonly endedAt: number | null
  readonly seconds: number | null
  /** Id of the newest of its events that is news to the team; null when none is. */
  readonly news: number | null
  readonly rung: readonly RungPerson[]
  readonly recordings: readonly TimelineRecording[]
}

/** Somebody whose phone was rung, and how that ended. */
export interface RungPerson {
  /** Unique within its call: one person may have several phones. */
  readonly leg: string
  readonly name: string
  readonly ringingAt: number
  readonly pickedUpAt: number | null
  /** When they accepted the call. */
  readonly claimedAt: number | null
  readonly joinedAt: number | null
  readonly endedAt: number | null
  readonly why: LegEnd | null
}

export interface TimelineRecording {
  readonly id: string
  readonly seconds: number
  /** Whether our own copy is there to be heard. */
  readonly kept: boolean
  /** Why it was not fetched so far, in words; null while none was refused. */
  readonly notKept: string | null
}

export interface TimelineCursor {
  readonly arrivedAt: number
  readonly id: string
}

export interface TimelineQuestion extends Limits {
  readonly organisation: string
  readonly conversation: string
  readonly before?: TimelineCursor | null
  readonly limit?: number
}

/** A conversation's calls, newest first, a page at a time. */
export async function timeline(
  db: Database,
  { organisation, conversation, before, limit = 30, ...limits }: TimelineQuestion,
): Promise<{ readonly calls: readonly TimelineCall[]; readonly before: TimelineCursor | null }> {
  const values = [conversation, ...(before ? [before.arrivedAt, before.id] : []), limit + 1]
  const rows = await rowsAs(timelineCall, db.read(organisation, timelineQuery(before != null), values, limits))
  const calls = rows.slice(0, limit)
  const oldest = calls.at(-1)
  return { calls, before: rows.length > limit && oldest ? { arrivedAt: oldest.arrivedAt, id: oldest.id } : null }
}

/** A row of {@link CALL_SHOWN}. */
export const timelineCall: z.ZodType<TimelineCall> = z.object({
  id: z.string(),
  item: z.number(),
  call: z.string(),
  state: z.enum(callStates),
  outcome: z.enum(outcomes).nullable(),
  words: z.string(),
  arrivedAt: z.number(),
  answeredAt: z.number().nullable(),
  endedAt: z.number().nullable(),
  seconds: z.number().nullable(),
  news: z.number().nullable(),
  rung: z.array(
    z.object({
      leg: z.string(),
      name: z.string(),
      ringingAt: z.number(),
      pickedUpAt: z.number().nullable(),
      claimedAt: z.number().nullable(),
      joinedAt: z.number().nullable(),
      endedAt: z.number().nullable(),
      why: z.enum(legEnds).nullable(),
    }),
  ),
  recordings: z.array(
    z.object({ id: z.string(), seconds: z.number(), kept: z.boolean(), notKept: z.string().nullable() }),
  ),
})

/** Takes the conversation, where it goes on from, and how many. */
export function timelineQuery(goesOn: boolean): string {
  return `${CALL_SHOWN}
from conversation_item i join call c on c.id = i.ref
where i.conversation_id = ? and i.kind = 'call' ${goesOn ? `and (i.at, i.id) < (to_timestamp(?::float8 / 1000), ${PLACE})` : ''}
order by i.at desc, i.id desc limit ?`
}

/** The item of a call, by the id of the call's row. */
const PLACE = `(select o.id from conversation_item o where o.kind = 'call' and o.ref = ?::uuid)`

/** SQL that begins to read calls `c` with their items `i` as timelines show them. */
export const CALL_SHOWN = `
select c.id, i.id::float8 as item, c.call, c.state, c.outcome, c.words, ${millisecondsOf('c.arrived_at')} as "arrivedAt", ${millisecondsOf('c.answered_at')} as "answeredAt",
  ${millisecondsOf('c.ended_at')} as "endedAt", c.seconds, c.news_event::float8 as news,
  coalesce((select jsonb_agg(jsonb_build_object('leg', l.leg, 'name', l.name, 'ringingAt', ${millisecondsOf('l.ringing_at')}, 'pickedUpAt', ${millisecondsOf('l.picked_up_at')},
      'claimedAt', ${millisecondsOf('l.claimed_at')}, 'joinedAt', ${millisecondsOf('l.joined_at')},
      'endedAt', ${millisecondsOf('l.ended_at')}, 'why', l.why) order by l.ringing_at, l.leg)
    from leg l where l.organisation_id = c.organisation_id and l.call = c.call), '[]') as rung,
  coalesce((select jsonb_agg(jsonb_build_object('id', r.id, 'seconds', r.seconds, 'kept', r.kept_at is not null, 'notKept', r.not_kept) order by r.made_at, r.url)
    from recording r where r.organisation_id = c.organisation_id and r.call = c.call), '[]') as recordings`
