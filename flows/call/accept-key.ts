/**
 * The key that a person presses, after picking up, to take a call: every phone that a flow rings is asked for it, so that no
 * answering machine takes one.
 */
export const ACCEPT_KEY = '1'
