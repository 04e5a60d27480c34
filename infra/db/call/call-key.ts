import { prepared } from '../few-messages.ts'
import type { Limits, Statement } from '../orm.ts'

/** Names one call: whose it is, and the carrier's id of the caller's leg. */
export interface CallKey {
  readonly organisation: string
  readonly call: string
}

/** A question about one call, with the time that the asker has. */
export type CallQuestion = CallKey & Limits

/** SQL that gives a moment as milliseconds since 1970. */
export function millisecondsOf(column: string): string {
  return `(extract(epoch from ${column}) * 1000)::float8`
}

/** SQL that holds every other change of the same call back until the transaction ends. Takes the call's id. */
export const LOCK_CALL = 'select pg_advisory_xact_lock(hashtextextended(?, 0))'

/** The same as a statement. */
export function lockingCall(call: string): Statement {
  return prepared(LOCK_CALL, [call])
}
