import type { Flow, FlowNode } from '#flows/language/flow.ts'
import { givenBy } from '#flows/language/given.ts'
import { templatesOf } from '#flows/language/prompts.ts'

/** What the values of other nodes that stand in a node's texts are called: in the words of their kinds, and from which node. By their names. */
export function givenWords(flow: Flow, node: FlowNode): ReadonlyMap<string, string> {
  const names = templatesOf(node).flatMap(({ parts }) =>
    parts.flatMap((part) => (part.kind === 'value' ? [part.name] : [])),
  )
  if (names.length === 0) return NONE
  const words = names.flatMap((name) => {
    const giver = flow.nodes.find((other) => givenBy(other).some(({ inFlow }) => inFlow === name))
    const given = giver && givenBy(giver).find(({ inFlow }) => inFlow === name)
    return given ? [[name, given.shared ? given.words : `${given.words}, ${giver.title}`] as const] : []
  })
  return new Map(words)
}

const NONE: ReadonlyMap<string, string> = new Map()

/** Whether the same values are called the same. */
export function areSameWords(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): boolean {
  return a === b || (a.size === b.size && [...a].every(([name, words]) => b.get(name) === words))
}
