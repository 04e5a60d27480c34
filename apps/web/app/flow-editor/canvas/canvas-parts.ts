import type { Flow, FlowNode } from '#flows/flow.ts'
import type { ExitOf } from '../drawing/drawing.ts'
import { exitsOf } from '../drawing/outline.ts'
import { exitWords } from '../words/exit-words.ts'
import { summaryOf } from '../words/summary.ts'
import type { FlowEdge } from './flow-edge.tsx'
import type { CardNode } from './node-card.tsx'

type Position = FlowNode['position']
type Size = { readonly width: number; readonly height: number }

/** What the canvas knows beside the drawing: what is chosen, where nodes are being dragged, how large they came out. */
export interface CanvasState {
  readonly chosen: ReadonlySet<string>
  readonly chosenExit: ExitOf | null
  readonly dragged: ReadonlyMap<string, Position>
  readonly sizes: ReadonlyMap<string, Size>
}

/**
 * The drawing's nodes as the canvas takes them.
 * @param before what it was given last: a node of which nothing changed must stay the same object, or all are drawn anew.
 */
export function canvasNodes(flow: Flow, { chosen, dragged, sizes }: CanvasState, before: ReadonlyMap<string, CardNode>): ReadonlyMap<string, CardNode> {
  return new Map(
    flow.nodes.map((node) => {
      const position = dragged.get(node.id) ?? node.position
      const size = sizes.get(node.id)
      const was = before.get(node.id)
      const isSame = was && was.data.node === node && was.selected === chosen.has(node.id) && was.position === position && was.measured === size
      if (isSame) return [node.id, was]
      const card: CardNode = { id: node.id, type: 'card', position, data: { node }, selected: chosen.has(node.id), ariaLabel: `${node.title}: ${summaryOf(node)}`, ...(size ? { measured: size } : {}) }
      return [node.id, card]
    }),
  )
}

/** The drawing's connections as the canvas takes them; those that begin or end nowhere are left to the issues. */
export function canvasEdges(flow: Flow, { chosenExit }: Pick<CanvasState, 'chosenExit'>): FlowEdge[] {
  const nodes = new Map(flow.nodes.map((node) => [node.id, node]))
  return flow.edges.flatMap(({ from, exit, to }): FlowEdge[] => {
    const [source, target] = [nodes.get(from), nodes.get(to)]
    if (!source || !target || !exitsOf(flow, source).includes(exit)) return []
    const words = `${exitWords(exit)} of ${source.title}, which leads to ${target.title}`
    const selected = chosenExit?.from === from && chosenExit.exit === exit
    return [{ id: `${from}:${exit}`, type: 'flow', source: from, sourceHandle: exit, target: to, targetHandle: 'in', selected, data: { exit: { from, exit }, words }, ariaLabel: words }]
  })
}
