import type { z } from 'zod'
import { definitionOf, type Flow, type FlowNode } from './flow.ts'
import type { AnyDefinition, ConfigIssue } from './node.ts'
import type { StepId } from './plan.ts'

/** A node whose kind exists here, with its config once that is valid. */
export interface KnownNode {
  readonly node: FlowNode
  readonly definition: AnyDefinition
  readonly config: { readonly valid: true; readonly value: unknown } | { readonly valid: false; readonly issues: readonly ConfigIssue[] }
  /** Where its connected exits lead. */
  readonly next: ReadonlyMap<string, StepId>
}

/** The nodes whose kinds exist here, by id. */
export function knownNodes(flow: Flow): ReadonlyMap<StepId, KnownNode> {
  const known = new Map<StepId, KnownNode>()
  for (const node of flow.nodes) {
    const definition = definitionOf(node.kind)
    if (!definition) continue
    const next = new Map(flow.edges.filter((edge) => edge.from === node.id).map((edge) => [edge.exit, edge.to]))
    known.set(node.id, { node, definition, config: readConfig(definition, node.config), next })
  }
  return known
}

function readConfig(definition: AnyDefinition, raw: unknown): KnownNode['config'] {
  const read = definition.config.safeParse(raw)
  return read.success ? { valid: true, value: read.data } : { valid: false, issues: read.error.issues.map(fieldIssue) }
}

function fieldIssue(issue: z.core.$ZodIssue): ConfigIssue {
  return { field: String(issue.path[0] ?? ''), severity: 'error', message: issue.message }
}
