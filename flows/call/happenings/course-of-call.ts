import type { Instruction } from '../../verbs/instruction.ts'
import { instructionInWords } from '../../story/instruction-words.ts'
import { isolated } from '../../story/isolated.ts'
import { clock } from '../../story/story-words.ts'
import { other } from '../../story/telling.ts'
import { legEnded, moved } from './call-fold.ts'
import type { Entry } from './entry.ts'
import { count, listOf, oneOf, only, optional, text, yes, type What } from './shape.ts'
import type { Outcome } from './happening.ts'
import { messageExpected } from './so-far.ts'

const ofArrived = { caller: text, number: text, flow: text, version: count }

/** The call has come in. */
export type Arrived = What<'arrived', typeof ofArrived>
export const arrived: Entry<Arrived> = {
  kind: 'arrived',
  fields: ofArrived,
  shows: 'lists',
  people: only(ofArrived, 'caller', 'number', 'flow', 'version'),
  fold: (call, { at, what: { caller, number } }) => ({ ...call, arrived: call.arrived ?? { at, caller, number } }),
  tell: ({ caller, number, version }, { isUnreached }) =>
    other(
      `${isolated(caller)} calls ${isolated(number)}${isUnreached ? '' : `; version ${version} of its flow answers`}`,
    ),
}

const ofEntered = { title: text, node: text, way: optional(text) }

/** The walk came to a node: its title then, and its id; `way`: where it leads, if that was decided as the call came in. */
export type Entered = What<'entered', typeof ofEntered>
export const entered: Entry<Entered> = {
  kind: 'entered',
  fields: ofEntered,
  apart: ({ node, title }) => [node, title],
  shows: 'banner',
  people: only(ofEntered, 'title', 'node', 'way'),
  leadsTo: () => 'listening',
  fold: (call, { what }) => ({ ...call, state: moved(call, 'listening'), step: what.title }),
  tell: ({ title, way }) => (way === undefined ? [] : other(`${isolated(title)} leads to “${isolated(way)}”`)),
}

const ofHanded = { step: count, list: listOf<Instruction>('do'), by: oneOf('pull', 'push') }

/** The list that the caller's leg got; `by` as in `Step`. */
export type Handed = What<'handed', typeof ofHanded>
export const handed: Entry<Handed> = {
  kind: 'handed',
  fields: ofHanded,
  apart: ({ step }) => [step],
  shows: 'banner',
  // what is spoken is told by the story; that the two are to meet, the banner must know
  people: (what) => ({
    kind: what.kind,
    step: what.step,
    by: what.by,
    list: what.list.flatMap((instruction) => (instruction.do === 'join' ? [{ do: instruction.do, room: '' }] : [])),
  }),
  leadsTo: (what) => (endsWith(what, 'park') ? 'ringing' : endsWith(what, 'record') ? 'recording' : null),
  cameTo: (what) => (endsWith(what, 'record') ? 'missed' : null),
  fold: (call, { what }) =>
    endsWith(what, 'record') ? messageExpected({ ...call, state: moved(call, 'recording') }) : call,
  tell: ({ list }) => list.flatMap(instructionInWords),
  passedOver: ({ list }) => list.flatMap(instructionInWords).length === 0,
}

function endsWith({ list }: Handed, instruction: Instruction['do']): boolean {
  return list.at(-1)?.do === instruction
}

const ofDiffers = { delivered: listOf<Instruction>('do'), own: listOf<Instruction>('do') }

/** The delivered first list differs from the one that the workflow would have given. */
export type FirstListDiffers = What<'first-list-differs', typeof ofDiffers>
export const firstListDiffers: Entry<FirstListDiffers> = {
  kind: 'first-list-differs',
  fields: ofDiffers,
  people: only(ofDiffers),
  tell: () => other('what the caller heard first is not what this version says; what was heard counts'),
}

const ofPushed = { step: count, leg: optional(text) }

/**
 * The carrier is about to be told to bring a leg to a step, the caller's unless it is named: written before, so that nobody
 * who does it again moves them twice.
 */
export type Pushed = What<'pushed', typeof ofPushed>
export const pushed: Entry<Pushed> = {
  kind: 'pushed',
  fields: ofPushed,
  apart: byStep,
  people: only(ofPushed, 'step', 'leg'),
}

const ofBegun = { step: count, leg: optional(text) }

/** A pushed document has begun to play; `leg`: on a person's leg, else on the caller's. */
export type Begun = What<'begun', typeof ofBegun>
export const begun: Entry<Begun> = {
  kind: 'begun',
  fields: ofBegun,
  apart: byStep,
  shows: 'lists',
  people: only(ofBegun, 'step', 'leg'),
  mayBeginTalk: true,
}

/** Steps are numbered for each leg. */
function byStep({ step, leg }: Pushed | Begun): readonly (string | number)[] {
  return leg === undefined ? [step] : [leg, step]
}

const ofDrives = { why: text, unreached: optional(yes) }

/**
 * The document decides from here on (architecture.md 5.10); `unreached`: from the beginning, as the call never came here
 * and is known only from the carrier's log.
 */
export type DocumentDrives = What<'document-drives', typeof ofDrives>
export const documentDrives: Entry<DocumentDrives> = {
  kind: 'document-drives',
  fields: ofDrives,
  once: true,
  shows: 'lists',
  people: only(ofDrives, 'why', 'unreached'),
  leadsTo: () => 'document-driven',
  cameTo: () => 'missed',
  fold: (call) => messageExpected({ ...call, state: moved(call, 'document-driven') }),
  tell: ({ why, unreached }) =>
    other(
      unreached === true
        ? `the call did not reach Ringdown: ${why}`
        : `from here on the call runs without its workflow: ${why}`,
    ),
}

const ofTrouble = {
  with: oneOf('dial', 'redirect', 'end', 'carrier', 'engine', 'flow', 'record'),
  detail: text,
}

/** Something did not go as it should. */
export type Trouble = What<'trouble', typeof ofTrouble>
export const trouble: Entry<Trouble> = {
  kind: 'trouble',
  fields: ofTrouble,
  apart: (what) => [what.with],
  people: only(ofTrouble, 'with'),
  leadsTo: (what) => (what.with === 'flow' ? 'listening' : null),
  cameTo: (what) => (what.with === 'flow' ? 'missed' : null),
  tell: (what) => other(`${TROUBLE[what.with]}: ${what.detail}`),
  sum: (what) => (what.with === 'engine' ? ['the record breaks off'] : []),
}

const TROUBLE: Readonly<Record<Trouble['with'], string>> = {
  dial: 'a phone could not be dialled',
  redirect: 'the caller could not be moved on',
  end: 'a leg could not be ended',
  carrier: 'the carrier reported trouble',
  engine: 'the call’s engine was lost',
  flow: 'the flow could not go on',
  record: 'something that happened could not be kept',
}

const ofEnded = { outcome: oneOf('answered', 'missed', 'abandoned', 'completed'), seconds: count }

/** The call is over. */
export type Ended = What<'ended', typeof ofEnded>
export const ended: Entry<Ended> = {
  kind: 'ended',
  fields: ofEnded,
  once: true,
  shows: 'lists',
  people: only(ofEnded, 'outcome', 'seconds'),
  news: ({ outcome }) => outcome === 'missed' || outcome === 'abandoned',
  leadsTo: () => 'ended',
  cameTo: ({ outcome }) => outcome,
  fold: (call, { at, what }) => ({
    ...call,
    state: 'ended',
    outcome: call.outcome ?? what.outcome,
    endedAt: call.endedAt ?? at,
    seconds: call.seconds ?? what.seconds,
    // a call closes only when all its legs are known to be over; one whose end was not told must not seem to talk on
    legs: call.legs.map((leg) => legEnded(leg, { at, why: leg.claimedAt === null ? 'unknown' : 'hung-up' })),
  }),
  // who ended a call that never came here is not known
  tell: ({ outcome, seconds }, { isUnreached }) =>
    other(
      `the call ends after ${clock(seconds * 1000)}: ${OUTCOME[isUnreached && outcome === 'abandoned' ? 'missed' : outcome]}`,
    ),
}

const OUTCOME: Readonly<Record<Outcome, string>> = {
  answered: 'answered',
  missed: 'missed',
  abandoned: 'missed, the caller hung up first',
  completed: 'the flow was completed',
}
