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
  'flow-not-found': { status: 404, title: 'There is no such flow.', fix: 'Open it from the list of flows.' },
  'number-not-found': { status: 404, title: 'There is no such number.', fix: 'Open it from the list of numbers.' },
  'member-not-found': { status: 404, title: 'There is no such person in the organisation.', fix: 'Choose somebody from the list of people.' },
  'device-not-found': { status: 404, title: 'There is no such device.', fix: 'Open it from the person it belongs to.' },
  'flow-unreadable': { status: 422, title: 'This is not a flow.', fix: 'Mend what is listed, or export the flow again.' },
  'flow-has-errors': { status: 422, title: 'The flow cannot be published yet.', fix: 'Mend the errors that are listed; warnings may stay.' },
  'flow-unfit': { status: 422, title: 'The flow {flow} cannot answer {number} yet: {count}.', fix: '{errors}' },
  'flow-draft-stale': { status: 409, title: 'Somebody else saved this flow in the meantime.', fix: 'Look at what they changed, then take theirs or keep yours.' },
  'flow-version-not-found': { status: 404, title: 'The flow has no such version.', fix: 'Choose one from its list of versions.' },
  'flow-name-taken': { status: 409, title: 'Another flow has this name.', fix: 'Choose another name.' },
  'flow-not-published': { status: 409, title: 'This flow was never published, and the number is answering calls.', fix: 'Publish the flow first, then choose it.' },
  'contact-not-found': { status: 404, title: 'There is no such contact.', fix: 'Open it from the list of contacts.' },
  'contact-taken': { status: 409, title: 'This number belongs to {name} already.', fix: 'Open that contact, or give another number.' },
  'number-invalid': { status: 422, title: 'This is not a telephone number.', fix: 'Write it with its country, as in +1 202 555 0100.' },
  'number-in-use': { status: 409, title: 'This is one of the organisation’s numbers already.', fix: 'Open it from the list of numbers.' },
  'number-not-available': { status: 409, title: '{number} is not free in the account at the carrier.', fix: 'Look at the number again; whoever runs this installation can say which numbers of the account are free.' },
  'carrier-away': { status: 502, title: 'The carrier could not be asked for the number: {why}', fix: 'Try again in a minute; `npm run doctor` looks at the carrier.' },
  'address-invalid': { status: 422, title: 'This is not an address that can ring.', fix: 'Write a telephone number as +1 202 555 0121 and without an extension, a SIP address as sip:ana@example.com.' },
  'emergency-number': { status: 422, title: 'Emergency numbers cannot be {whose}.', fix: 'Give a number at which the person is reached.' },
  'dear-number': { status: 422, title: 'This number cannot be {whose}: {why}.', fix: 'Give the person’s own mobile or landline number.' },
  'address-unassigned': { status: 422, title: '{address} belongs to nobody: no network has such numbers.', fix: 'Look for a digit that is wrong or missing.' },
  'country-not-allowed': { status: 422, title: 'Calls to {country} are not allowed in this organisation.', fix: 'An owner or admin can allow {country} under Settings, Countries.' },
  'own-number': { status: 422, title: 'This is a number of the organisation: its calls would go round in a circle.', fix: 'Give the person’s own number.' },
  'email-taken': { status: 409, title: 'Somebody in the organisation has this e-mail address.', fix: 'Use another address, or open that person.' },
  'no-access': { status: 422, title: 'Not everybody on the list has access to the number.', fix: 'Give them access to the number, or take them off the list.' },
  'listed-twice': { status: 422, title: 'Somebody is on the list twice.', fix: 'Keep each person once.' },
  'not-allowed': { status: 403, title: 'Only {who} can {what}.', fix: 'Ask one of them.' },
  'already-on-number': { status: 409, title: '{name} is on this number already.', fix: 'Change their role in the list of its people.' },
  'too-many-people': {
    status: 409,
    title: 'This number has {limit} people, as many as the {plan} plan allows.',
    fix: 'Remove somebody from the number, or let an owner or admin compare the plans on the page Plan.',
  },
  'rings-too-many': { status: 409, title: 'Then the number’s flow could not ring as it is drawn: {why}', fix: 'Change the flow first: let it ring groups of at most {most} people one after another.' },
  'member-not-joined': { status: 409, title: '{name} has not accepted the invitation yet.', fix: 'They join by the link in their letter, or after signing in; an owner or admin can send it again from their page.' },
  'login-exists': { status: 409, title: 'This address has a login already.', fix: 'Sign in with it to join or decline.' },
  'invitation-gone': { status: 410, title: 'This invitation is over: it was withdrawn, or answered already.', fix: 'Ask whoever invited you to do it again.' },
  'member-deactivated': { status: 409, title: '{name} is deactivated.', fix: 'Reactivate them on their page first.' },
  'auditor-on-number': { status: 409, title: '{name} is an auditor: auditors read what happened and answer no calls.', fix: 'Give them another role on their page first.' },
  'seat-without-phone': { status: 409, title: '{name}’s seat cannot be active: {why}.', fix: '{fix} Until then, leave the seat inactive.' },
  'routing-list-stale': { status: 409, title: 'Somebody else has changed the routing list in the meantime.', fix: 'You see theirs now; your change was not saved. Make it again if it still fits.' },
  'last-owner': { status: 409, title: '{name} is the only owner, and every organisation needs one.', fix: 'Make somebody else an owner first.' },
  'own-account': { status: 409, title: 'You cannot deactivate yourself.', fix: 'Ask another owner or admin.' },
  'signed-in-already': { status: 409, title: '{name} has used Ringdown already, so there is no invitation to withdraw.', fix: 'Deactivate them instead: what they did stays.' },
  'plan-too-small': { status: 409, title: 'The {plan} plan allows {limit} people on a number, and {numbers}.', fix: 'Remove people from there first, or stay on the larger plan.' },
  'code-wrong': { status: 422, title: 'This is not the code.', fix: 'Tries left: {left}. Listen again, or let us call once more.' },
  'code-none': { status: 409, title: 'There is no code to enter: it was tried too often, or its ten minutes are over.', fix: 'Let us call the device with a new code.' },
  'code-too-soon': { status: 429, title: '{what}, and more often is not allowed.', fix: 'It works again in {again}.' },
  'code-not-told': { status: 502, title: 'The device could not be called: {why}', fix: 'Check its address and try again; `npm run doctor` looks at the carrier.' },
  'no-number-to-call-from': { status: 409, title: 'The organisation has no number yet from which the device could be called.', fix: 'Add a number first.' },
  'form-invalid': { status: 422, title: '{problems}', fix: 'Correct it and try again.' },
} as const satisfies Record<string, { status: number; title: string; fix: string }>
