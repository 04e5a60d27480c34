import type { CallEvent, Outcome } from '#flows/call/happenings/happening.ts'
import { outcomeSentence } from '#flows/story/outcome-sentence.ts'
import type { RungPerson, TimelineCall, TimelineRecording } from '#infra/db/inbox/timeline.ts'
import type { ShownCall } from '../../calling/shown-calls.server.ts'
import { History } from './happenings.ts'
import {
  abroad,
  carla,
  longCaller,
  rightToLeftCaller,
  sales,
  salesFlow,
  stranger,
  titleOf,
  withheld,
  workshop,
  type SeedCaller,
  type SeedNumber,
} from './numbers.ts'
import { ana, ben, cy, longName, rightToLeft, unbroken } from './people.ts'

/** A call of the gallery: who, to which number, and everything that happened. */
export interface SeedCall {
  readonly id: string
  readonly name: string
  readonly caller: SeedCaller
  readonly number: SeedNumber
  /** How long ago it came in, in milliseconds. */
  readonly ago: number
  readonly history: History
  /** Of its recordings, whether our own copy is there. */
  readonly kept?: boolean
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE

function seed(
  name: string,
  {
    caller,
    number = sales,
    ago,
    kept = true,
  }: { caller: SeedCaller; number?: SeedNumber; ago: number; kept?: boolean },
  told: (history: History) => History,
): SeedCall {
  const history = told(new History(caller, number).comesTo(1, `Ring the ${number.name.toLowerCase()} team`, 'ring'))
  return { id: name.toLowerCase().replaceAll(/[^a-z]+/g, '-'), name, caller, number, ago, kept, history }
}

export const answered = seed('Answered by the first', { caller: carla, ago: 4 * MINUTE }, (call) =>
  call.rings(ana, { from: 2 }).talks(ana, { from: 9, until: 131 }).ends('answered', 131),
)
export const answeredLater = seed('Answered by the third', { caller: stranger, ago: 50 * MINUTE }, (call) =>
  call
    .rings(ana, { from: 2, until: 22 })
    .rings(ben, { from: 22, until: 25, why: 'declined' })
    .rings(cy, { from: 25 })
    .talks(cy, { from: 31, until: 3_912 })
    .ends('answered', 3_912),
)
export const voicemail = seed('Missed, with voicemail', { caller: carla, ago: 3 * HOUR }, (call) =>
  call
    .rings(ana, { from: 2, until: 22 })
    .rings(ben, { from: 22, until: 42 })
    .rings(cy, { from: 42, until: 47, why: 'declined' })
    .comesTo(47, 'Sales voicemail', 'voicemail')
    .leaves(31, 84)
    .tell(85, null, { kind: 'caller-gone' })
    .ends('missed', 85),
)
export const voicemailComing = seed(
  'Voicemail that is being fetched',
  { caller: abroad, ago: 2 * MINUTE, kept: false },
  (call) =>
    call
      .rings(ana, { from: 2, until: 22 })
      .comesTo(22, 'Sales voicemail', 'voicemail')
      .leaves(12, 41)
      .ends('missed', 42),
)
export const missed = seed('Missed, no message', { caller: stranger, ago: 26 * HOUR }, (call) =>
  call
    .rings(ana, { from: 2, until: 22, together: true })
    .rings(ben, { from: 2, until: 22, together: true })
    .rings(cy, { from: 2, until: 22, together: true })
    .comesTo(22, 'Voicemail', 'voicemail')
    .tell(40, 'voicemail', { kind: 'no-message' })
    .ends('missed', 41),
)
export const abandoned = seed('The caller hung up early', { caller: withheld, ago: 3 * 24 * HOUR }, (call) =>
  call.rings(ana, { from: 2, until: 6, why: 'cancelled' }).tell(6, null, { kind: 'caller-gone' }).ends('abandoned', 6),
)
export const everyEnd = seed('Every way not to answer', { caller: abroad, ago: 8 * 24 * HOUR }, (call) =>
  call
    .skips(longName, 2, 'no-verified-phone')
    .skips(rightToLeft, 2, 'talking')
    .rings(ana, { from: 2, until: 3, why: 'busy' })
    .rings(ben, { from: 3, until: 15, why: 'not-accepted' })
    .rings(cy, { from: 15, until: 16, why: 'failed' })
    .rings(unbroken, { from: 16, until: 20, why: 'declined' })
    .ends('missed', 21),
)
export const lost = seed('Accepted, and gone at once', { caller: carla, ago: 9 * 24 * HOUR }, (call) =>
  call.rings(ben, { from: 2 }).accepts(ben, 8).isLost(ben, 9).rings(cy, { from: 10, until: 30 }).ends('missed', 31),
)
export const completed = seed('Only heard an announcement', { caller: stranger, ago: 12 * 24 * HOUR }, (call) =>
  call.comesTo(2, 'We are closed today', 'closed').ends('completed', 9),
)
export const fault = seed('Ended by a fault, the document went on', { caller: stranger, ago: 15 * 24 * HOUR }, (call) =>
  call
    .tell(2, null, { kind: 'trouble', with: 'dial', detail: 'The carrier answered 503 three times.' })
    .tell(3, null, { kind: 'document-drives', why: 'the flow could not go on' })
    .tell(3, null, { kind: 'ladder-rings', members: ['Ana', 'Ben'] })
    .tell(19, null, { kind: 'ladder-connected', name: 'Ben' })
    .ends('answered', 74),
)
export const noOneThere = seed('Everybody was skipped', { caller: carla, ago: 20 * 24 * HOUR }, (call) =>
  call.skips(ana, 1).skips(ben, 1, 'no-verified-phone').skips(cy, 1, 'talking').ends('missed', 2),
)
export const longNames = seed('Long names', { caller: longCaller, number: workshop, ago: 400 * 24 * HOUR }, (call) =>
  call
    .rings(longName, { from: 2, until: 22 })
    .rings(unbroken, { from: 22, until: 42 })
    .rings(rightToLeft, { from: 42 })
    .talks(rightToLeft, { from: 50, until: 7_300 })
    .ends('answered', 7_300),
)
export const fromTheRight = seed('Names from the right', { caller: rightToLeftCaller, ago: 5 * HOUR }, (call) =>
  call
    .rings(rightToLeft, { from: 2, until: 22 })
    .comesTo(22, 'Sales voicemail', 'voicemail')
    .leaves(58, 90)
    .ends('missed', 91),
)
export const ringing = seed('Rings now', { caller: carla, ago: 9_000 }, (call) =>
  call.rings(ana, { from: 1 }).rings(ben, { from: 1, together: true }),
)
export const talking = seed('Talking now', { caller: stranger, ago: 95_000 }, (call) =>
  call.rings(ana, { from: 2, until: 22 }).rings(ben, { from: 22 }).talks(ben, { from: 30 }),
)

/** Newest first. */
export const assisted = seed('An assistant takes the caller back', { caller: carla, ago: 90 * MINUTE }, (call) =>
  call
    .talksToAssistant({ until: 40, end: 'wants-person', step: 2 })
    .rings(ana, { from: 41, until: 61 })
    .talksToAssistant({ until: 120, end: 'resolved', step: 4, inquiry: 'Her new bell does not ring any more' })
    .ends('missed', 121),
)

export const allCalls: readonly SeedCall[] = [
  ringing,
  talking,
  voicemailComing,
  answered,
  answeredLater,
  voicemail,
  fromTheRight,
  missed,
  abandoned,
  everyEnd,
  lost,
  completed,
  assisted,
  fault,
  noOneThere,
  longNames,
].toSorted((a, b) => a.ago - b.ago)

export function eventsOf({ history, ago }: SeedCall, now: number): readonly CallEvent[] {
  return history.events(now - ago)
}

/** The call as a card of the timeline shows it. */
export function timelineCall(call: SeedCall, now: number): TimelineCall {
  const events = eventsOf(call, now)
  const { outcome, endedAt, seconds } = endOf(events)
  return {
    id: call.id,
    item: 1,
    call: call.id,
    state: stateOf(events),
    outcome,
    words: outcomeSentence(events),
    arrivedAt: now - call.ago,
    answeredAt: events.find(({ what }) => what.kind === 'talking')?.at ?? null,
    endedAt,
    seconds,
    news: outcome === 'missed' || outcome === 'abandoned' ? 1 : null,
    rung: rungIn(events),
    recordings: recordingsIn(events, call.kept ?? true),
  }
}

/** The call as lists of calls show it. */
export function shownCall(call: SeedCall, now: number): ShownCall {
  const events = eventsOf(call, now)
  const { outcome, seconds } = endOf(events)
  const { id, e164, name } = call.number
  return {
    id: call.id,
    call: call.id,
    number: { id, e164, name },
    caller: { e164: call.caller.e164, name: call.caller.name },
    flow: salesFlow,
    version: 4,
    state: stateOf(events),
    outcome,
    words: outcomeSentence(events),
    arrivedAt: now - call.ago,
    seconds,
    voicemail: voicemailOf(call, now),
    title: titleOf(call.caller),
    country: call.caller.country ?? null,
    beside: call.caller.name === null ? null : call.caller.shown,
  }
}

/** Seconds of the message that the caller left. */
export function voicemailOf(call: SeedCall, now: number): number | null {
  return timelineCall(call, now).recordings[0]?.seconds ?? null
}

/** Whose phones rang, and how that ended. */
export function rungIn(events: readonly CallEvent[]): readonly RungPerson[] {
  return events.flatMap(({ at, what }) => {
    if (what.kind !== 'rings') return []
    const of = (kind: 'claimed' | 'talking' | 'talk-ended' | 'stopped-ringing' | 'winner-lost') =>
      events.find((event) => event.what.kind === kind && event.what.leg === what.leg)
    const [claimed, joined, over, stopped] = [
      of('claimed'),
      of('talking'),
      of('talk-ended'),
      of('stopped-ringing') ?? of('winner-lost'),
    ]
    const why =
      stopped?.what.kind === 'stopped-ringing' ? stopped.what.why : stopped || over ? ('hung-up' as const) : null
    return [
      {
        leg: what.leg,
        name: what.name,
        ringingAt: at,
        pickedUpAt: claimed?.at ?? null,
        claimedAt: claimed?.at ?? null,
        joinedAt: joined?.at ?? null,
        endedAt: (over ?? stopped)?.at ?? null,
        why,
      },
    ]
  })
}

function recordingsIn(events: readonly CallEvent[], kept: boolean): readonly TimelineRecording[] {
  return events.flatMap(({ what }, index) =>
    what.kind === 'recording'
      ? [{ id: `0e000000-0000-4000-8000-00000000000${index % 10}`, seconds: what.seconds, kept, notKept: null }]
      : [],
  )
}

function stateOf(events: readonly CallEvent[]): 'ringing' | 'talking' | 'ended' {
  if (endOf(events).outcome !== null) return 'ended'
  return events.some(({ what }) => what.kind === 'talking') ? 'talking' : 'ringing'
}

function endOf(events: readonly CallEvent[]): {
  readonly outcome: Outcome | null
  readonly endedAt: number | null
  readonly seconds: number | null
} {
  const last = events.at(-1)
  return last?.what.kind === 'ended'
    ? { outcome: last.what.outcome, endedAt: last.at, seconds: last.what.seconds }
    : { outcome: null, endedAt: null, seconds: null }
}
