import { entryOf, type CallEvent, type Happening } from './happening.ts'

/** Who reads: whoever may see the call's number, or those who may read everything that happened in any call. */
export type Reader = 'people' | 'auditors'

/** What a reader sees of an event; null for nothing. Of what nothing is known here, auditors see that it is there. */
export function seenBy<Event extends CallEvent>(reader: Reader, event: Event): Event | null {
  const entry = entryOf(event.what)
  const what =
    reader === 'people'
      ? (entry?.people?.(event.what) ?? null)
      : entry === null
        ? ({ kind: event.what.kind } as Happening) // its fields are nobody's until it has an entry
        : (entry.auditors?.(event.what) ?? event.what)
  return what === null ? null : { ...event, what }
}

/**
 * The events that a call's account for a reader tells of, whole: sentences are made of them, and each entry answers for its
 * own words.
 */
export function toldTo<Event extends CallEvent>(reader: Reader, events: readonly Event[]): readonly Event[] {
  return reader === 'auditors' ? events : events.filter((event) => seenBy(reader, event) !== null)
}

/** Whether an event changes lists of conversations and calls. */
export function showsInLists(what: Happening): boolean {
  return entryOf(what)?.shows === 'lists'
}

/** Whether an event changes more than the banner. */
export function showsOnPages(what: Happening): boolean {
  const shows = entryOf(what)?.shows
  return shows === 'lists' || shows === 'page'
}

/** What open pages get of an event at the moment in which it happens; null for nothing. */
export function streamed<Event extends CallEvent>(event: Event): Event | null {
  return entryOf(event.what)?.shows === undefined ? null : seenBy('people', event)
}
