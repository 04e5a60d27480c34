import { talkBegun } from '../talk-begun.ts'
import { nothingYet, withPhone, type CallFold } from './call-fold.ts'
import type { Entry } from './entry.ts'
import { entryOf, type CallEvent, type Happening } from './happening.ts'
import { led, type Lead } from './so-far.ts'

/**
 * What a call's events amount to: for its rows, for the banner and for whoever else wants to know how it stands. A talk
 * that has begun without anybody having told it counts; so does what was kept of a phone before it was kept that it is to
 * ring: reporters are not heard in the order in which things happen.
 * @param told all events of one call, in the order in which they were kept.
 */
export function foldCall(told: readonly CallEvent[]): CallFold {
  return withTalk(told).reduce(
    (call, event) => changed(call, event, entryOf(event.what)),
    told.reduce((call, event) => phoneKnown(call, event, entryOf(event.what)), nothingYet),
  )
}

/** The same fold with one event more, for the call's engine, which tells of things itself and in the order in which they happen. */
export function withEvent(call: CallFold, event: CallEvent): CallFold {
  const entry = entryOf(event.what)
  return changed(phoneKnown(call, event, entry), event, entry)
}

/** Where something leads an open call. */
export function leadOf(what: Happening): Lead {
  return leadBy(entryOf(what), what)
}

/** A call's events with the talk that has begun, where nobody has told that. */
export function withTalk(events: readonly CallEvent[]): readonly CallEvent[] {
  if (!events.some(({ what }) => entryOf(what)?.mayBeginTalk)) return events
  const talk = talkBegun(events)
  return talk === null ? events : [...events, talk]
}

type KnownEntry = Entry<Happening> | null

function phoneKnown(call: CallFold, { at, what }: CallEvent, entry: KnownEntry): CallFold {
  return withPhone(call, entry?.phone?.(what) ?? null, at)
}

function changed(call: CallFold, event: CallEvent, entry: KnownEntry): CallFold {
  return led(entry?.fold?.(call, event) ?? call, leadBy(entry, event.what))
}

function leadBy(entry: KnownEntry, what: Happening): Lead {
  return { to: entry?.leadsTo?.(what) ?? null, outcome: entry?.cameTo?.(what) ?? null }
}
