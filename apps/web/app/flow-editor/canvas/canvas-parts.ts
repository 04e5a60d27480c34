import { exitWords, haveSameExits } from '#flows/language/exits.ts'
import type { Flow, FlowNode, FlowRemark } from '#flows/language/flow.ts'
import type { ExitOf } from '../drawing/drawing.ts'
import { entries, type Direction, type Entry } from '../drawing/exit-place.ts'
import { drawnExits } from '../drawing/lookup.ts'
import { remarkKey } from '../drawing/remarks.ts'
import { routes, type Point } from '../drawing/route.ts'
import { summaryOf, type Named } from '../words/summary.ts'
import type { FlowEdge } from './flow-edge.tsx'
import type { CardNode } from './node-card.tsx'
import type { RemarkNode } from './remark-card.tsx'

export type Size = { readonly width: number; readonly height: number }

/** What stands on the canvas. */
export type CanvasNode = CardNode | RemarkNode

/** What the canvas knows beside the drawing: what is chosen, where things are being dragged, how large they came out. */
export interface CanvasState {
  readonly chosen: ReadonlySet<string>
  readonly dragged: ReadonlyMap<string, Point>
  readonly sizes: ReadonlyMap<string, Size>
  readonly direction: Direction
}

/** The drawing as it is seen while something is dragged. */
export function seenFlow(flow: Flow, dragged: ReadonlyMap<string, Point>): Flow {
  if (dragged.size === 0) return flow
  return {
    ...flow,
    nodes: flow.nodes.map((node) =>
      dragged.has(node.id) ? { ...node, position: dragged.get(node.id) ?? node.position } : node,
    ),
  }
}

/**
 * The drawing's nodes and free notes as the canvas takes them.
 * @param before what it was given last: a node of which nothing changed must stay the same object, or all are drawn anew.
 */
export function canvasNodes(
  flow: Flow,
  state: CanvasState & { readonly named: Named },
  before: ReadonlyMap<string, CanvasNode>,
): ReadonlyMap<string, CanvasNode> {
  const sides = entries(seenFlow(flow, state.dragged), state.direction)
  const led = new Set(flow.edges.map((edge) => edge.to))
  const remarks = (flow.remarks ?? []).map((remark) => remarkNode(remark, state, before))
  const cards = flow.nodes.map((node) =>
    cardNode(node, { ...state, entry: sides.get(node.id) ?? 'left', isLed: led.has(node.id) }, before),
  )
  return new Map([...remarks, ...cards].map((node) => [node.id, node]))
}

function cardNode(
  node: FlowNode,
  {
    chosen,
    dragged,
    sizes,
    entry,
    isLed,
    named,
  }: CanvasState & { readonly named: Named; readonly entry: Entry; readonly isLed: boolean },
  before: ReadonlyMap<string, CanvasNode>,
): CanvasNode {
  const position = dragged.get(node.id) ?? node.position
  const size = sizes.get(node.id)
  const was = before.get(node.id)
  const isSame =
    was?.type === 'card' &&
    was.data.node === node &&
    was.data.entry === entry &&
    was.data.isLed === isLed &&
    was.selected === chosen.has(node.id) &&
    was.position === position &&
    was.measured === size
  if (isSame) return was
  return {
    id: node.id,
    type: 'card',
    position,
    data: { node, entry, isLed },
    selected: chosen.has(node.id),
    ariaLabel: `${node.title}: ${summaryOf(node, named)}`,
    ...(size ? { measured: size } : {}),
  }
}

function remarkNode(
  remark: FlowRemark,
  { chosen, dragged, sizes }: CanvasState,
  before: ReadonlyMap<string, CanvasNode>,
): CanvasNode {
  const id = remarkKey(remark.id)
  const position = dragged.get(id) ?? remark.position
  const size = sizes.get(id)
  const was = before.get(id)
  if (
    was?.type === 'remark' &&
    was.data.remark === remark &&
    was.selected === chosen.has(id) &&
    was.position === position &&
    was.measured === size
  )
    return was
  return {
    id,
    type: 'remark',
    position,
    data: { remark },
    zIndex: -1,
    selected: chosen.has(id),
    ariaLabel: `Note: ${remark.text || 'empty'}`,
    ...(size ? { measured: size } : {}),
  }
}

type LineState = Pick<CanvasState, 'direction' | 'dragged'> & {
  readonly chosenExit: ExitOf | null
  /** The one onto which a node being dragged would be put. */
  readonly aimed: ExitOf | null
}

/**
 * The drawing's connections as the canvas takes them; those that begin or end nowhere are left to the issues.
 * @param before what it was given last, as for nodes. While something is dragged, only its own connections find new ways.
 */
export function canvasEdges(
  drawn: Flow,
  { chosenExit, aimed, direction, dragged }: LineState,
  before: ReadonlyMap<string, FlowEdge>,
): ReadonlyMap<string, FlowEdge> {
  const flow = seenFlow(drawn, dragged)
  const nodes = new Map(flow.nodes.map((node) => [node.id, node]))
  const ways = dragged.size > 0 ? routes(flow, entries(flow, direction), dragged) : waysOf(flow, direction)
  const edges = flow.edges.flatMap(({ from, exit, to }): FlowEdge[] => {
    const [source, target] = [nodes.get(from), nodes.get(to)]
    if (!source || !target || !drawnExits(flow, source).includes(exit)) return []
    const id = `${from}:${exit}`
    const way = ways.get(id) ?? before.get(id)?.data?.way ?? []
    const words = `“${exitWords(source, exit)}” of ${source.title}, which leads to ${target.title}`
    const isAt = (one: ExitOf | null): boolean => one?.from === from && one.exit === exit
    const [selected, isAimed] = [isAt(chosenExit), isAt(aimed)]
    const was = before.get(id)
    const known = was?.data
    const looksSame = was?.target === to && was.selected === selected && known?.isAimed === isAimed
    if (was && known && looksSame && known.words === words && isSameWay(known.way, way)) return [was]
    return [
      {
        id,
        type: 'flow',
        source: from,
        sourceHandle: exit,
        target: to,
        targetHandle: 'in',
        selected,
        data: { exit: { from, exit }, words, way, isAimed },
        ariaLabel: words,
      },
    ]
  })
  return new Map(edges.map((edge) => [edge.id, edge]))
}

let last: { readonly flow: Flow; readonly direction: Direction; readonly ways: ReturnType<typeof routes> } | null = null

/** The ways of a whole drawing. They change only when something moves or leads elsewhere, not when a form is edited. */
function waysOf(flow: Flow, direction: Direction): ReturnType<typeof routes> {
  if (!last || last.direction !== direction || !isSameShape(last.flow, flow))
    last = { flow, direction, ways: routes(flow, entries(flow, direction)) }
  return last.ways
}

function isSameShape(a: Flow, b: Flow): boolean {
  return (
    a.edges === b.edges &&
    a.nodes.length === b.nodes.length &&
    a.nodes.every((node, index) => {
      const other = b.nodes[index]
      return node.id === other?.id && node.position === other.position && haveSameExits(node, other)
    })
  )
}

function isSameWay(a: readonly Point[], b: readonly Point[]): boolean {
  return a.length === b.length && a.every(({ x, y }, index) => b[index]?.x === x && b[index].y === y)
}
