import { eventKey } from '#flows/call/happenings/happening.ts'
import type { Database } from '../orm.ts'
import { millisecondsOf, type CallQuestion } from './call-key.ts'
import { eventAt, EVENTS_OF, type KeptEvent } from './events-of.ts'

/**
 * Notes the end of the caller's leg as soon as the carrier has reported it: nobody is rung for a caller who has gone.
 * The first moment stands.
 * @param at when, in milliseconds since 1970.
 */
export async function noteCallerLeft(
  db: Database,
  { organisation, call, at, ...limits }: CallQuestion & { readonly at: number },
): Promise<CallerLeftNoted> {
  const [noted] = await db.write<CallerLeftNoted>(organisation, NOTE, [at, organisation, call, organisation, call], {
    ...limits,
    isPrepared: true,
  })
  return noted ?? { known: false, before: [] }
}

/** What is known of a call whose caller has gone. */
export interface CallerLeftNoted {
  /** False when no such call is known here: then nothing is noted. */
  readonly known: boolean
  /** What is kept of the call so far, in the order in which it was; of an unknown one, what came before its arrival. */
  readonly before: readonly KeptEvent[]
}

const NOTE = `
with noted as (
  update call set caller_left_at = coalesce(caller_left_at, to_timestamp(?::float8 / 1000)) where organisation_id = ? and call = ? returning call)
select exists (select from noted) as known, ${EVENTS_OF} as before`

/** SQL for whether the caller's leg of a row of `call` is over. */
export const HAS_LEFT = '(caller_left_at is not null or ended_at is not null)'

/** Whether the caller's leg is known to be over. One read by key; false for a call that is not known here. */
export async function callerHasLeft(db: Database, { organisation, call, ...limits }: CallQuestion): Promise<boolean> {
  const rows = await db.read<{ left: boolean }>(
    organisation,
    `select ${HAS_LEFT} as left from call where organisation_id = ? and call = ?`,
    [organisation, call],
    { ...limits, isPrepared: true },
  )
  return rows[0]?.left ?? false
}

/** Whether its engine has closed the call, or somebody did instead of it; false for one that is not known here. */
export async function callIsOver(db: Database, { organisation, call, ...limits }: CallQuestion): Promise<boolean> {
  const rows = await db.read<{ over: boolean }>(
    organisation,
    `select ended_at is not null as over from call where organisation_id = ? and call = ?`,
    [organisation, call],
    { ...limits, isPrepared: true },
  )
  return rows[0]?.over ?? false
}

/** When the caller's leg ended, as the carrier told it; milliseconds since 1970, null while it has told nothing. */
export async function callerLeftAt(
  db: Database,
  { organisation, call, ...limits }: CallQuestion,
): Promise<number | null> {
  const rows = await db.read<{ at: number | null }>(
    organisation,
    `select ${millisecondsOf('caller_left_at')} as at from call where organisation_id = ? and call = ?`,
    [organisation, call],
    { ...limits, isPrepared: true },
  )
  return rows[0]?.at ?? null
}

/** Whether the call's story says that the caller has gone: whoever acts on that writes it first. */
export async function callerGoneWritten(db: Database, question: CallQuestion): Promise<boolean> {
  return (await eventAt(db, { ...question, key: eventKey({ kind: 'caller-gone' }) })) !== null
}
