/**
 * Every kind of deed that is recorded: one entry each, and a deed without one does not compile.
 *
 * `group` is what the page's filter offers; `says` is the sentence after the name of whoever did it, `{on}` being the name
 * of what it was done to; `shows` names the values that are kept as they were before and after, in words for people. No
 * secret, code, token or password may ever be among them.
 *
 * Kinds are kept in the database for good: a new one may be added, an old one is never renamed.
 */
export const deedKinds = {
  'sign-in.done': { group: 'sign-in', says: 'signed in', shows: ['second factor', 'browser'] },
  'sign-in.failed': {
    group: 'sign-in',
    says: 'failed to sign in as {on}',
    shows: ['why', 'browser', 'more like it before'],
  },
  'sign-in.own-password-wrong': {
    group: 'sign-in',
    says: 'gave a wrong password on their account page',
    shows: ['browser', 'more like it before'],
  },
  'sign-in.own-code-wrong': {
    group: 'sign-in',
    says: 'gave a wrong code on their account page',
    shows: ['browser', 'more like it before'],
  },
  'sign-in.own-held-up': {
    group: 'sign-in',
    says: 'made too many tries on their account page',
    shows: ['browser', 'more like it before'],
  },
  'sign-in.signed-out': { group: 'sign-in', says: 'signed out', shows: [] },
  'sign-in.sessions-ended': { group: 'sign-in', says: 'signed other browsers out', shows: ['browsers'] },
  'sign-in.password-changed': { group: 'sign-in', says: 'changed their password', shows: ['how'] },
  'sign-in.name-changed': { group: 'sign-in', says: 'changed their name', shows: ['name'] },
  'sign-in.email-asked': { group: 'sign-in', says: 'asked to change their e-mail address', shows: [] },
  'sign-in.email-changed': { group: 'sign-in', says: 'changed their e-mail address', shows: ['e-mail'] },
  'sign-in.reset-asked': {
    group: 'sign-in',
    says: 'asked on the sign-in page for a link to reset the password of {on}',
    shows: [],
  },
  'sign-in.factor-begun': { group: 'sign-in', says: 'started to set up two-factor authentication', shows: [] },
  'sign-in.factor-on': { group: 'sign-in', says: 'turned on two-factor authentication', shows: [] },
  'sign-in.factor-off': { group: 'sign-in', says: 'turned off two-factor authentication', shows: [] },
  'sign-in.recovery-codes': { group: 'sign-in', says: 'generated new recovery codes', shows: [] },

  /** Belongs to it at once, without being asked. */
  'person.added': { group: 'people', says: 'added {on}', shows: ['e-mail', 'role'] },
  'person.invited': { group: 'people', says: 'invited {on}', shows: ['e-mail', 'role'] },
  'person.invited-again': { group: 'people', says: 'invited {on} again', shows: ['e-mail'] },
  'person.joined': { group: 'people', says: 'accepted the invitation', shows: ['e-mail'] },
  'person.declined': { group: 'people', says: 'declined the invitation', shows: ['e-mail'] },
  'person.withdrawn': {
    group: 'people',
    says: 'withdrew the invitation of {on}',
    shows: ['e-mail', 'role', 'numbers'],
  },
  'person.role-changed': { group: 'people', says: 'changed the role of {on}', shows: ['role', 'numbers'] },
  'person.deactivated': { group: 'people', says: 'deactivated {on}', shows: [] },
  'person.reactivated': { group: 'people', says: 'reactivated {on}', shows: [] },

  'device.saved': { group: 'devices', says: 'saved a device of {on}', shows: ['kind', 'address', 'place'] },
  'device.called': {
    group: 'devices',
    says: 'had a device of {on} called with a code',
    shows: ['address', 'calling from'],
  },
  'device.code-wrong': { group: 'devices', says: 'entered a wrong code for a device of {on}', shows: ['address'] },
  'device.verified': { group: 'devices', says: 'verified a device of {on}', shows: ['address'] },
  'device.preferred': { group: 'devices', says: 'put another device of {on} first', shows: ['first'] },
  'device.removed': { group: 'devices', says: 'removed a device of {on}', shows: ['kind', 'address'] },

  'number.added': { group: 'numbers', says: 'added the number {on}', shows: ['number', 'name'] },
  'number.released': { group: 'numbers', says: 'released the number {on}', shows: ['number', 'flow'] },
  'number.settings': {
    group: 'numbers',
    says: 'changed the settings of {on}',
    shows: ['name', 'business name', 'conversations seen by'],
  },
  'number.flow': { group: 'numbers', says: 'chose the flow that answers {on}', shows: ['flow', 'version'] },
  'number.mode': { group: 'numbers', says: 'switched who answers {on}', shows: ['answered by'] },
  'number.access': { group: 'numbers', says: 'changed who is on {on}', shows: ['person', 'order'] },
  'number.routing-list': { group: 'numbers', says: 'changed the routing list of {on}', shows: ['order'] },

  'flow.made': { group: 'flows', says: 'created the flow {on}', shows: ['name', 'copy of'] },
  'flow.renamed': { group: 'flows', says: 'renamed the flow {on}', shows: ['name'] },
  'flow.published': { group: 'flows', says: 'published the flow {on}', shows: ['version', 'numbers'] },
  'flow.archived': { group: 'flows', says: 'archived the flow {on}', shows: [] },
  'flow.unarchived': { group: 'flows', says: 'brought the flow {on} back', shows: [] },
  'flow.deleted': { group: 'flows', says: 'deleted the flow {on}', shows: [] },
  'flow.undeleted': { group: 'flows', says: 'undid deleting the flow {on}', shows: [] },
  'flow.restored': { group: 'flows', says: 'took an earlier version of {on} as its draft', shows: ['draft'] },

  'schedule.made': { group: 'schedules', says: 'created the shared hours {on}', shows: ['name'] },
  'schedule.changed': { group: 'schedules', says: 'changed the shared hours {on}', shows: ['name', 'hours'] },
  'schedule.deleted': { group: 'schedules', says: 'deleted the shared hours {on}', shows: [] },

  'contact.added': { group: 'contacts', says: 'added the contact {on}', shows: ['number'] },
  'contact.number-added': { group: 'contacts', says: 'added a number to the contact {on}', shows: ['number'] },
  'contact.renamed': { group: 'contacts', says: 'renamed the contact {on}', shows: ['name'] },
  'contact.merged': { group: 'contacts', says: 'merged two contacts into {on}', shows: ['merged', 'numbers'] },
  'contact.removed': { group: 'contacts', says: 'removed the contact {on}', shows: ['numbers'] },
  'contact.imported': {
    group: 'contacts',
    says: 'imported contacts',
    shows: ['file', 'added', 'renamed', 'given more numbers', 'left out'],
  },
  'contact.import-undone': {
    group: 'contacts',
    says: 'undid what an import made of the contact {on}',
    shows: ['name', 'numbers'],
  },
  'contact.restored': { group: 'contacts', says: 'restored the contact {on}', shows: ['numbers'] },
  'contact.marked': { group: 'contacts', says: 'marked the contact {on}', shows: ['tags', 'VIP', 'blocked'] },
  'tag.added': { group: 'contacts', says: 'added the tag {on}', shows: ['colour'] },
  'tag.changed': { group: 'contacts', says: 'changed the tag {on}', shows: ['name', 'colour'] },
  'tag.removed': { group: 'contacts', says: 'removed the tag {on}', shows: ['contacts'] },
  'contact.separated': {
    group: 'contacts',
    says: 'undid a merge into the contact {on}',
    shows: ['separated', 'numbers'],
  },

  'export.call': { group: 'exports', says: 'exported {on}', shows: [] },
  'export.flow': { group: 'exports', says: 'exported the flow {on}', shows: [] },
  'export.deeds': {
    group: 'exports',
    says: 'exported the record of what people did',
    shows: ['form', 'asked for', 'rows'],
  },
  'payloads.decoded': { group: 'exports', says: 'decoded Temporal payloads', shows: [] },
  'payloads.call-decoded': { group: 'exports', says: 'decoded Temporal payloads of {on}', shows: [] },
  'recording.heard': { group: 'exports', says: 'played a recording of {on}', shows: [] },

  'call.ended': { group: 'calls', says: 'ended {on}', shows: [] },

  'organisation.made': {
    group: 'organisation',
    says: 'created the organisation {on}',
    shows: ['name', 'time zone', 'owner'],
  },
  'organisation.renamed': { group: 'organisation', says: 'renamed the organisation', shows: ['name'] },
  'organisation.time-zone': {
    group: 'organisation',
    says: 'changed the organisation’s time zone',
    shows: ['time zone'],
  },
  'organisation.countries': {
    group: 'organisation',
    says: 'changed which countries may be called',
    shows: ['countries'],
  },
  'organisation.plan': { group: 'organisation', says: 'changed the plan', shows: ['plan'] },
  'secret.set': { group: 'organisation', says: 'set the secret {on}', shows: [] },
  'secret.removed': { group: 'organisation', says: 'removed the secret {on}', shows: [] },
  'signing-key.renewed': {
    group: 'organisation',
    says: 'made another key that webhooks are signed with',
    shows: [],
  },
} as const satisfies Record<string, KindEntry>

interface KindEntry {
  readonly group: DeedGroup
  readonly says: string
  readonly shows: readonly string[]
}

/** What the kinds are gathered under, as the page's filter names it. */
export const deedGroups = {
  'sign-in': 'Sign-in and account',
  people: 'People',
  devices: 'Devices',
  numbers: 'Numbers and access',
  flows: 'Flows',
  schedules: 'Shared hours',
  contacts: 'Contacts',
  exports: 'Plays and exports',
  calls: 'Calls',
  organisation: 'Organisation and plan',
} as const

export type DeedGroup = keyof typeof deedGroups
export type DeedKind = keyof typeof deedKinds

/** The values that a kind keeps, by name: how each was before and how it is after; null where there is none. */
export type Changed<Kind extends DeedKind> = {
  readonly [Name in (typeof deedKinds)[Kind]['shows'][number]]?: readonly [before: Word, after: Word]
}
export type Word = string | number | null

/** What was done, and what to, by its kind. */
export type Deeds = {
  readonly [Kind in DeedKind]: {
    readonly kind: Kind
    readonly changed: Changed<Kind>
  } & ((typeof deedKinds)[Kind]['says'] extends `${string}{on}${string}`
    ? { readonly on: DeedOn }
    : { readonly on?: DeedOn })
}
export type Deed = Deeds[DeedKind]

/** What a deed was done to, with the name that it had then. */
export interface DeedOn {
  /** Our id of it, or the carrier's of a call; null for what has none. */
  readonly id: string | null
  readonly name: string
}
