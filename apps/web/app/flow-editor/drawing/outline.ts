import { definitionOf, type Flow, type FlowNode } from '#flows/flow.ts'

/** A node with all that follows it. */
export interface Branch {
  readonly node: FlowNode
  readonly exits: readonly OutlinedExit[]
}

export interface OutlinedExit {
  readonly exit: string
  /** What follows; a node that was told before is only named; null when the exit is open. */
  readonly then: { readonly kind: 'branch'; readonly branch: Branch } | { readonly kind: 'told'; readonly node: FlowNode } | null
}

/** A flow as a list to be read from top to bottom: the way of a call, then each node that no call can reach. */
export function outline(flow: Flow): { readonly way: readonly Branch[]; readonly loose: readonly Branch[] } {
  const byId = new Map(flow.nodes.map((node) => [node.id, node]))
  const told = new Set<string>()
  const branchOf = (node: FlowNode): Branch => {
    told.add(node.id)
    const exits = exitsOf(flow, node).map((exit): OutlinedExit => {
      const to = flow.edges.find((edge) => edge.from === node.id && edge.exit === exit)?.to
      const next = to === undefined ? undefined : byId.get(to)
      if (!next) return { exit, then: null }
      return { exit, then: told.has(next.id) ? { kind: 'told', node: next } : { kind: 'branch', branch: branchOf(next) } }
    })
    return { node, exits }
  }
  const isStart = (node: FlowNode): boolean => definitionOf(node.kind)?.group === 'start'
  const way = flow.nodes.filter(isStart).map(branchOf)
  const led = new Set(flow.edges.map((edge) => edge.to))
  const rest = flow.nodes.filter((node) => !told.has(node.id)).toSorted((a, b) => Number(led.has(a.id)) - Number(led.has(b.id))) // beginnings first
  return { way, loose: rest.flatMap((node) => (told.has(node.id) ? [] : [branchOf(node)])) }
}

/** The exits of a node's kind, and any other that its connections name. */
export function exitsOf(flow: Flow, node: FlowNode): readonly string[] {
  const own = definitionOf(node.kind)?.exits ?? []
  const drawn = flow.edges.filter((edge) => edge.from === node.id).map((edge) => edge.exit)
  return [...new Set([...own, ...drawn])]
}
