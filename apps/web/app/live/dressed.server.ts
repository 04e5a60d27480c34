import { WITHHELD } from '#flows/facts.ts'
import type { LiveEvent } from '#infra/db/inbox/live-events.ts'
import { withoutPrivateParts } from '../shared/event-stream-hub.server.ts'
import { shownNumber } from '../shared/format-number.server.ts'

/** An event as a browser gets it: nothing that is nobody's business, and the caller as lists name them. */
export function dressed(event: LiveEvent): LiveEvent | null {
  const own = withoutPrivateParts(event)
  if (own?.what.kind !== 'arrived') return own
  const { caller } = own.what
  return { ...own, what: { ...own.what, caller: caller === WITHHELD ? 'Private number' : shownNumber(caller) } }
}
