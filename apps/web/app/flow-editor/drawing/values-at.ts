import type { Flow } from '#flows/language/flow.ts'
import { knownNodes } from '#flows/language/known-nodes.ts'
import { knowingAt, startOf, valuesOf } from '#flows/language/offered-values.ts'
import type { OfferedValue } from '../form/value-context.ts'

/** The values that calls may know when they come to a node, those of the call first, and nothing that no text may name. */
export function valuesAt(flow: Flow, node: string): readonly OfferedValue[] {
  const known = knownNodes(flow)
  const start = startOf(known)
  const all = [...valuesOf(known).values()].toSorted((a, b) => Number(a.from.length > 0) - Number(b.from.length > 0))
  return all.flatMap(({ secret = false, sealed = false, ...value }) => {
    if (secret && !sealed) return [] // no text may name it
    const knowing = knowingAt(node, value, { known, start })
    if (knowing === 'never') return []
    const { name, words, example, from, otherwise = knowing === 'sometimes' ? 'them' : null } = value
    return [
      {
        name,
        words,
        example,
        from: from.length === 0 ? null : from.map(({ title }) => title).join('”, “'),
        otherwise,
        secret,
        knowing,
      },
    ]
  })
}
