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

interface Rules {
  /** The states that may follow. */
  readonly next: readonly CallState[]
  /** What a person of the team may do to the call. */
  readonly may: readonly Deed[]
}

type Deed = 'hang-up'

/** The one table of call states: what follows each, and what may be done in it. */
const rules: Readonly<Record<CallState, Rules>> = {
  listening: { next: ['ringing', 'recording', 'document-driven', 'ended'], may: ['hang-up'] },
  ringing: { next: ['listening', 'talking', 'recording', 'document-driven', 'ended'], may: ['hang-up'] },
  talking: { next: ['listening', 'ringing', 'recording', 'document-driven', 'ended'], may: ['hang-up'] },
  recording: { next: ['listening', 'ringing', 'document-driven', 'ended'], may: ['hang-up'] },
  // ending a leg does not fight the document for the call: it is the same as the caller hanging up
  'document-driven': { next: ['ended'], may: ['hang-up'] },
  ended: { next: [], may: [] },
}

/** Whether a deed fits a call's state; asked by buttons, routes and workflow validators alike. */
export const callCan = {
  hangUp: (call: { readonly state: CallState }): boolean => rules[call.state].may.includes('hang-up'),
}

/** Whether a call may go from one state to another; what has ended stays ended. */
export function mayFollow(from: CallState, to: CallState): boolean {
  return rules[from].next.includes(to)
}
