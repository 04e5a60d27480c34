import type { CallCursor, ListedCall } from '#infra/db/inbox/search-calls.ts'
import { readCursor, writtenCursor } from '../lists/cursor.ts'
import { countryAbroad, shownNumber } from '../words/format-number.server.ts'

/** A listed call with its caller as people write it. */
export interface ShownCall extends ListedCall {
  readonly title: string
  /** The caller's country in words, where it is not that of our number. */
  readonly country: string | null
  /** Their number where the title is their name. */
  readonly beside: string | null
}

export function shownCalls(calls: readonly ListedCall[]): readonly ShownCall[] {
  return calls.map((call) => {
    const { e164, name } = call.caller
    const shown = e164 === null ? null : shownNumber(e164, { beside: call.number.e164 })
    return {
      ...call,
      title: name ?? shown ?? 'Private number',
      beside: name === null ? null : shown,
      country: e164 === null ? null : countryAbroad(e164, { beside: call.number.e164 }),
    }
  })
}

/** Where a list of calls continues, as written in an address. */
export function writtenCallCursor(cursor: CallCursor | null): string | null {
  return cursor === null ? null : writtenCursor({ at: cursor.arrivedAt, id: cursor.id })
}

/** The same read; null for the beginning. @throws Response 400 when it is none. */
export function callCursor(written: string | null): CallCursor | null {
  const cursor = readCursor(written)
  return cursor && { arrivedAt: cursor.at, id: cursor.id }
}
