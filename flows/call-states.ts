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

type Deed = 'hang-up'

/** The one table of what a person of the team may do to a call in each state. */
const may: Readonly<Record<CallState, readonly Deed[]>> = {
  listening: ['hang-up'],
  ringing: ['hang-up'],
  talking: ['hang-up'],
  recording: ['hang-up'],
  // ending the caller's leg takes nothing from the document: it is as if the caller hung up
  'document-driven': ['hang-up'],
  ended: [],
}

/** Whether a deed fits a call's state; asked by buttons, routes and workflow validators alike. */
export const callCan = {
  hangUp: (call: { readonly state: CallState }): boolean => may[call.state].includes('hang-up'),
}
