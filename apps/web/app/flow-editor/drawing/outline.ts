import { haveSameExits } from '#flows/language/exits.ts'
import { definitionOf, type Flow, type FlowNode } from '#flows/language/flow.ts'
import { drawnExits, leaving, nodeOf } from './lookup.ts'

/** A node with all that follows it. */
export interface Branch {
  readonly node: FlowNode
  readonly exits: readonly OutlinedExit[]
}

export interface OutlinedExit {
  readonly exit: string
  /** What follows; a node that was listed before is only named; null when the exit is open. */
  readonly then:
    | { readonly kind: 'branch'; readonly branch: Branch }
    | { readonly kind: 'told'; readonly node: FlowNode }
    | null
}

/** A flow as a list to be read from top to bottom: the way of a call, then each node that no call can reach. */
export function outline(flow: Flow): { readonly way: readonly Branch[]; readonly loose: readonly Branch[] } {
  const told = new Set<string>()
  const branchOf = (node: FlowNode): Branch => {
    told.add(node.id)
    const exits = drawnExits(flow, node).map((exit): OutlinedExit => {
      const to = leaving(flow, node.id).find((edge) => edge.exit === exit)?.to
      const next = to === undefined ? undefined : nodeOf(flow, to)
      if (!next) return { exit, then: null }
      return {
        exit,
        then: told.has(next.id) ? { kind: 'told', node: next } : { kind: 'branch', branch: branchOf(next) },
      }
    })
    return { node, exits }
  }
  const isStart = (node: FlowNode): boolean => definitionOf(node.kind)?.group === 'start'
  const way = flow.nodes.filter(isStart).map(branchOf)
  const led = new Set(flow.edges.map((edge) => edge.to))
  const rest = flow.nodes
    .filter((node) => !told.has(node.id))
    .toSorted((a, b) => Number(led.has(a.id)) - Number(led.has(b.id))) // beginnings first
  return { way, loose: rest.flatMap((node) => (told.has(node.id) ? [] : [branchOf(node)])) }
}

/** Whether two drawings have the same outline, though their nodes may say something else. */
export function hasSameOutline(a: Flow, b: Flow): boolean {
  const isAlike = (node: FlowNode, other: FlowNode | undefined): boolean =>
    node.id === other?.id && node.kind === other.kind && haveSameExits(node, other)
  return (
    a.edges === b.edges &&
    a.nodes.length === b.nodes.length &&
    a.nodes.every((node, index) => isAlike(node, b.nodes[index]))
  )
}
