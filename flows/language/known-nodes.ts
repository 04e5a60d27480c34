import type { z } from 'zod'
import { definitionOf, type Flow, type FlowNode } from './flow.ts'
import { exitsOf } from './exits.ts'
import type { AnyDefinition, ConfigIssue, Exit } from './node.ts'
import { pathWords } from './path.ts'
import type { NodeId } from './plan.ts'

/** A node whose kind exists here, with its config once that is valid. */
export interface KnownNode {
  readonly node: FlowNode
  readonly definition: AnyDefinition
  readonly config:
    | { readonly valid: true; readonly value: unknown }
    | { readonly valid: false; readonly issues: readonly ConfigIssue[] }
  readonly exits: readonly Exit[]
  /** Where its connected exits lead. */
  readonly next: ReadonlyMap<string, NodeId>
}

/**
 * The nodes whose kinds exist here, by id.
 * @param read configs that were read before, by the nodes that have them: a node object never changes.
 */
export function knownNodes(flow: Flow, read: ReadConfigs = new WeakMap()): ReadonlyMap<NodeId, KnownNode> {
  const known = new Map<NodeId, KnownNode>()
  const leaving = Map.groupBy(flow.edges, (edge) => edge.from)
  for (const node of flow.nodes) {
    const definition = definitionOf(node.kind)
    if (!definition) continue
    const next = new Map((leaving.get(node.id) ?? []).map((edge) => [edge.exit, edge.to]))
    const config = read.get(node) ?? readConfig(definition, node.config)
    read.set(node, config)
    known.set(node.id, { node, definition, config, exits: exitsOf(node), next })
  }
  return known
}

export type ReadConfigs = WeakMap<FlowNode, KnownNode['config']>

function readConfig(definition: AnyDefinition, raw: unknown): KnownNode['config'] {
  const read = definition.config.safeParse(raw)
  return read.success ? { valid: true, value: read.data } : { valid: false, issues: read.error.issues.map(fieldIssue) }
}

function fieldIssue(issue: z.core.$ZodIssue): ConfigIssue {
  return { field: pathWords(issue.path), severity: 'error', message: issue.message }
}
