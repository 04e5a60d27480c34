import { exitNames, exitsOf } from '#flows/language/exits.ts'
import { definitionOf, type Flow, type FlowNode } from '#flows/language/flow.ts'
import { newNode } from './new-node.ts'
import type { Direction } from './exit-place.ts'
import { leaving } from './lookup.ts'
import { freePlace, placeAfter, roomBetween } from './place-node.ts'

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
export function addNode(
  flow: Flow,
  { kind, wish }: { readonly kind: string; readonly wish: FlowNode['position'] },
): Added {
  const drawn = newNode(flow, kind)
  const node = { ...drawn, position: freePlace(flow, { card: drawn, wish }) }
  return { flow: { ...flow, nodes: [...flow.nodes, node] }, id: node.id }
}

/**
 * Adds a node behind an exit. When the exit leads somewhere already, the new node comes in between and what stands behind
 * makes room: its own first exit that must be connected, else its first, leads there.
 * @param wish its upper left corner; else it stands where it reads well, in the direction of the layout.
 */
export function addAfter(
  flow: Flow,
  {
    from,
    exit,
    kind,
    wish,
    direction = 'right',
  }: ExitOf & {
    readonly kind: string
    readonly wish?: FlowNode['position'] | undefined
    readonly direction?: Direction
  },
): Added {
  const source = flow.nodes.find((node) => node.id === from)
  if (!source) return addNode(flow, { kind, wish: { x: 0, y: 0 } })
  const exitIndex = exitNames(source).indexOf(exit)
  const card = newNode(flow, kind)
  const behind = flow.nodes.find((node) => node.id === nextOf(flow, { from, exit }))
  const alone = () =>
    wish ? freePlace(flow, { card, wish }) : placeAfter(flow, { from: source, exitIndex, card, direction })
  const room = behind
    ? roomBetween(flow, { from: source, to: behind, exitIndex, card, wish, direction })
    : { flow, position: alone() }
  const node = { ...card, position: room.position }
  const exits = exitsOf(node)
  const on = (exits.find(({ mustConnect }) => mustConnect) ?? exits[0])?.name
  const drawn = connect({ ...room.flow, nodes: [...room.flow.nodes, node] }, { from, exit, to: node.id })
  return {
    flow: behind && on !== undefined ? connect(drawn, { from: node.id, exit: on, to: behind.id }) : drawn,
    id: node.id,
  }
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
  return leaving(flow, from).find((edge) => edge.exit === exit)?.to ?? null
}

/** Removes nodes with their connections. The only node at which calls come in stays. */
export function removeNodes(flow: Flow, ids: ReadonlySet<string>): Flow {
  const entries = flow.nodes.filter(isEntry)
  const gone = new Set(
    flow.nodes.filter((node) => ids.has(node.id) && !(entries.length === 1 && isEntry(node))).map((node) => node.id),
  )
  if (gone.size === 0) return flow
  return {
    ...flow,
    nodes: flow.nodes.filter((node) => !gone.has(node.id)),
    edges: flow.edges.filter((edge) => !gone.has(edge.from) && !gone.has(edge.to)),
  }
}

/** Puts nodes elsewhere on the canvas. */
export function moveNodes(flow: Flow, places: ReadonlyMap<string, FlowNode['position']>): Flow {
  const moved = flow.nodes.some(
    ({ id, position }) => places.has(id) && (places.get(id)?.x !== position.x || places.get(id)?.y !== position.y),
  )
  return moved
    ? { ...flow, nodes: flow.nodes.map((node) => ({ ...node, position: places.get(node.id) ?? node.position })) }
    : flow
}

/** A drawing with other settings of a node, and the connections that went because their exits are no more. */
export interface Reconfigured {
  readonly flow: Flow
  readonly dropped: Flow['edges']
}

/** Changes a node's settings. Where that takes exits away, their connections go with them; an exit that only has another name keeps its own. */
export function changeConfig(flow: Flow, id: string, config: FlowNode['config']): Reconfigured {
  const before = flow.nodes.find((node) => node.id === id)
  if (!before) return { flow, dropped: [] }
  const left = exitNames({ kind: before.kind, config })
  const renamed = renamedExit(exitNames(before), left)
  const changed = changeNode(flow, id, { config })
  if (renamed) return { flow: { ...changed, edges: withExitRenamed(flow.edges, id, renamed) }, dropped: [] }
  const gone = new Set(exitNames(before).filter((exit) => !left.includes(exit)))
  const dropped = leaving(flow, id).filter(({ exit }) => gone.has(exit))
  if (dropped.length === 0) return { flow: changed, dropped }
  return { flow: { ...changed, edges: flow.edges.filter((edge) => !dropped.includes(edge)) }, dropped }
}

interface Renamed {
  readonly from: string
  readonly to: string
}

/** Where of all exits one alone is called differently now, and none is more or less. */
function renamedExit(before: readonly string[], after: readonly string[]): Renamed | null {
  const differing = before.flatMap((from, at) => (from === after[at] ? [] : [{ from, to: after[at] ?? '' }]))
  const [one, ...more] = differing
  if (!one || more.length > 0 || before.length !== after.length) return null
  return before.includes(one.to) || after.includes(one.from) ? null : one
}

function withExitRenamed(edges: Flow['edges'], id: string, { from, to }: Renamed): Flow['edges'] {
  return edges.some((edge) => edge.from === id && edge.exit === from)
    ? edges.map((edge) => (edge.from === id && edge.exit === from ? { ...edge, exit: to } : edge))
    : edges
}

/** Changes one node's title, config or note. An empty note is none. */
export function changeNode(flow: Flow, id: string, change: Partial<Pick<FlowNode, 'title' | 'config' | 'note'>>): Flow {
  return {
    ...flow,
    nodes: flow.nodes.map((node) => (node.id === id ? withoutEmptyNote({ ...node, ...change }) : node)),
  }
}

function withoutEmptyNote({ note, ...node }: FlowNode): FlowNode {
  return note ? { ...node, note } : node
}

function isEntry(node: FlowNode): boolean {
  return definitionOf(node.kind)?.group === 'start'
}
