import type { Flow, FlowNode, FlowRemark } from '#flows/language/flow.ts'
import { freeId, freeTitle } from './new-node.ts'
import { freeRemarkId, remarkKey } from './remarks.ts'
import { byId, isSame } from './three-ways.ts'

/** New ids for nodes and free notes, by their old ones. */
export interface NewIds {
  readonly nodes: ReadonlyMap<string, string>
  /** What such a node is called instead of a title that they gave to another, by its old id. */
  readonly titles: ReadonlyMap<string, { readonly from: string; readonly to: string }>
  readonly remarks: ReadonlyMap<string, string>
}

/**
 * Two people who each add a node of one kind give both the same id, as ids say the kind. Mine get ids that nobody uses.
 * @param mine my drawing and my steps before and after it: one thing keeps one id in all of them.
 */
export function idsApart({
  base,
  mine,
  theirs,
}: {
  readonly base: Flow
  readonly mine: readonly Flow[]
  readonly theirs: Flow
}): NewIds {
  const all = [base, theirs, ...mine]
  const nodes = new Map<string, string>()
  const titles = new Map<string, { readonly from: string; readonly to: string }>()
  const taken: FlowNode[] = all.flatMap((flow) => flow.nodes)
  const other = byId(theirs.nodes)
  for (const [id, node] of added(
    mine.map((flow) => flow.nodes),
    base.nodes,
  )) {
    const their = other.get(id)
    if (
      !their ||
      (node.kind === their.kind && isOneNode(id, { mine, theirs, isOnePlace: isSame(node.position, their.position) }))
    )
      continue
    const fresh = freeId({ nodes: taken }, id)
    nodes.set(id, fresh)
    const isTaken = theirs.nodes.some(({ title }) => title === node.title)
    const title = isTaken ? freeTitle({ nodes: taken }, node.title) : node.title
    if (isTaken) titles.set(id, { from: node.title, to: title })
    taken.push({ ...node, id: fresh, title })
  }
  const remarks = new Map<string, string>()
  const notes = all.flatMap((flow): readonly FlowRemark[] => flow.remarks ?? [])
  const otherNotes = byId(theirs.remarks ?? [])
  for (const [id, note] of added(
    mine.map((flow) => flow.remarks ?? []),
    base.remarks ?? [],
  )) {
    const their = otherNotes.get(id)
    if (!their || isSame(their.position, note.position)) continue
    const fresh = freeRemarkId(notes)
    remarks.set(id, fresh)
    notes.push({ ...note, id: fresh })
  }
  return { nodes, titles, remarks }
}

/** A drawing of mine with the new ids. */
export function withIds(flow: Flow, { nodes, titles, remarks }: NewIds): Flow {
  if (nodes.size === 0 && remarks.size === 0) return flow
  const now = (id: string): string => nodes.get(id) ?? id
  const called = ({ id, title }: FlowNode): string =>
    titles.get(id)?.from === title ? (titles.get(id)?.to ?? title) : title
  return {
    ...flow,
    nodes: flow.nodes.map((node) => (nodes.has(node.id) ? { ...node, id: now(node.id), title: called(node) } : node)),
    edges: flow.edges.map((edge) =>
      nodes.has(edge.from) || nodes.has(edge.to) ? { ...edge, from: now(edge.from), to: now(edge.to) } : edge,
    ),
    ...(flow.remarks && { remarks: flow.remarks.map((note) => ({ ...note, id: remarks.get(note.id) ?? note.id })) }),
  }
}

/** A key of what can be chosen, with the new ids. */
export function keyWithIds(key: string, { nodes, remarks }: NewIds): string {
  const note = [...remarks].find(([id]) => remarkKey(id) === key)
  return note ? remarkKey(note[1]) : (nodes.get(key) ?? key)
}

/** What I added, as it is in the newest of my drawings that has it; these come first. */
function added<Thing extends { readonly id: string }>(
  mine: readonly (readonly Thing[])[],
  base: readonly Thing[],
): ReadonlyMap<string, Thing> {
  const before = byId(base)
  return new Map(
    mine
      .toReversed()
      .flatMap((things) => things.filter(({ id }) => !before.has(id)).map((thing) => [thing.id, thing] as const)),
  )
}

/** Added by both, and yet one: a save of mine whose answer was lost, or the same step taken twice at one place or exit. */
function isOneNode(
  id: string,
  { mine, theirs, isOnePlace }: { readonly mine: readonly Flow[]; readonly theirs: Flow; readonly isOnePlace: boolean },
): boolean {
  if (isOnePlace) return true
  const leading = theirs.edges.filter(({ to }) => to === id)
  return mine.some(({ edges }) => edges.some((edge) => leading.some((other) => isSame(edge, other))))
}
