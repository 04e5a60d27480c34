import { checkShape } from './check-shape.ts'
import type { Flow } from './flow.ts'
import type { Issue } from './issue.ts'
import { knownNodes, type KnownNode } from './known-nodes.ts'
import type { CheckAround } from './node.ts'

/**
 * Everything that is wrong or doubtful in a flow, in the order of its nodes.
 * @param around who may ring for the numbers that the flow is meant for, where that is known.
 */
export function check(flow: Flow, around: CheckAround): readonly Issue[] {
  const known = knownNodes(flow)
  const { issues, reached } = checkShape(flow, { known, around })
  const inside = [...known.values()].filter(({ node }) => reached.has(node.id)).flatMap((node) => checkConfig(node, around))
  const order = new Map(flow.nodes.map((node, index) => [node.id, index]))
  const place = (issue: Issue): number => (issue.node === null ? -1 : (order.get(issue.node) ?? -1))
  return [...issues, ...inside].sort((a, b) => place(a) - place(b))
}

function checkConfig({ node, definition, config }: KnownNode, around: CheckAround): readonly Issue[] {
  const issues = config.valid ? (definition.check?.(config.value, around) ?? []) : config.issues
  return issues.map((issue) => ({ node: node.id, ...issue }))
}
