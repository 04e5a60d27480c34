import { isolated } from '../../story/isolated.ts'
import { listOf, phones, SKIPPED } from '../../story/story-words.ts'
import { ofKind, other, type Course, type Telling, type Told } from '../../story/telling.ts'
import { ringOf } from '../leg-order.ts'
import { legEnded, moved, withLeg, type FoldedLeg } from './call-fold.ts'
import type { Entry } from './entry.ts'
import { count, oneOf, only, optional, orNull, text, type What } from './shape.ts'
import type { LegEnd } from './happening.ts'

const ofOrdered = {
  leg: text,
  /** Absent for whoever is none of the organisation. */
  member: optional(text),
  name: text,
  address: text,
  seconds: count,
  order: oneOf('together', 'in-turn'),
}

/** A phone is about to be rung: written before the carrier is told, so that nothing the phone does surprises us. */
export type Ordered = What<'ordered', typeof ofOrdered>
export const ordered: Entry<Ordered> = {
  kind: 'ordered',
  fields: ofOrdered,
  apart: ({ leg }) => [leg],
  people: only(ofOrdered, 'leg', 'member', 'name', 'seconds', 'order'),
  phone: (what) => ({ ...what, member: what.member ?? null, carrier: null }),
}

const ofNotRung = { leg: text }

/** An ordered phone was not rung after all: nobody was waiting for it any more. */
export type NotRung = What<'not-rung', typeof ofNotRung>
export const notRung: Entry<NotRung> = {
  kind: 'not-rung',
  fields: ofNotRung,
  apart: ({ leg }) => [leg],
  shows: 'page',
  people: only(ofNotRung, 'leg'),
  fold: (call, { at, what }) => withLeg(call, what.leg, (leg) => legEnded(leg, { at, why: 'cancelled' })),
}

const ofRings = { ...ofOrdered, carrier: orNull(text) }

/** A phone rings; `carrier` is the carrier's id of the leg, null while it is not known. */
export type Rings = What<'rings', typeof ofRings>
export const rings: Entry<Rings> = {
  kind: 'rings',
  fields: ofRings,
  apart: ({ leg }) => [leg],
  shows: 'lists',
  people: only(ofRings, 'leg', 'member', 'name', 'seconds', 'order'),
  phone: (what) => ({ ...what, member: what.member ?? null }),
  fold: (call, { at, what }) =>
    withLeg({ ...call, state: moved(call, 'ringing') }, what.leg, (leg) => ({
      ...leg,
      rung: leg.rung ?? { at, seconds: what.seconds },
      // whoever accepts ends all others; the carrier's answer to their dial may be told after that
      isInVain: leg.isInVain || call.talk !== null,
    })),
  together: (what, before) =>
    what.seconds === before.seconds &&
    ((what.order === 'together' && before.order === 'together') || isOtherPhone(what, before)),
  tell({ seconds, order }, telling) {
    const { node, names, ring, phones: count } = telling
    const isKnown = order === 'in-turn' && ring?.node === node && ring.seconds === seconds
    telling.ring = { node, seconds }
    return [
      {
        topic: 'rings',
        text: phones(names, { one: 'rings', many: 'ring' }, count) + (isKnown ? '' : ` for ${seconds} s`),
      },
    ]
  },
}

/** Two phones at which one person is rung at once. */
function isOtherPhone(one: Rings, other: Rings): boolean {
  const isSamePerson = one.member !== undefined && one.member === other.member
  return isSamePerson && one.address !== other.address && ringOf(one.leg) === ringOf(other.leg)
}

const ofSkipped = {
  member: optional(text),
  name: text,
  why: oneOf(
    'inactive',
    'not-joined',
    'no-verified-phone',
    'country-not-allowed',
    'own-number',
    'own-caller',
    'loop',
    'not-allowed',
    'talking',
    'limit',
  ),
}

/** Somebody's turn came, and their phone is not rung. */
export type Skipped = What<'skipped', typeof ofSkipped>
export const skipped: Entry<Skipped> = {
  kind: 'skipped',
  fields: ofSkipped,
  apart: ({ member, name, why }) => [member ?? name, why],
  shows: 'lists',
  people: only(ofSkipped, 'member', 'name', 'why'),
  together: (what, before) => what.why === before.why,
  tell: ({ why }, { names }) => other(`${listOf(names)} ${names.length === 1 ? 'is' : 'are'} skipped: ${SKIPPED[why]}`),
  sum: ({ member, name, why }, { before }) =>
    ofKind(before, 'skipped').some(
      (earlier) => earlier.member === member && (member !== undefined || earlier.name === name),
    )
      ? []
      : [`${isolated(name)} skipped (${SKIPPED[why]})`],
}

const ofStopped = {
  leg: text,
  member: optional(text),
  name: text,
  why: oneOf('no-answer', 'declined', 'busy', 'cancelled', 'hung-up', 'not-accepted', 'failed', 'unknown'),
  seconds: count,
}

/** A leg is over, whether it was answered or not. */
export type StoppedRinging = What<'stopped-ringing', typeof ofStopped>
export const stoppedRinging: Entry<StoppedRinging> = {
  kind: 'stopped-ringing',
  fields: ofStopped,
  apart: ({ leg }) => [leg],
  shows: 'lists',
  people: only(ofStopped, 'leg', 'member', 'name', 'why', 'seconds'),
  fold: (call, { at, what }) =>
    withLeg(call, what.leg, (leg) => legEnded(leg, { at: stoppedAt(leg, what.seconds, at), why: what.why })),
  together: (what, before, later) => what.why === before.why && what.why !== 'hung-up' && later <= 2000,
  tell: tellStopped,
  sum: sumStopped,
}

/** A phone that nobody picked up rang for as long as was counted, however late that was written down. */
function stoppedAt({ ringingAt, pickedUpAt, claimedAt }: FoldedLeg, seconds: number, at: number): number {
  return pickedUpAt === null && claimedAt === null ? Math.min(at, ringingAt + seconds * 1000) : at
}

function tellStopped({ why, leg }: StoppedRinging, telling: Telling): readonly Told[] {
  const { names, at, phones: count } = telling
  if (telling.refused.has(leg)) return []
  const accepted = telling.accepted.has(leg)
  if (why === 'cancelled')
    return accepted
      ? []
      : [{ topic: 'cancelled', text: phones(names, { one: 'stops ringing', many: 'stop ringing' }, count) }]
  if (!accepted && why === 'unknown')
    return [{ topic: 'gave-up', text: phones(names, { one: 'stopped ringing', many: 'stopped ringing' }, count) }]
  if (!accepted && why !== 'unknown')
    return [{ topic: 'gave-up', text: `${listOf(names)} ${gaveUp(why, names.length)}` }]
  // after the caller has gone the winner's leg is ended by us, which is no news
  return telling.callerGone || telling.callerLeftAt < at ? [] : [{ topic: 'left', text: `${listOf(names)} hangs up` }]
}

function gaveUp(why: Exclude<LegEnd, 'cancelled' | 'unknown'>, people: number): string {
  if (why === 'busy') return people === 1 ? 'was busy' : 'were busy'
  return GAVE_UP[why]
}

const GAVE_UP: Readonly<Record<Exclude<LegEnd, 'cancelled' | 'unknown' | 'busy'>, string>> = {
  'no-answer': 'did not answer',
  declined: 'declined',
  'hung-up': 'hung up without accepting',
  'not-accepted': 'picked up but did not accept',
  failed: 'could not be reached',
}

function sumStopped(what: StoppedRinging, { before, all }: Course): readonly string[] {
  if (ofKind(before, 'claimed').some((claim) => claim.leg === what.leg)) return []
  const refused = ofKind(all, 'claim-refused').find((claim) => claim.leg === what.leg)
  if (refused && what.why === 'not-accepted')
    return [`${isolated(what.name)} accepted ${refused.why === 'gone' ? 'after the caller had hung up' : 'too late'}`]
  // how long the phone rang is told for all together
  if (what.why === 'no-answer' || what.why === 'cancelled' || what.why === 'unknown') return []
  return [`${isolated(what.name)} ${gaveUp(what.why, 1)}`]
}

const ofPhone = { leg: text, carrier: optional(text) }

/** The carrier says that the phone rings, which decides nothing. It names its id of the leg. */
export type PhoneRings = What<'phone-rings', typeof ofPhone>
export const phoneRings: Entry<PhoneRings> = {
  kind: 'phone-rings',
  fields: ofPhone,
  apart: ({ leg }) => [leg],
  people: only(ofPhone, 'leg'),
  fold: (call, { what }) =>
    withLeg(call, what.leg, (leg) => ({ ...leg, carrier: leg.carrier ?? what.carrier ?? null })),
}

/** The same of a phone that was picked up. */
export type PickedUp = What<'picked-up', typeof ofPhone>
export const pickedUp: Entry<PickedUp> = {
  kind: 'picked-up',
  fields: ofPhone,
  apart: ({ leg }) => [leg],
  shows: 'page',
  people: only(ofPhone, 'leg'),
  fold: (call, { at, what }) =>
    withLeg(call, what.leg, (leg) => ({
      ...leg,
      carrier: leg.carrier ?? what.carrier ?? null,
      state: leg.state === 'ringing' ? 'picked-up' : leg.state,
      pickedUpAt: leg.pickedUpAt ?? at,
    })),
}
