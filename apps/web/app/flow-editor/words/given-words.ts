import { definitionOf, type Flow, type FlowNode } from '#flows/language/flow.ts'
import { templatesOf } from '#flows/language/prompts.ts'
import { nameInFlow } from '#flows/values/value.ts'
import { nodeOf } from '../drawing/lookup.ts'

/** What the values of other nodes that stand in a node's texts are called: in the words of their kinds, and from which node. By their names. */
export function givenWords(flow: Flow, node: FlowNode): ReadonlyMap<string, string> {
  const names = templatesOf(node).flatMap(({ parts }) =>
    parts.flatMap((part) => (part.kind === 'value' ? [part.name] : [])),
  )
  if (names.length === 0) return NONE
  const words = names.flatMap((name) => {
    const giver = nodeOf(flow, name.slice(0, name.indexOf('.')))
    const given = giver && definitionOf(giver.kind)?.gives?.find((value) => nameInFlow(giver.id, value.name) === name)
    return given ? [[name, `${given.words}, ${giver.title}`] as const] : []
  })
  return new Map(words)
}

const NONE: ReadonlyMap<string, string> = new Map()

/** Whether the same values are called the same. */
export function areSameWords(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): boolean {
  return a === b || (a.size === b.size && [...a].every(([name, words]) => b.get(name) === words))
}
