import { contactProblems } from './contact-problems.ts'
import { secretProblems } from './secret-problems.ts'

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
  const { status, title, fix } = catalogue[code]
  return { code, status, title: filledIn(title, details), fix: filledIn(fix, details), details }
}

/** The same as a deed's answer. */
export function refused(code: ProblemCode, details?: Readonly<Record<string, unknown>>): Refusal {
  return { ok: false, problem: problem(code, details) }
}

/** Puts what it is about where a sentence names it in braces. */
function filledIn(sentence: string, details: Readonly<Record<string, unknown>>): string {
  return sentence.replace(/\{(\w+)\}/g, (name, key: string) => (key in details ? String(details[key]) : name))
}

/** Every problem there is; `{…}` in a sentence is taken from the details. What belongs to another organisation is not found. */
const catalogue = {
  'flow-deleted': {
    status: 404,
    title: '{who} deleted this flow.',
    fix: 'Where it was deleted, the list of flows still offers to undo that.',
  },
  'flow-not-found': { status: 404, title: 'There is no such flow.', fix: 'Open it from the list of flows.' },
  'number-not-found': { status: 404, title: 'There is no such number.', fix: 'Open it from the list of numbers.' },
  'member-not-found': {
    status: 404,
    title: 'There is no such person in the organisation.',
    fix: 'Choose someone from the list of people.',
  },
  'device-not-found': { status: 404, title: 'There is no such device.', fix: 'Open it from the person it belongs to.' },
  'flow-unreadable': {
    status: 422,
    title: 'This is not a flow.',
    fix: 'Fix what is listed, or export the flow again.',
  },
  'flow-has-errors': {
    status: 422,
    title: 'The flow cannot be published yet.',
    fix: 'Fix the errors that are listed; warnings do not prevent publishing.',
  },
  'flow-unfit': { status: 422, title: 'The flow {flow} cannot answer {number} yet: {count}.', fix: '{errors}' },
  'flow-draft-stale': {
    status: 409,
    title: 'Someone else saved this flow in the meantime.',
    fix: 'Look at what they changed, then try again.',
  },
  'flow-version-not-found': {
    status: 404,
    title: 'The flow has no such version.',
    fix: 'Choose one from its list of versions.',
  },
  'flow-name-taken': { status: 409, title: 'Another flow has this name.', fix: 'Choose another name.' },
  'flow-in-use': {
    status: 409,
    title: 'Calls to {numbers} are answered with this flow.',
    fix: 'Choose another flow on the number’s page first.',
  },
  'flow-led-to': {
    status: 409,
    title: 'Calls come to this flow from {flows}.',
    fix: 'Let them go elsewhere there, and publish that, first.',
  },
  'flow-not-archived': { status: 409, title: 'Only archived flows can be deleted.', fix: 'Archive the flow first.' },
  'flow-archived': {
    status: 409,
    title: 'The flow {flow} is archived.',
    fix: 'Bring it back in the list of flows first, or choose another one.',
  },
  'flow-not-published': {
    status: 409,
    title: 'This flow has never been published, and the number is already answering calls.',
    fix: 'Publish the flow first, then choose it.',
  },
  'schedule-not-found': {
    status: 404,
    title: 'There are no such shared hours.',
    fix: 'Open them from the list of shared hours.',
  },
  'schedule-name-taken': { status: 409, title: 'Other shared hours have this name.', fix: 'Choose another name.' },
  'schedules-limit': {
    status: 409,
    title: 'An organisation can have at most {most} shared hours.',
    fix: 'Delete some that no flow uses first.',
  },
  'schedule-in-use': {
    status: 409,
    title: 'These hours are used by {flows}.',
    fix: 'Choose other hours there, publish those that are published, then delete these.',
  },
  ...contactProblems,
  ...secretProblems,
  'number-invalid': {
    status: 422,
    title: 'This is not a phone number.',
    fix: 'Type it with its country code, as in +1 202 555 0100, or choose it from the list.',
  },
  'number-in-use': {
    status: 409,
    title: 'This is already one of the organisation’s numbers.',
    fix: 'Open it from the list of numbers.',
  },
  'number-not-confirmed': {
    status: 502,
    title: 'The carrier still does not confirm this number.',
    fix: '{why} Calls may not reach it until it does.',
  },
  'number-name-differs': {
    status: 422,
    title: 'That is not the name of this number.',
    fix: 'Type {name} to release it.',
  },
  'number-in-call': {
    status: 409,
    title: 'A call to {name} is running.',
    fix: 'Wait until it has ended, then release the number.',
  },
  'number-not-released': {
    status: 502,
    title: 'The carrier did not release the number.',
    fix: '{why} It is still yours and answers as before. Try again later.',
  },
  'number-not-available': {
    status: 409,
    title: '{number} is not free in the account at the carrier.',
    fix: 'Choose one from the list, or buy the number at the carrier first.',
  },
  'carrier-away': {
    status: 502,
    title: 'The carrier could not be asked for the number.',
    fix: '{why} Try again in a minute.',
  },
  'address-invalid': {
    status: 422,
    title: 'This is not an address that can be rung.',
    fix: 'Write a phone number as +1 202 555 0121 and without an extension, a SIP address as sip:ana@example.com.',
  },
  'emergency-number': {
    status: 422,
    title: 'Emergency numbers cannot be {whose}.',
    fix: 'Enter a number at which the person can be reached.',
  },
  'dear-number': {
    status: 422,
    title: 'This number cannot be {whose}: {why}.',
    fix: 'Enter the person’s own mobile or landline number.',
  },
  'address-unassigned': {
    status: 422,
    title: '{address} cannot be anyone’s number: no network uses numbers like it.',
    fix: 'Check for a wrong or missing digit.',
  },
  'country-not-allowed': {
    status: 422,
    title: 'Calls to {country} are not allowed in this organisation.',
    fix: 'An owner or admin can allow {country} under Settings, Countries.',
  },
  'own-number': {
    status: 422,
    title: 'This is one of the organisation’s own numbers: its calls would go around in a circle.',
    fix: 'Enter the person’s own number.',
  },
  'email-taken': {
    status: 409,
    title: 'Somebody in the organisation already has this e-mail address.',
    fix: 'Use another address, or open that person.',
  },
  'no-access': {
    status: 422,
    title: 'Not everybody on the list has access to the number.',
    fix: 'Give them access to the number, or take them off the list.',
  },
  'listed-twice': { status: 422, title: 'Someone is on the list twice.', fix: 'Keep each person once.' },
  'not-allowed': { status: 403, title: 'Only {who} can {what}.', fix: 'Ask one of them.' },
  'already-on-number': {
    status: 409,
    title: '{name} is already on this number.',
    fix: 'Change their role in the list of its people.',
  },
  'too-many-people': {
    status: 409,
    title: 'This number has {limit} people, as many as the {plan} plan allows.',
    fix: 'Remove somebody from the number, or let an owner or admin compare the plans on the page Plan.',
  },
  'rings-too-many': {
    status: 409,
    title: 'The number’s flow could then no longer ring as drawn: {why}',
    fix: 'Change the flow first: let it ring groups of at most {most} people one after another.',
  },
  'member-not-joined': {
    status: 409,
    title: '{name} has not accepted the invitation yet.',
    fix: 'They can join with the link in their invitation, or after signing in. An owner or admin can send it again from their page.',
  },
  'login-exists': {
    status: 409,
    title: 'This address already has a login.',
    fix: 'Sign in with it to join or decline.',
  },
  'invitation-gone': {
    status: 410,
    title: 'This invitation is no longer valid: it was withdrawn or has already been answered.',
    fix: 'Ask whoever invited you to invite you again.',
  },
  'member-deactivated': { status: 409, title: '{name} is deactivated.', fix: 'Reactivate them on their page first.' },
  'auditor-on-number': {
    status: 409,
    title: '{name} is an auditor: auditors read what happened and answer no calls.',
    fix: 'Give them another role on their page first.',
  },
  'seat-without-phone': {
    status: 409,
    title: '{name}’s seat cannot be active: {why}.',
    fix: '{fix} Until then, leave the seat inactive.',
  },
  'changed-since': {
    status: 409,
    title: 'Someone else changed this in the meantime: {changes}.',
    fix: 'Yours was not saved. If it still applies, save it again.',
  },
  'routing-list-stale': {
    status: 409,
    title: 'Someone else changed the routing list in the meantime.',
    fix: 'You now see their version; your change was not saved. Make it again if it still applies.',
  },
  'last-owner': {
    status: 409,
    title: '{name} is the only owner, and every organisation needs one.',
    fix: 'Make someone else an owner first.',
  },
  'own-account': { status: 409, title: 'You cannot deactivate yourself.', fix: 'Ask another owner or admin.' },
  'signed-in-already': {
    status: 409,
    title: '{name} has already used Ringdown, so there is no invitation to withdraw.',
    fix: 'Deactivate them instead: what they did is kept.',
  },
  'plan-too-small': {
    status: 409,
    title: 'The {plan} plan allows {limit} people on a number, and {numbers}.',
    fix: 'Remove people from there first, or stay on the larger plan.',
  },
  'call-over': { status: 409, title: 'The call is already over.', fix: 'Its page says what came of it.' },
  'call-not-found': { status: 404, title: 'There is no such call.', fix: 'Open it from the list of calls.' },
  'recording-not-found': { status: 404, title: 'There is no such recording.', fix: 'Open it from its call.' },
  'call-not-ended': {
    status: 502,
    title: 'The carrier did not end the call.',
    fix: 'Try again, or hang up your phone.',
  },
  'code-wrong': {
    status: 422,
    title: 'That is not the code.',
    fix: 'Tries left: {left}. Listen again, or have us call once more.',
  },
  'code-none': {
    status: 409,
    title: 'There is no code to enter: there were too many attempts, or its ten minutes are over.',
    fix: 'Have us call the device with a new code.',
  },
  'code-too-soon': { status: 429, title: '{what}, which is the limit.', fix: 'Try again in {again}.' },
  'code-not-told': {
    status: 502,
    title: 'The device could not be called.',
    fix: '{why} Check its address and try again.',
  },
  'no-number-to-call-from': {
    status: 409,
    title: 'The organisation has no number yet to call the device from.',
    fix: 'Add a number first.',
  },
  'form-invalid': { status: 422, title: '{problems}', fix: 'Correct it and try again.' },
} as const satisfies Record<string, { status: number; title: string; fix: string }>
