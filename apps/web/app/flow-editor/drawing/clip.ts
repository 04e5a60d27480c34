import { z } from 'zod'
import { definitionOf, flowDocument, type Flow, type FlowNode, type FlowRemark } from '#flows/language/flow.ts'
import { boxesOf, collide } from './card-size.ts'
import { freeId, freeTitle } from './new-node.ts'
import { freeRemarkId, remarkKey } from './remarks.ts'

/** Some nodes with the connections between them, and free notes, on their way to another place or another flow. */
export const clipDocument = z
  .strictObject({
    ringdown: z.literal('nodes'),
    nodes: flowDocument.shape.nodes,
    edges: flowDocument.shape.edges,
    remarks: flowDocument.shape.remarks,
  })
  .refine(({ nodes, remarks = [] }) => nodes.length + remarks.length > 0)
export type Clip = z.output<typeof clipDocument>

/** How much farther aside each next place for copies is tried. */
const STEP = 32

/**
 * Takes nodes and free notes for pasting; null when there is nothing to take. Where calls come in is not copied: a flow
 * has one.
 */
export function copyNodes(flow: Flow, keys: ReadonlySet<string>): Clip | null {
  const nodes = flow.nodes.filter((node) => keys.has(node.id) && definitionOf(node.kind)?.group !== 'start')
  const remarks = (flow.remarks ?? []).filter(({ id }) => keys.has(remarkKey(id)))
  const taken = new Set(nodes.map((node) => node.id))
  const edges = flow.edges.filter((edge) => taken.has(edge.from) && taken.has(edge.to))
  if (nodes.length + remarks.length === 0) return null
  return { ringdown: 'nodes', nodes, edges, ...(remarks.length > 0 && { remarks }) }
}

/** Puts what was copied into a flow, where it came from or beside what lies there now, under ids and titles of its own. */
export function pasteNodes(flow: Flow, clip: Clip): { readonly flow: Flow; readonly keys: readonly string[] } {
  const aside = freeShift(flow, clip)
  const moved = ({ x, y }: FlowNode['position']) => ({ x: x + aside.x, y: y + aside.y })
  const ids = new Map<string, string>()
  const nodes = [...flow.nodes]
  for (const node of clip.nodes) {
    const id = freeId({ nodes }, node.id)
    ids.set(node.id, id)
    nodes.push({ ...node, id, title: freeTitle({ nodes }, node.title), position: moved(node.position) })
  }
  const edges = clip.edges.flatMap(({ from, exit, to }) => {
    const [newFrom, newTo] = [ids.get(from), ids.get(to)]
    return newFrom !== undefined && newTo !== undefined ? [{ from: newFrom, exit, to: newTo }] : []
  })
  const remarks: FlowRemark[] = [...(flow.remarks ?? [])]
  const notes = (clip.remarks ?? []).map((remark) => {
    const id = freeRemarkId(remarks)
    remarks.push({ ...remark, id, position: moved(remark.position) })
    return remarkKey(id)
  })
  return {
    flow: { ...flow, nodes, edges: [...flow.edges, ...edges], ...(remarks.length > 0 && { remarks }) },
    keys: [...ids.values(), ...notes],
  }
}

/** "one node", "2 nodes and one note". */
export function clipWords({ nodes, remarks = [] }: Clip): string {
  const counted = (count: number, what: string): readonly string[] =>
    count === 0 ? [] : [count === 1 ? `one ${what}` : `${count} ${what}s`]
  return [...counted(nodes.length, 'node'), ...counted(remarks.length, 'note')].join(' and ')
}

/** What the clipboard holds, if it is nodes. */
export function readClip(text: string): Clip | null {
  try {
    return clipDocument.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}

/** The shortest way aside, straight down, to the right or between both, after which no copy lies on what is there. */
function freeShift(flow: Flow, clip: Clip): FlowNode['position'] {
  const [there, copies] = [boxesOf(flow), boxesOf(clip)]
  const isFree = (by: FlowNode['position']): boolean =>
    copies.every((copy) => there.every((box) => !collide(box, { ...copy, x: copy.x + by.x, y: copy.y + by.y })))
  for (let far = 0; ; far += STEP) {
    const free = [
      { x: 0, y: far },
      { x: far, y: 0 },
      { x: far, y: far },
    ].find(isFree)
    if (free) return free
  }
}
