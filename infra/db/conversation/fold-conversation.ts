import { outcomeSentence } from '#flows/story/outcome-sentence.ts'
import { entryOf, eventKey } from '#flows/call/happenings/happening.ts'
import { toldTo } from '#flows/call/happenings/seen.ts'
import type { CallKey } from '../call/call-key.ts'
import type { KeptEvent } from '../call/events-of.ts'
import type { Statement } from '../orm.ts'

/**
 * What brings a call's conversation up to date with all the call's events; a call without one gets it. To be run after the
 * call's own rows were written, in the transaction that holds the call's lock. Folding again changes nothing.
 */
export function foldingConversation({
  organisation,
  call,
  events,
}: CallKey & { readonly events: readonly KeptEvent[] }): Statement {
  return {
    sql: 'select fold_conversation(?, ?, ?, ?)',
    parameters: [organisation, call, outcomeSentence(toldTo('people', events)), newsIn(events)],
  }
}

/** Id of the newest event that the team should see; of one that is reported several times, the first. */
function newsIn(events: readonly KeptEvent[]): number | null {
  const heard = new Set<string>()
  let news: number | null = null
  for (const { id, what } of events) {
    const key = eventKey(what)
    if (entryOf(what)?.news?.(what) !== true || heard.has(key)) continue
    heard.add(key)
    news = id
  }
  return news
}
