import type { ShownConversation } from '../../calling/shown-conversation.server.ts'
import { rangUntil } from '../../calling/rung-phone.ts'
import {
  abandoned,
  answered,
  everyEnd,
  fromTheRight,
  longNames,
  missed,
  ringing,
  talking,
  timelineCall,
  voicemail,
  voicemailOf,
  type SeedCall,
} from './calls.ts'
import { titleOf } from './numbers.ts'

/** The conversation that a call is the last thing of. */
export function conversation(call: SeedCall, now: number, more: Partial<ShownConversation> = {}): ShownConversation {
  const { caller, number } = call
  const { outcome, state, words, rung } = timelineCall(call, now)
  const isMissed = outcome === 'missed' || outcome === 'abandoned'
  return {
    id: `with-${call.id}`,
    number: { id: number.id, e164: number.e164, name: number.name },
    caller: caller.e164,
    name: caller.name,
    contact: caller.name === null ? null : '10000000-0000-4000-8000-000000000001',
    state: 'open',
    unread: isMissed,
    news: isMissed ? 1 : null,
    opened: 1,
    missed: isMissed,
    live: outcome === null,
    lastAt: now - call.ago,
    lastCall: call.id,
    lastWords: words,
    lastOutcome: outcome,
    lastState: outcome === null ? state : null,
    rung: rung
      .filter(({ why }) => why !== 'busy' && why !== 'failed')
      .map((person) => ({
        name: person.name,
        rings: rangUntil(person, rung) === null,
        talked: person.joinedAt !== null,
      })),
    voicemail: voicemailOf(call, now),
    asOf: 0,
    title: titleOf(caller),
    shown: caller.shown,
    country: caller.country ?? null,
    ...more,
  }
}

/** One row of each kind, newest first. */
export function oneOfEach(now: number): ShownConversation[] {
  return [
    conversation(ringing, now),
    conversation(talking, now),
    conversation(answered, now),
    conversation(voicemail, now),
    conversation(fromTheRight, now, { unread: false }),
    conversation(missed, now, { state: 'done', unread: false }),
    conversation(abandoned, now),
    conversation(everyEnd, now, { unread: false }),
    conversation(longNames, now, { unread: true }),
  ]
}

/** As many as somebody scrolls through. */
export function many(now: number): ShownConversation[] {
  return Array.from({ length: 40 }, (_, round) =>
    oneOfEach(now).map((row) => ({
      ...row,
      id: `${row.id}-${round}`,
      lastAt: row.lastAt - round * 3_600_000,
      live: row.live && round === 0,
    })),
  ).flat()
}
