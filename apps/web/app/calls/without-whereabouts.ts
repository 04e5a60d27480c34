import type { CallEvent } from '#flows/call-events.ts'

/**
 * An event without the address at which the carrier keeps what a caller left: whoever knows it can listen there, without
 * anybody noting it. People listen to the copy in our own files.
 */
export function withoutWhereabouts<Event extends CallEvent>(event: Event): Event {
  return event.what.kind === 'recording' ? { ...event, ...('key' in event && { key: event.what.kind }), what: { ...event.what, url: '' } } : event
}
