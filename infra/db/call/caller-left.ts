import { eventKey } from '#flows/call/happenings/happening.ts'
import type { Database } from '../orm.ts'
import { millisecondsOf, type CallQuestion } from './call-key.ts'
import { eventAt } from './events-of.ts'

/**
 * Notes the end of the caller's leg as soon as the carrier has reported it: nobody is rung for a caller who has gone.
 * The first moment stands.
 * @param at when, in milliseconds since 1970.
 * @returns false when no such call is known here.
 */
export async function noteCallerLeft(
  db: Database,
  { organisation, call, at, ...limits }: CallQuestion & { readonly at: number },
): Promise<boolean> {
  const rows = await db.write(
    organisation,
    `update call set caller_left_at = coalesce(caller_left_at, to_timestamp(?::float8 / 1000)) where organisation_id = ? and call = ? returning call`,
    [at, organisation, call],
    { ...limits, isPrepared: true },
  )
  return rows.length > 0
}

/** Whether the caller's leg is known to be over. One read by key; false for a call that is not known here. */
export async function callerHasLeft(db: Database, { organisation, call, ...limits }: CallQuestion): Promise<boolean> {
  const rows = await db.read<{ left: boolean }>(
    organisation,
    `select caller_left_at is not null or ended_at is not null as left from call where organisation_id = ? and call = ?`,
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
