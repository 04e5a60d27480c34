import { isolated } from '../../story/isolated.ts'
import { clock, listOf, phones } from '../../story/story-words.ts'
import { ofKind, other, type Course } from '../../story/telling.ts'
import { inVain, type CallFold } from './call-fold.ts'
import type { Entry } from './entry.ts'
import { count, oneOf, only, orNull, text, texts, type What } from './shape.ts'

const ofRecording = { url: text, seconds: count, from: oneOf('word', 'callback', 'log') }

/** The caller has left a voicemail: where the carrier keeps it, and how that was heard of. */
export type Recording = What<'recording', typeof ofRecording>
export const recording: Entry<Recording> = {
  kind: 'recording',
  fields: ofRecording,
  apart: ({ url }) => [url],
  once: true,
  shows: 'lists',
  news: () => true,
  people: only(ofRecording, 'seconds', 'from'),
  // whoever knows the address can listen there, without anybody noting it; people listen to the copy in our own files
  auditors: only(ofRecording, 'seconds', 'from'),
  fold: (call, { at, what: { url, seconds, from } }) =>
    call.recordings.some((known) => known.url === url)
      ? call
      : { ...call, recordings: [...call.recordings, { url, seconds, from, madeAt: at }] },
  // the same recording is heard of in up to three ways
  tell({ url, seconds }, { recordings }) {
    if (recordings.has(url)) return []
    recordings.add(url)
    return other(`the caller left a ${clock(seconds * 1000)} voicemail`)
  },
  sum: ({ url, seconds }, { before }) =>
    ofKind(before, 'recording').some((earlier) => earlier.url === url)
      ? []
      : [`caller left a ${clock(seconds * 1000)} voicemail`],
}

/** The caller was asked for a message, and left none. */
export type NoMessage = What<'no-message', Record<never, never>>
export const noMessage: Entry<NoMessage> = {
  kind: 'no-message',
  fields: {},
  shows: 'lists',
  people: only({}),
  tell: () => other('the caller left no message'),
  sum: () => ['caller left no message'],
}

/** The caller's leg is over. */
export type CallerGone = What<'caller-gone', Record<never, never>>
export const callerGone: Entry<CallerGone> = {
  kind: 'caller-gone',
  fields: {},
  once: true,
  shows: 'lists',
  people: only({}),
  leadsTo: () => 'ended',
  cameTo: () => 'abandoned',
  fold: (call, { at }) => goneAt(goneBefore(inVain(call), at), at),
  tell(_what, telling) {
    telling.callerGone = true
    return telling.isEndedByUs || telling.isUnreached ? [] : [{ topic: 'gone', text: 'the caller hangs up' }]
  },
  sum(_what, course) {
    // why their leg is over is told already when it never came here, or somebody ended the call
    if (course.isUnreached || ofKind(course.all, 'ended-by').length > 0 || !leftEarly(course)) return []
    return [reachedVoicemail(course) ? 'caller reached voicemail and hung up' : 'caller hung up']
  },
}

function goneAt(call: CallFold, at: number): CallFold {
  return { ...call, soFar: { ...call.soFar, goneAt: call.soFar.goneAt ?? at } }
}

/** A call is over when its caller has gone, even if its engine heard of that only after closing the call by itself. */
function goneBefore(call: CallFold, at: number): CallFold {
  if (call.endedAt === null || at >= call.endedAt) return call
  return {
    ...call,
    endedAt: at,
    seconds: call.seconds === null ? null : Math.max(0, call.seconds - Math.round((call.endedAt - at) / 1000)),
  }
}

/**
 * Whether a caller who goes now has neither talked to anybody nor left a message. A message mostly
 * ends by hanging up, and we hear of its recording afterwards.
 */
function leftEarly({ before, all }: Course): boolean {
  if (all.some(({ kind }) => kind === 'recording')) return false
  return !before.some(({ kind }) => kind === 'talking' || kind === 'ladder-connected' || kind === 'no-message')
}

/** Whether the caller has been asked for a message, or was about to be. */
function reachedVoicemail({ before }: Course): boolean {
  return ofKind(before, 'handed').at(-1)?.list.at(-1)?.do === 'record'
}

const ofEndedBy = { member: text, name: text }

/** Somebody of the organisation has ended the call from its page: the caller’s leg is over because of them. */
export type EndedBy = What<'ended-by', typeof ofEndedBy>
export const endedBy: Entry<EndedBy> = {
  kind: 'ended-by',
  fields: ofEndedBy,
  shows: 'lists',
  people: only(ofEndedBy, 'member', 'name'),
  leadsTo: () => 'ended',
  cameTo: () => 'abandoned',
  tell({ name }, telling) {
    telling.callerGone = true
    return [{ topic: 'gone', text: `${isolated(name)} ends the call` }]
  },
  sum: ({ name }, course) => (leftEarly(course) ? [`${isolated(name)} ended the call`] : []),
}

const ofLadderRings = { members: texts }

/** What a ladder does by itself, told by the document or by the carrier's callbacks: it rings these people. */
export type LadderRings = What<'ladder-rings', typeof ofLadderRings>
export const ladderRings: Entry<LadderRings> = {
  kind: 'ladder-rings',
  fields: ofLadderRings,
  shows: 'lists',
  people: only(ofLadderRings, 'members'),
  tell: ({ members }) => other(phones(members.map(isolated), { one: 'rings', many: 'ring' })),
  sum: ({ members }) => [`rang ${listOf(members.map(isolated))}`],
}

const ofConnected = { name: orNull(text) }

/** The same: somebody has accepted there. */
export type LadderConnected = What<'ladder-connected', typeof ofConnected>
export const ladderConnected: Entry<LadderConnected> = {
  kind: 'ladder-connected',
  fields: ofConnected,
  once: true,
  shows: 'lists',
  people: only(ofConnected, 'name'),
  cameTo: () => 'answered',
  fold: (call, { at, what }) => ({
    ...inVain(call),
    answeredAt: call.answeredAt ?? at,
    talk: { leg: null, member: null, name: what.name ?? SOMEONE, since: at, isJoined: true },
  }),
  tell: ({ name }) => other(`the caller is connected to ${isolated(name ?? SOMEONE)}`),
  sum: ({ name }) => [`${isolated(name ?? SOMEONE)} answered`],
}

const SOMEONE = 'someone on the team'
