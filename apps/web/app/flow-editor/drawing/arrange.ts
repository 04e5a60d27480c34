import { exitNames } from '#flows/language/exits.ts'
import { definitionOf, type Flow, type FlowNode } from '#flows/language/flow.ts'
import { CARD, GAP, cardHeight } from './card-size.ts'
import type { Direction } from './exit-place.ts'

type Layers = readonly (readonly FlowNode[])[]

/**
 * Places for all nodes of a flow: a node stands right of (or below) every node that leads to it, except for ways back,
 * in the order of the exits that lead to it. Nodes that no call can reach stand below the rest, in rows of four.
 */
export function arrange(flow: Flow, direction: Direction = 'right'): ReadonlyMap<string, FlowNode['position']> {
  const entry = flow.nodes.find((node) => definitionOf(node.kind)?.group === 'start') ?? flow.nodes[0]
  const places = new Map<string, FlowNode['position']>()
  if (!entry) return places
  const layers = ordered(flow, layersFrom(flow, entry.id))
  const bottom = direction === 'down' ? placeRows(layers, places) : placeColumns(layers, places)
  const loose = flow.nodes.filter((node) => !places.has(node.id))
  loose.forEach((node, index) =>
    places.set(node.id, {
      x: (index % 4) * (CARD.width + GAP.across),
      y: snap(bottom + 2 * GAP.down) + Math.floor(index / 4) * 232,
    }),
  )
  return places
}

/** Layer after layer to the right. @returns where the lowest card ends. */
function placeColumns(layers: Layers, places: Map<string, FlowNode['position']>): number {
  const height = Math.max(...layers.map((layer) => heightOf(layer)))
  layers.forEach((layer, column) => {
    let y = snap((height - heightOf(layer)) / 2)
    for (const node of layer) {
      places.set(node.id, { x: column * (CARD.width + GAP.across), y })
      y += snap(cardHeight(node) + GAP.down)
    }
  })
  return height
}

/** Layer after layer downwards. @returns where the lowest card ends. */
function placeRows(layers: Layers, places: Map<string, FlowNode['position']>): number {
  const step = CARD.width + GAP.beside
  const widest = Math.max(...layers.map((layer) => layer.length))
  return layers.reduce((y, layer) => {
    layer.forEach((node, index) => places.set(node.id, { x: snap(((widest - layer.length) / 2 + index) * step), y }))
    return snap(y + Math.max(0, ...layer.map((node) => cardHeight(node))) + GAP.below)
  }, 0)
}

/** How deep in the flow each reachable node stands: the longest way to it that never goes back. */
function layersFrom(flow: Flow, entry: string): ReadonlyMap<string, number> {
  const forward = forwardEdges(flow, entry)
  const depth = new Map([[entry, 0]])
  for (const id of topological(entry, forward)) {
    for (const next of forward.get(id) ?? []) depth.set(next, Math.max(depth.get(next) ?? 0, (depth.get(id) ?? 0) + 1))
  }
  return depth
}

/** The connections without those that lead back to a node on the way to them. */
function forwardEdges(flow: Flow, entry: string): ReadonlyMap<string, readonly string[]> {
  const forward = new Map<string, string[]>()
  const onTheWay = new Set<string>()
  const nexts = nextsOf(flow)
  const visit = (id: string): void => {
    if (forward.has(id)) return
    const ahead: string[] = []
    forward.set(id, ahead)
    onTheWay.add(id)
    for (const next of nexts(id)) {
      if (onTheWay.has(next)) continue
      ahead.push(next)
      visit(next)
    }
    onTheWay.delete(id)
  }
  visit(entry)
  return forward
}

/** Every node after all that lead to it. */
function topological(entry: string, forward: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const done = new Set<string>()
  const order: string[] = []
  const visit = (id: string): void => {
    if (done.has(id)) return
    done.add(id)
    for (const next of forward.get(id) ?? []) visit(next)
    order.unshift(id)
  }
  visit(entry)
  return order
}

/** The layers, each in the order of what leads to its nodes, so that few connections cross. */
function ordered(flow: Flow, depth: ReadonlyMap<string, number>): Layers {
  const count = Math.max(...depth.values()) + 1
  const layers: FlowNode[][] = Array.from({ length: count }, () => [])
  for (const node of flow.nodes) layers[depth.get(node.id) ?? -1]?.push(node)
  const rank = new Map<string, number>()
  const nodes = new Map(flow.nodes.map((node) => [node.id, node]))
  const leading = Map.groupBy(flow.edges, (edge) => edge.to)
  for (const layer of layers) {
    const weight = new Map(layer.map((node) => [node.id, middle(heights(leading.get(node.id) ?? [], { nodes, rank }))]))
    layer.sort((a, b) => (weight.get(a.id) ?? 0) - (weight.get(b.id) ?? 0))
    layer.forEach((node, index) => rank.set(node.id, index))
  }
  return layers
}

/** Heights, in cards and exits, at which connections begin. */
function heights(
  edges: Flow['edges'],
  { nodes, rank }: { readonly nodes: ReadonlyMap<string, FlowNode>; readonly rank: ReadonlyMap<string, number> },
): readonly number[] {
  return edges.flatMap((edge) => {
    const at = rank.get(edge.from)
    if (at === undefined) return []
    const from = nodes.get(edge.from)
    const exits = from ? exitNames(from) : []
    return [at + Math.max(0, exits.indexOf(edge.exit)) / (exits.length + 1)]
  })
}

function middle(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length
}

/** What follows each node, in the order of its exits. */
function nextsOf(flow: Flow): (id: string) => readonly string[] {
  const nodes = new Map(flow.nodes.map((node) => [node.id, node]))
  const leaving = Map.groupBy(flow.edges, (edge) => edge.from)
  return (id) => {
    const node = nodes.get(id)
    const exits = node ? exitNames(node) : []
    const edges = (leaving.get(id) ?? []).filter((edge) => nodes.has(edge.to))
    return edges.toSorted((a, b) => exits.indexOf(a.exit) - exits.indexOf(b.exit)).map((edge) => edge.to)
  }
}

function heightOf(layer: readonly FlowNode[]): number {
  return layer.reduce((sum, node) => sum + snap(cardHeight(node) + GAP.down), -GAP.down)
}

function snap(value: number): number {
  return Math.ceil(value / 8) * 8
}
