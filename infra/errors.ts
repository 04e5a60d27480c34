/**
 * Trouble that a person can cause and mend. Deeds hand it back as a value; routes answer with its status, its sentence
 * and what to do.
 */
export interface Problem {
  readonly code: ProblemCode
  /** HTTP status. */
  readonly status: number
  readonly title: string
  readonly fix: string
  /** What it is about: the number, the issues of a flow, … */
  readonly details: Readonly<Record<string, unknown>>
}

export type ProblemCode = keyof typeof catalogue

/** What a deed hands back when it was not done. */
export interface Refusal {
  readonly ok: false
  readonly problem: Problem
}

/** The problem of this code, with what it is about. */
export function problem(code: ProblemCode, details: Readonly<Record<string, unknown>> = {}): Problem {
  return { code, ...catalogue[code], details }
}

/** The same as a deed's answer. */
export function refused(code: ProblemCode, details?: Readonly<Record<string, unknown>>): Refusal {
  return { ok: false, problem: problem(code, details) }
}

/** Every problem there is. What belongs to another organisation is not found. */
const catalogue = {
  'flow-not-found': { status: 404, title: 'There is no such flow.', fix: 'Open it from the list of flows.' },
  'number-not-found': { status: 404, title: 'There is no such number.', fix: 'Open it from the list of numbers.' },
  'member-not-found': { status: 404, title: 'There is no such person in the organisation.', fix: 'Choose somebody from the list of people.' },
  'device-not-found': { status: 404, title: 'There is no such device.', fix: 'Open it from the person it belongs to.' },
  'flow-unreadable': { status: 422, title: 'This is not a flow.', fix: 'Mend what is listed, or export the flow again.' },
  'flow-has-errors': { status: 422, title: 'The flow cannot be published yet.', fix: 'Mend the errors that are listed; warnings may stay.' },
  'flow-name-taken': { status: 409, title: 'Another flow has this name.', fix: 'Choose another name.' },
  'flow-not-published': { status: 409, title: 'This flow was never published, and the number is answering calls.', fix: 'Publish the flow first, then choose it.' },
  'number-invalid': { status: 422, title: 'This is not a telephone number.', fix: 'Write it with its country, as in +1 202 555 0100.' },
  'number-in-use': { status: 409, title: 'This number is in use already.', fix: 'Choose another number, or release it where it is used.' },
  'address-invalid': { status: 422, title: 'This is not an address that can ring.', fix: 'Write a telephone number as +1 202 555 0121, a SIP address as sip:ana@example.com.' },
  'emergency-number': { status: 422, title: 'Emergency numbers cannot be somebody’s device.', fix: 'Give a number at which the person is reached.' },
  'own-number': { status: 422, title: 'This is a number of the organisation: its calls would go round in a circle.', fix: 'Give the person’s own number.' },
  'email-taken': { status: 409, title: 'Somebody in the organisation has this e-mail address.', fix: 'Use another address, or open that person.' },
  'no-access': { status: 422, title: 'Not everybody on the list has access to the number.', fix: 'Give them access to the number, or take them off the list.' },
  'listed-twice': { status: 422, title: 'Somebody is on the list twice.', fix: 'Keep each person once.' },
} as const satisfies Record<string, { status: number; title: string; fix: string }>
