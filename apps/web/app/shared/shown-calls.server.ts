import type { CallCursor, ListedCall } from '#infra/db/inbox/search-calls.ts'
import { readCursor, writtenCursor } from './cursor.ts'
import { shownNumber } from './format-number.server.ts'

/** A listed call with its caller as people write it. */
export interface ShownCall extends ListedCall {
  readonly title: string
}

export function shownCalls(calls: readonly ListedCall[]): readonly ShownCall[] {
  return calls.map((call) => {
    const { e164, name } = call.caller
    return { ...call, title: name ?? (e164 === null ? 'Private number' : shownNumber(e164, { beside: call.number.e164 })) }
  })
}

/** Where a list of calls goes on, as it stands in an address. */
export function writtenCallCursor(cursor: CallCursor | null): string | null {
  return cursor === null ? null : writtenCursor({ at: cursor.arrivedAt, id: cursor.id })
}

/** The same read; null for the beginning. @throws Response 400 when it is none. */
export function callCursor(written: string | null): CallCursor | null {
  const cursor = readCursor(written)
  return cursor && { arrivedAt: cursor.at, id: cursor.id }
}
