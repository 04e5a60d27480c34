import { z } from 'zod'
import { definitionOf, flowDocument, type Flow } from '#flows/flow.ts'
import { freeId, freeTitle } from './new-node.ts'

/** Some nodes with the connections between them, on their way to another place or another flow. */
export const clipDocument = z.strictObject({
  ringdown: z.literal('nodes'),
  nodes: flowDocument.shape.nodes.min(1),
  edges: flowDocument.shape.edges,
})
export type Clip = z.output<typeof clipDocument>

/** Takes nodes for pasting; null when there is nothing to take. Where calls come in is not copied: a flow has one. */
export function copyNodes(flow: Flow, ids: ReadonlySet<string>): Clip | null {
  const nodes = flow.nodes.filter((node) => ids.has(node.id) && definitionOf(node.kind)?.group !== 'start')
  const taken = new Set(nodes.map((node) => node.id))
  const edges = flow.edges.filter((edge) => taken.has(edge.from) && taken.has(edge.to))
  return nodes.length > 0 ? { ringdown: 'nodes', nodes, edges } : null
}

/** Puts copied nodes into a flow, beside where they came from, under ids and titles of their own. */
export function pasteNodes(flow: Flow, clip: Clip): { readonly flow: Flow; readonly ids: readonly string[] } {
  const ids = new Map<string, string>()
  const pasted: Flow = { ...flow, nodes: [...flow.nodes] }
  for (const node of clip.nodes) {
    const id = freeId(pasted, node.id)
    ids.set(node.id, id)
    pasted.nodes.push({ ...node, id, title: freeTitle(pasted, node.title), position: { x: node.position.x + 32, y: node.position.y + 32 } })
  }
  const edges = clip.edges.flatMap(({ from, exit, to }) => {
    const [newFrom, newTo] = [ids.get(from), ids.get(to)]
    return newFrom !== undefined && newTo !== undefined ? [{ from: newFrom, exit, to: newTo }] : []
  })
  return { flow: { ...pasted, edges: [...flow.edges, ...edges] }, ids: [...ids.values()] }
}

/** What the clipboard holds, if it is nodes. */
export function readClip(text: string): Clip | null {
  try {
    return clipDocument.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}
