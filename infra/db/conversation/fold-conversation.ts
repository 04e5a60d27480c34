import { outcomeSentence } from '#flows/outcome-sentence.ts'
import type { Happening } from '#flows/call-events.ts'
import type { CallKey } from '../call/call-key.ts'
import type { KeptEvent } from '../call/events-of.ts'
import type { EntityManager } from '../orm.ts'

/**
 * Brings a call's conversation up to date with all the call's events; a call without one gets it. To be run after the
 * call's own rows were written, in the transaction that holds the call's lock. Folding anew changes nothing.
 */
export async function foldConversation(em: EntityManager, { organisation, call, events }: CallKey & { readonly events: readonly KeptEvent[] }): Promise<void> {
  await em.execute('select fold_conversation(?, ?, ?, ?)', [organisation, call, outcomeSentence(events), newsIn(events)])
}

/** Whether an event can change what a list of conversations shows. */
export function showsInLists({ kind }: Happening): boolean {
  return !SILENT.has(kind)
}

const SILENT: ReadonlySet<Happening['kind']> = new Set(['entered', 'handed', 'first-list-differs', 'ordered', 'not-rung', 'phone-rings', 'picked-up', 'in-room', 'claim-refused', 'trouble'])

/** Id of the newest event that the team should see; of a recording that is told of several times, the first. */
function newsIn(events: readonly KeptEvent[]): number | null {
  const heard = new Set<string>()
  let news: number | null = null
  for (const { id, what } of events) {
    if (what.kind === 'ended' && (what.outcome === 'missed' || what.outcome === 'abandoned')) news = id
    if (what.kind === 'recording' && !heard.has(what.url)) {
      heard.add(what.url)
      news = id
    }
  }
  return news
}
