/**
 * The key that a person presses, after picking up, to take a call: every phone that a flow rings is asked for it, so that no
 * answering machine takes one.
 */
export const ACCEPT_KEY = '1'

/** The step of a person's leg in which they are asked for that key, and the one to which the key leads: both lie in one document. */
export const QUESTION_STEP = 1
export const ACCEPTED_STEP = 2
