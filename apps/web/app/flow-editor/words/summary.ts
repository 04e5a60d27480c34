import { definitionOf, type FlowNode } from '#flows/language/flow.ts'
import { recordOf } from '#flows/language/path.ts'
import { readable, type WordsOfValue } from '#flows/language/readable.ts'

/** What a summary may name besides the node's own settings. */
export interface Named {
  /** Id of a member, or of another thing that a flow may name → name. */
  readonly names: ReadonlyMap<string, string>
  /** The numbers that answer with the flow. */
  readonly numbers: readonly { readonly name: string }[]
}

/** One line of what a node does, as its definition says it; what to do first while its settings are unfinished. */
export function summaryOf(node: FlowNode, { names, numbers }: Named, wordsOf?: WordsOfValue): string {
  const definition = definitionOf(node.kind)
  if (!definition) return `Unknown kind “${node.kind}”`
  const config = definition.config.safeParse(node.config)
  if (!config.success) return config.error.issues[0]?.message ?? 'Not finished'
  const shown = readable({ kind: node.kind, config: { ...recordOf(config.data) } }, wordsOf)
  const summary = definition.summary(shown, (id, otherwise = 'someone who left') => names.get(id) ?? otherwise)
  return definition.group === 'start' && numbers.length > 0
    ? `${numbers.map(({ name }) => name).join(', ')} · ${summary}`
    : summary
}
