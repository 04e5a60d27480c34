import { setTimeout as pause } from 'node:timers/promises'
import type { Met } from '#flows/call/call-words.ts'
import type { CallKey, CallStore } from '#infra/call-store/store.ts'
import { asMet, type Talk } from '#infra/db/call/leg-carriers.ts'

/**
 * Who is with the caller by our rows, to ride with what is about to be told of their call. Phones may ring until that is told,
 * so rows that take their time are not waited for: the call asks them itself, afterwards.
 * @returns null where nobody is, or nobody can say at once.
 */
export function whoMet(store: Pick<CallStore, 'talk'>, key: CallKey): Promise<Met | null> {
  return metAtOnce(store.talk(key))
}

/** The same of rows that are read already. */
export async function metAtOnce(reading: Promise<Talk | null | undefined>): Promise<Met | null> {
  const talk = await Promise.race([reading.catch(() => null), pause(AT_ONCE, null, { ref: false })])
  return talk ? asMet(talk) : null
}

/** Milliseconds. */
const AT_ONCE = 150
