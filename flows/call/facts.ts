import type { NodeId } from '../language/plan.ts'
import type { Speech } from '../speech/speech.ts'

/** What is known about a call and was decided when it came in. Frozen: it holds for the whole call. */
export interface CallFacts {
  /** The carrier's id of the caller's leg; it names the call everywhere. */
  readonly call: string
  /** The number that was dialled. */
  readonly number: { readonly e164: string; readonly name: string }
  readonly caller: CallerFacts
  /** Everybody with access to the number, in order of their names: who may ring. */
  readonly roster: readonly Seat[]
  /** Member ids of the number's routing list, highest priority first, inactive ones included. */
  readonly routing: readonly string[]
  /** Members whose place on that list is switched off: they keep it and do not ring from it. */
  readonly inactive: readonly string[]
  /** Whom the number belongs to. Absent in calls that came in with an earlier release. */
  readonly business?: { readonly name: string }
  /** How the caller is spoken to; absent where it is the carrier's own English. */
  readonly speech?: Speech
  /** The flow's time zone, or else the organisation's, and how far its clocks were ahead of UTC when the call came in, in milliseconds. Absent where nobody calls yet, and in calls that came in with an earlier release. */
  readonly local?: { readonly timeZone: string; readonly ahead: number }
  /** The only source of randomness in a call. */
  readonly seed: number
  /**
   * How many calls had come in to the number before, whose flows went by it: counted as the call is kept, and chance where it could not be. Absent where the plan
   * does not ask, and in calls that came in with an earlier release.
   */
  readonly turn?: number
  /** Milliseconds since 1970 at which the call came in, by the web's clock. */
  readonly arrivedAt: number
  /** What nodes decided when the call came in. Absent where none of the plan's does, where nobody calls yet, and in calls that came in with an earlier release. */
  readonly decided?: Readonly<Record<NodeId, string>>
}

export interface CallerFacts {
  /** E.164; what the carrier sent if the caller is no telephone, as a SIP address or short code; null when withheld. */
  readonly e164: string | null
  /** The contact's name, where there is one. */
  readonly name: string | null
}

/** A person who may ring for a number, and how they are reached. */
export interface Seat {
  /** The member's id. */
  readonly member: string
  readonly name: string
  /** E.164, `sip:…` or `/private/…`; null when the member has none that is verified. */
  readonly address: string | null
  /** Further addresses of theirs, which ring together with that one. Absent where there are none, and in calls that came in with an earlier release. */
  readonly also?: readonly string[]
  /** Why this seat must not ring in this call, decided at arrival. */
  readonly barred: Barred | null
}

/** `not-joined`: invitation not accepted yet. `country-not-allowed`: their phone's country may not be called. */
export type Barred = 'inactive' | 'not-joined' | 'no-verified-phone' | 'country-not-allowed'

/** What a caller is called who withholds their number. */
export const WITHHELD = 'a private number'

/**
 * How a caller is named: the contact, the number, or "a private number".
 * @param withheld the last of these where it is spoken in another language.
 */
export function callerInWords(caller: CallerFacts, withheld = WITHHELD): string {
  return caller.name ?? caller.e164 ?? withheld
}
