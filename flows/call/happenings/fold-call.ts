import { talkBegun } from '../talk-begun.ts'
import { nothingYet, withPhone, type CallFold } from './call-fold.ts'
import { entryOf, type CallEvent } from './happening.ts'

/**
 * What a call's events amount to: for its rows, for the banner and for whoever else wants to know how it stands. A talk
 * that has begun without anybody having told it counts; so does what was kept of a phone before it was kept that it is to
 * ring: reporters are not heard in the order in which things happen.
 * @param told all events of one call, in the order in which they were kept.
 */
export function foldCall(told: readonly CallEvent[]): CallFold {
  const events = withTalk(told)
  return events.reduce(
    (call, event) => entryOf(event.what)?.fold?.(call, event) ?? call,
    events.reduce((call, { at, what }) => withPhone(call, entryOf(what)?.phone?.(what) ?? null, at), nothingYet),
  )
}

/** A call's events with the talk that has begun, where nobody has told that. */
export function withTalk(events: readonly CallEvent[]): readonly CallEvent[] {
  if (!events.some(({ what }) => entryOf(what)?.mayBeginTalk)) return events
  const talk = talkBegun(events)
  return talk === null ? events : [...events, talk]
}
