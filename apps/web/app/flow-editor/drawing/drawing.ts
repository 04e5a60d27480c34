import { definitionOf, type Flow, type FlowNode } from '#flows/flow.ts'
import { newNode } from './new-node.ts'
import type { Direction } from './exit-place.ts'
import { freePlace, placeAfter } from './place-node.ts'

/** An exit of a node of the flow. */
export interface ExitOf {
  readonly from: string
  readonly exit: string
}

/** A changed flow, and the node that came into it. */
export interface Added {
  readonly flow: Flow
  readonly id: string
}

/** Adds a node by itself, near `wish`. */
export function addNode(flow: Flow, { kind, wish }: { readonly kind: string; readonly wish: FlowNode['position'] }): Added {
  const node = newNode(flow, { kind, position: freePlace(flow, { kind, wish }) })
  return { flow: { ...flow, nodes: [...flow.nodes, node] }, id: node.id }
}

/**
 * Adds a node behind an exit. When the exit leads somewhere already, the new node comes in between: its own first exit
 * that must be connected, else its first, leads there.
 * @param wish its upper left corner; else it stands where it reads well, in the direction of the layout.
 */
export function addAfter(flow: Flow, { from, exit, kind, wish, direction = 'right' }: ExitOf & { readonly kind: string; readonly wish?: FlowNode['position'] | undefined; readonly direction?: Direction }): Added {
  const source = flow.nodes.find((node) => node.id === from)
  if (!source) return addNode(flow, { kind, wish: { x: 0, y: 0 } })
  const exitIndex = definitionOf(source.kind)?.exits.indexOf(exit) ?? 0
  const position = wish ? freePlace(flow, { kind, wish }) : placeAfter(flow, { from: source, exitIndex, kind, direction })
  const node = newNode(flow, { kind, position })
  const behind = nextOf(flow, { from, exit })
  const definition = definitionOf(kind)
  const on = definition?.mustConnect?.[0] ?? definition?.exits[0]
  const drawn = connect({ ...flow, nodes: [...flow.nodes, node] }, { from, exit, to: node.id })
  return { flow: behind !== null && on !== undefined ? connect(drawn, { from: node.id, exit: on, to: behind }) : drawn, id: node.id }
}

/** Lets an exit lead to a node; wherever it led before, it does not any longer. */
export function connect(flow: Flow, { from, exit, to }: ExitOf & { readonly to: string }): Flow {
  if (!mayLeadTo(flow, to) || nextOf(flow, { from, exit }) === to) return flow
  return { ...flow, edges: [...disconnect(flow, { from, exit }).edges, { from, exit, to }] }
}

/** Whether exits may lead to a node: to any but the one where calls come in. */
export function mayLeadTo(flow: Flow, to: string): boolean {
  const target = flow.nodes.find((node) => node.id === to)
  return target !== undefined && definitionOf(target.kind)?.group !== 'start'
}

/** Leaves an exit open. */
export function disconnect(flow: Flow, { from, exit }: ExitOf): Flow {
  const edges = flow.edges.filter((edge) => edge.from !== from || edge.exit !== exit)
  return edges.length === flow.edges.length ? flow : { ...flow, edges }
}

/** The node to which an exit leads; null when it is open. */
export function nextOf(flow: Flow, { from, exit }: ExitOf): string | null {
  return flow.edges.find((edge) => edge.from === from && edge.exit === exit)?.to ?? null
}

/** Removes nodes with their connections. The only node at which calls come in stays. */
export function removeNodes(flow: Flow, ids: ReadonlySet<string>): Flow {
  const entries = flow.nodes.filter(isEntry)
  const gone = new Set(flow.nodes.filter((node) => ids.has(node.id) && !(entries.length === 1 && isEntry(node))).map((node) => node.id))
  if (gone.size === 0) return flow
  return { ...flow, nodes: flow.nodes.filter((node) => !gone.has(node.id)), edges: flow.edges.filter((edge) => !gone.has(edge.from) && !gone.has(edge.to)) }
}

/** Puts nodes elsewhere on the canvas. */
export function moveNodes(flow: Flow, places: ReadonlyMap<string, FlowNode['position']>): Flow {
  const moved = flow.nodes.some(({ id, position }) => places.has(id) && (places.get(id)?.x !== position.x || places.get(id)?.y !== position.y))
  return moved ? { ...flow, nodes: flow.nodes.map((node) => ({ ...node, position: places.get(node.id) ?? node.position })) } : flow
}

/** Changes one node's title, config or note. An empty note is none. */
export function changeNode(flow: Flow, id: string, change: Partial<Pick<FlowNode, 'title' | 'config' | 'note'>>): Flow {
  return { ...flow, nodes: flow.nodes.map((node) => (node.id === id ? withoutEmptyNote({ ...node, ...change }) : node)) }
}

function withoutEmptyNote({ note, ...node }: FlowNode): FlowNode {
  return note ? { ...node, note } : node
}

function isEntry(node: FlowNode): boolean {
  return definitionOf(node.kind)?.group === 'start'
}
