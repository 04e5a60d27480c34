import { checkShape } from './check-shape.ts'
import { checkTemplates } from './check-templates.ts'
import type { Flow, FlowNode } from './flow.ts'
import type { Issue } from './issue.ts'
import { knownNodes, type KnownNode, type ReadConfigs } from './known-nodes.ts'
import { missingThings } from './missing-things.ts'
import type { CheckAround } from './node.ts'

/**
 * Everything that is wrong or doubtful in a flow, in the order of its nodes.
 * @param around who may ring for the numbers that the flow is meant for, where that is known.
 * @param checked what was found before, where a flow is checked at every key: only nodes that are new objects are read again.
 */
export function check(flow: Flow, around: CheckAround, checked: Checked = nothingChecked()): readonly Issue[] {
  const known = knownNodes(flow, checked.configs)
  const { issues, reached } = checkShape(flow, { known, around })
  const inside = [...known.values()]
    .filter(({ node }) => reached.has(node.id))
    .flatMap((node) => checkedConfig(node, { around, checked }))
  const order = new Map(flow.nodes.map((node, index) => [node.id, index]))
  const place = (issue: Issue): number => (issue.node === null ? -1 : (order.get(issue.node) ?? -1))
  return [...issues, ...inside, ...checkTemplates(known, reached)].sort((a, b) => place(a) - place(b))
}

/** What was found of nodes, by themselves and by the people around them. */
export interface Checked {
  readonly configs: ReadConfigs
  readonly issues: WeakMap<FlowNode, Map<CheckAround['people'], Found>>
}

interface Found extends Pick<CheckAround, 'tags' | 'flows' | 'there'> {
  readonly issues: readonly Issue[]
}

export function nothingChecked(): Checked {
  return { configs: new WeakMap(), issues: new WeakMap() }
}

function checkedConfig(
  known: KnownNode,
  { around, checked }: { readonly around: CheckAround; readonly checked: Checked },
): readonly Issue[] {
  const before = checked.issues.get(known.node) ?? new Map<CheckAround['people'], Found>()
  checked.issues.set(known.node, before)
  const found = before.get(around.people)
  const { tags, flows, there } = around
  if (found && found.tags === tags && found.flows === flows && found.there === there) return found.issues
  const issues = checkConfig(known, around)
  before.set(around.people, { tags, flows, there, issues })
  return issues
}

function checkConfig(known: KnownNode, around: CheckAround): readonly Issue[] {
  const { node, definition, config } = known
  const issues = config.valid ? (definition.check?.(config.value, around) ?? []) : config.issues
  const missing = config.valid && around.there ? missingThings(known, around.there) : []
  return [...issues, ...missing].map((issue) => ({ node: node.id, ...issue }))
}
