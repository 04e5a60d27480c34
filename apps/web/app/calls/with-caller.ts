import type { CallEvent } from '#flows/call/happenings/happening.ts'

/** A call's events with its caller as people know them now: when it came in, they may have had no name yet. */
export function withCaller<Event extends CallEvent>(events: readonly Event[], caller: string): readonly Event[] {
  return events.map((event) => (event.what.kind === 'arrived' ? { ...event, what: { ...event.what, caller } } : event))
}
