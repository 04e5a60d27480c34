/** Where a call stands, as people see it. */
export type CallState =
  /** The caller hears what the flow says. */
  | 'listening'
  /** People are being rung. */
  | 'ringing'
  | 'talking'
  /** The caller leaves a voicemail. */
  | 'recording'
  /** The call's document decides by itself: we only listen. */
  | 'document-driven'
  | 'ended'

/** Where an open call stands: people see one that somebody has `accepted`, and whose two have not met yet, as ringing. */
export type OpenState = CallState | 'accepted'

/** What a person may do to a running call. */
export type Deed = 'end' | 'hold' | 'resume' | 'transfer'

/** As whom somebody acts on a call: one of those who are on it, or an admin of its number. */
export type Standing = 'on-the-call' | 'admin'

/** In a state: which states may follow, and what may be done to the call by whom. What is not named is refused. */
interface Row {
  readonly next: readonly OpenState[]
  readonly deeds: Readonly<Partial<Record<Deed, readonly Standing[]>>>
}

/** The one table. */
const table: Readonly<Record<OpenState, Row>> = {
  listening: { next: ['ringing', 'recording', 'document-driven', 'ended'], deeds: { end: ['admin'] } },
  // people see a call as ringing that one of them has just accepted
  ringing: { next: ['accepted', 'listening', 'document-driven', 'ended'], deeds: { end: ['on-the-call', 'admin'] } },
  accepted: { next: ['talking', 'listening', 'document-driven', 'ended'], deeds: { end: ['on-the-call', 'admin'] } },
  talking: { next: ['listening', 'document-driven', 'ended'], deeds: { end: ['on-the-call', 'admin'] } },
  recording: { next: ['listening', 'document-driven', 'ended'], deeds: { end: ['admin'] } },
  // whom its document has connected, nobody here knows
  'document-driven': { next: ['ended'], deeds: { end: ['admin'] } },
  ended: { next: [], deeds: {} },
}

/** Whether one state may follow another. */
export function mayFollow(before: OpenState, after: OpenState): boolean {
  return table[before].next.includes(after)
}

/**
 * Whether a deed is possible in a call's state for somebody; asked by buttons, routes and workflow validators alike.
 * @param as null for somebody who is neither on the call nor an admin of its number
 */
export function callCan(
  deed: Deed,
  { state, as }: { readonly state: OpenState; readonly as: Standing | null },
): boolean {
  return as !== null && (table[state].deeds[deed]?.includes(as) ?? false)
}
