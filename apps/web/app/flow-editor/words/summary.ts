import { definitionOf, type FlowNode } from '#flows/flow.ts'

/** One line of what a node does, as its definition says it; what to do first while its settings are unfinished. */
export function summaryOf(node: FlowNode): string {
  const definition = definitionOf(node.kind)
  if (!definition) return `Unknown kind “${node.kind}”`
  const config = definition.config.safeParse(node.config)
  return config.success ? definition.summary(config.data) : (config.error.issues[0]?.message ?? 'Not finished')
}
