import type { CallEvent } from '../call/happenings/happening.ts'
import { withoutDialsInVain } from './dialled-anew.ts'
import { withTalk } from '../call/happenings/fold-call.ts'
import { withoutTalksInPassing } from './in-passing.ts'
import { withoutOtherPhones } from './other-phones.ts'

/** The events of a call that came to something, and a talk that nobody has told yet: accounts of it tell these. @param events in the order they were kept */
export function worthTelling(events: readonly CallEvent[]): readonly CallEvent[] {
  return withoutOtherPhones(withoutDialsInVain(withoutTalksInPassing(withTalk(events))))
}
