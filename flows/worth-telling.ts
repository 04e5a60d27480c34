import type { CallEvent } from './call-events.ts'
import { withoutDialsInVain } from './dialled-anew.ts'
import { withoutTalksInPassing } from './in-passing.ts'

/** A call's events without those of which nothing came: whoever tells what happened tells these. @param events in the order in which they were kept */
export function worthTelling(events: readonly CallEvent[]): readonly CallEvent[] {
  return withoutDialsInVain(withoutTalksInPassing(events))
}
