import { isolated } from '../../story/isolated.ts'
import { clock } from '../../story/story-words.ts'
import { ofKind, other } from '../../story/telling.ts'
import { inVain, legEnded, moved, withLeg, type CallFold, type KnownPhone } from './call-fold.ts'
import type { Entry } from './entry.ts'
import { count, oneOf, only, optional, text, yes, type What } from './shape.ts'

/** `member`: absent for whoever is none of the organisation. */
const person = { leg: text, member: optional(text), name: text }

/** `address`: where it rang. Absent in events of earlier releases. */
const ofClaimed = { ...person, carrier: optional(text), address: optional(text) }

/** A person accepts the call; `carrier` as the leg's own document says it. */
export type Claimed = What<'claimed', typeof ofClaimed>
export const claimed: Entry<Claimed> = {
  kind: 'claimed',
  fields: ofClaimed,
  apart: ({ leg }) => [leg],
  shows: 'lists',
  mayBeginTalk: true,
  people: only(ofClaimed, 'leg', 'member', 'name'),
  phone: phoneOf, // that it was to ring may not be kept yet: whoever talks must be seen to talk all the same
  leadsTo: () => 'accepted',
  fold: (call, { at, what }) =>
    withLeg(withTalk(call, { what, at, isJoined: false }), what.leg, (leg) => ({
      ...leg,
      carrier: leg.carrier ?? what.carrier ?? null,
      state: leg.state === 'ringing' || leg.state === 'picked-up' ? 'claimed' : leg.state,
      claimedAt: leg.claimedAt ?? at,
    })),
  tell({ leg, name }, { accepted }) {
    accepted.add(leg)
    return [{ topic: 'accepts', text: `${isolated(name)} accepts` }]
  },
}

function phoneOf({ leg, member, name, carrier, address }: Claimed): KnownPhone | null {
  return address === undefined ? null : { leg, member: member ?? null, name, carrier: carrier ?? null, address }
}

const ofRefused = { ...person, why: oneOf('taken', 'late', 'gone') }

/** A person accepts in vain. */
export type ClaimRefused = What<'claim-refused', typeof ofRefused>
export const claimRefused: Entry<ClaimRefused> = {
  kind: 'claim-refused',
  fields: ofRefused,
  apart: ({ leg, why }) => [leg, why],
  people: only(ofRefused, 'leg', 'member', 'name', 'why'),
  tell({ leg, name, why }, { refused }) {
    refused.add(leg)
    return other(`${isolated(name)} ${REFUSED[why]}`)
  },
}

const REFUSED: Readonly<Record<ClaimRefused['why'], string>> = {
  taken: 'accepts, but the call is already taken',
  late: 'accepts too late',
  gone: 'accepts, but the caller has gone',
}

const ofInRoom = { leg: text, left: optional(yes) }

/** The person's document brings them into the room; `left`: heard only as they left, so since when is unknown. */
export type InRoom = What<'in-room', typeof ofInRoom>
export const inRoom: Entry<InRoom> = {
  kind: 'in-room',
  fields: ofInRoom,
  apart: ({ leg }) => [leg],
  shows: 'lists',
  mayBeginTalk: true,
  people: only(ofInRoom, 'leg', 'left'),
}

/** Both hear each other. */
export type Talking = What<'talking', typeof person>
export const talking: Entry<Talking> = {
  kind: 'talking',
  fields: person,
  apart: ({ leg }) => [leg],
  shows: 'lists',
  people: only(person, 'leg', 'member', 'name'),
  leadsTo: () => 'talking',
  fold: (call, { at, what }) =>
    withLeg(
      {
        ...withTalk(call, { what, at, isJoined: true }),
        state: moved(call, 'talking'),
        answeredAt: call.answeredAt ?? at,
      },
      what.leg,
      (leg) => ({ ...leg, state: leg.state === 'ended' ? 'ended' : 'joined', joinedAt: leg.joinedAt ?? at }),
    ),
  tell: ({ name }) => other(`the caller and ${isolated(name)} talk`),
  sum: ({ name }) => [`${isolated(name)} answered`],
}

/** Whoever is there stays there since they came, however often that is told; the phones of all others stop. */
function withTalk(
  call: CallFold,
  { what, at, isJoined }: { readonly what: Talking | Claimed; readonly at: number; readonly isJoined: boolean },
): CallFold {
  const { leg, name, member = null } = what
  const isSame = member === null ? call.talk?.leg === leg : call.talk?.member === member
  const isKnown = call.talk?.isJoined === true && isSame
  return { ...inVain(call), talk: isKnown ? call.talk : { leg, member, name, since: at, isJoined } }
}

const ofTalkEnded = { ...person, seconds: count }

/** The two talk no more; the person's own leg goes on until it is told to have ended. */
export type TalkEnded = What<'talk-ended', typeof ofTalkEnded>
export const talkEnded: Entry<TalkEnded> = {
  kind: 'talk-ended',
  fields: ofTalkEnded,
  apart: ({ leg }) => [leg],
  shows: 'lists',
  people: only(ofTalkEnded, 'leg', 'member', 'name', 'seconds'),
  leadsTo: () => 'listening',
  cameTo: () => 'answered',
  fold: (call) => ({ ...call, talk: null }),
  tell: ({ seconds }) => [{ topic: 'talked', text: `the two talked for ${clock(seconds * 1000)}` }],
  sum: ({ seconds }) => [`talked ${clock(seconds * 1000)}`],
}

/** Two who only seemed to talk: one of them left as they were brought together. */
export type WinnerLost = What<'winner-lost', typeof person>
export const winnerLost: Entry<WinnerLost> = {
  kind: 'winner-lost',
  fields: person,
  apart: ({ leg }) => [leg],
  shows: 'lists',
  people: only(person, 'leg', 'member', 'name'),
  leadsTo: () => 'listening',
  fold: (call, { at, what }) =>
    withLeg({ ...withoutTalk(call, what.leg), talk: null }, what.leg, (leg) => legEnded(leg, { at, why: 'hung-up' })),
  tell: ({ name }, { callerGone }) =>
    other(
      callerGone
        ? `the caller was gone before ${isolated(name)} was connected`
        : `${isolated(name)} was gone before the caller was connected`,
    ),
  sum: ({ name }, { before }) => [
    `${isolated(name)} accepted ${ofKind(before, 'caller-gone').length > 0 ? 'as the caller hung up' : 'but was gone at once'}`,
  ],
}

function withoutTalk(call: CallFold, name: string): CallFold {
  const joinedAt = call.legs.find(({ leg }) => leg === name)?.joinedAt ?? null
  if (joinedAt === null) return call
  return withLeg({ ...call, answeredAt: call.answeredAt === joinedAt ? null : call.answeredAt }, name, (leg) => ({
    ...leg,
    joinedAt: null,
  }))
}
