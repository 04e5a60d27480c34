import type { Happening } from '#flows/call/happenings/happening.ts'
import { seenBy, type Reader } from '#flows/call/happenings/seen.ts'
import type { KeptEvent } from '#infra/db/call/events-of.ts'
import { exactMoment, exactTime } from './exact-time.ts'

/** An event as the technical list shows it. */
export interface ShownEvent {
  readonly id: number
  /** ISO 8601, in UTC. */
  readonly iso: string
  /** At the organisation's time, to the millisecond and with its zone; and the same with its day. */
  readonly time: string
  readonly moment: string
  /** Title of the step it happened in; null outside any step. */
  readonly step: string | null
  readonly kind: string
  /** What else it says, as JSON. */
  readonly rest: string
}

/** A call's events as a reader sees them, with the names of their steps. */
export function shownEvents(
  events: readonly KeptEvent[],
  { reader, timeZone }: { readonly reader: Reader; readonly timeZone: string },
): readonly ShownEvent[] {
  const titles = new Map(
    events.flatMap(({ node, what }) => (what.kind === 'entered' && node !== null ? [[node, what.title] as const] : [])),
  )
  return events.flatMap((event) => {
    const seen = seenBy(reader, event)
    if (seen === null) return []
    const { id, at, node } = event
    const rest = seenFields(seen.what, event.what)
    return {
      id,
      iso: new Date(at).toISOString(),
      time: exactTime(at, timeZone),
      moment: exactMoment(at, timeZone),
      step: node === null ? null : (titles.get(node) ?? node),
      kind: seen.what.kind,
      rest: Object.keys(rest).length === 0 ? '' : JSON.stringify(rest),
    }
  })
}

/** The fields of a happening but its kind; what was blanked is not shown as if it were empty. */
function seenFields(seen: Happening, whole: Happening): Readonly<Record<string, unknown>> {
  const { kind: _kind, ...fields } = seen
  const before = new Map<string, unknown>(Object.entries(whole))
  return Object.fromEntries(
    Object.entries(fields).filter(([name, value]) => value === before.get(name) || !isBlank(value)),
  )
}

function isBlank(value: unknown): boolean {
  return value === '' || value === null || (Array.isArray(value) && value.length === 0)
}
