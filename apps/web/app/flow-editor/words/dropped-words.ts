import { exitWords } from '#flows/language/exits.ts'
import type { Flow } from '#flows/language/flow.ts'
import { nodeOf } from '../drawing/lookup.ts'

/** That connections went with the exits of one node. @param flow as it was before. */
export function droppedWords(flow: Flow, dropped: Flow['edges']): string {
  const [first] = dropped
  const from = nodeOf(flow, first?.from ?? '')
  const exits = dropped.map(({ exit }) => `“${exitWords(from, exit)}”`)
  const title = from?.title ?? ''
  return exits.length === 1
    ? `${title} has no exit ${exits[0]} any more: its connection to ${nodeOf(flow, first?.to ?? '')?.title ?? ''} was removed.`
    : `${title} has no exits ${new Intl.ListFormat('en').format(exits)} any more: their connections were removed.`
}
