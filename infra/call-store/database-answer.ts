import { ArrivedElsewhere } from '../db/call/freeze-arrival.ts'
import { TooSlow } from '../db/within.ts'

/** The database knows no such call, or not yet: its arrival may still wait on this disk or on another machine's. */
export class UnknownCall extends Error {
  override readonly name = 'UnknownCall'
  constructor(call: string) {
    super(`the database does not know the call ${call}`)
  }
}

/**
 * What an error says about the one thing that the database was given:
 * - `refused`: the database looked at it and will never take it
 * - `unknown`: it belongs to a call that the database has not been told of
 * - `unclear`: it did not get through, which may be chance or a fault of its own
 * - `silent`: the database is not there or not ready, and nothing else would fare better
 */
export type DatabaseAnswer = 'refused' | 'unknown' | 'unclear' | 'silent'

/** @see https://www.postgresql.org/docs/current/errcodes-appendix.html */
export function databaseAnswer(error: unknown): DatabaseAnswer {
  if (error instanceof UnknownCall) return 'unknown'
  if (error instanceof ArrivedElsewhere) return 'refused'
  const state = sqlState(error)
  if (state === null) return 'unclear'
  if (REFUSED.has(state.slice(0, 2))) return 'refused'
  if (state === UNREADABLE) return 'unclear'
  return SILENT.has(state.slice(0, 2)) || UNREADY.has(state) ? 'silent' : 'unclear'
}

/** Why the database did not take something, in words that also fit during an outage. */
export function answerInWords(error: unknown): string {
  if (error instanceof TooSlow) return error.message
  const state = sqlState(error)
  const words = error instanceof Error ? error.message : String(error)
  return state === null ? words : `the database says ${state}: ${words}`
}

/** Five digits and letters, from the server; the codes of a driver and of a network look different. */
function sqlState(error: unknown): string | null {
  const code = error instanceof Error && 'code' in error ? error.code : null
  return typeof code === 'string' && /^[0-9][0-9A-Z]{4}$|^[FPHX][0-9VX][0-9A-Z]{3}$/.test(code) ? code : null
}

/** Classes: data exceptions, broken constraints, limits of a program or a row. */
const REFUSED: ReadonlySet<string> = new Set(['22', '23', '54'])

/** Classes: connections, transactions of a standby, logins, missing databases and schemas, resources, an operator's intervention. */
const SILENT: ReadonlySet<string> = new Set(['08', '25', '28', '3D', '3F', '53', '57'])

/** The message could not be read, as with a NUL in a text; a pooler without a server says the same of everything. */
const UNREADABLE = '08P01'

/** Missing tables, columns and functions: its migrations have yet to run. Any other fault is a statement's own. */
const UNREADY: ReadonlySet<string> = new Set(['42P01', '42703', '42883'])
