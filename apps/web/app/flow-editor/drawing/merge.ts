import { exitNames } from '#flows/language/exits.ts'
import type { Flow, FlowNode } from '#flows/language/flow.ts'
import { mergeRemarks } from './merge-remarks.ts'
import { byId, isSame, pick, type Choose, type Conflict, type Settle, type ThreeDrawings } from './three-ways.ts'

export interface Merged {
  readonly flow: Flow
  /** Each of them settled by `choose`. */
  readonly conflicts: readonly Conflict[]
}

/**
 * Brings two people's work on one drawing together, by node and by field. Only what both changed in one and the same field
 * is a conflict. Of two places for one node mine stays, since calls know nothing of places. What is as in my drawing
 * afterwards is the same object, so that nothing is drawn again without need.
 */
export function mergeFlows({ base, mine, theirs }: ThreeDrawings, choose: Choose = () => 'theirs'): Merged {
  if (isSame(base, theirs)) return { flow: mine, conflicts: [] }
  const conflicts: Conflict[] = []
  const settle: Settle = (of, key, sides) => {
    const conflict = { of, key, ...sides }
    conflicts.push(conflict)
    return choose(conflict) === 'mine' ? sides.mine : sides.theirs
  }
  const three = { base, mine, theirs }
  const nodes = mergeNodes(three, settle)
  const edges = mergeEdges(three, { nodes, settle })
  const remarks = mergeRemarks(three, settle)
  const names = { base: base.name, mine: mine.name, theirs: theirs.name }
  const name = pick(names, (sides) => settle({ kind: 'name' }, 'name', sides))
  const { remarks: _theirs, ...rest } = theirs
  const merged: Flow = { ...rest, name, nodes, edges, ...(remarks.length > 0 && { remarks: [...remarks] }) }
  return { flow: isSame(mine, merged) ? mine : merged, conflicts }
}

/** In their order, then what I added. */
function mergeNodes({ base, mine, theirs }: ThreeDrawings, settle: Settle): Flow['nodes'] {
  const [before, own, other] = [byId(base.nodes), byId(mine.nodes), byId(theirs.nodes)]
  const ids = new Set([...other.keys(), ...own.keys()])
  const whole = (
    node: FlowNode,
    sides: { readonly mine: FlowNode | null; readonly theirs: FlowNode | null },
  ): FlowNode[] => [settle({ kind: 'node', node }, `node ${node.id}`, sides)].filter((kept) => kept !== null)
  return [...ids].flatMap((id): FlowNode[] => {
    const [was, my, their] = [before.get(id), own.get(id), other.get(id)]
    if (my && their && my.kind === their.kind) return [mergeNode({ was, my, their }, settle)]
    if (my && their)
      return isSame(was, my) ? [their] : isSame(was, their) ? [my] : whole(my, { mine: my, theirs: their })
    const [left, side] = my ? [my, mine] : [their, theirs]
    if (!left || !was) return left ? [left] : []
    return isWorkedOn(left, { was, base, side }) ? whole(left, { mine: my ?? null, theirs: their ?? null }) : []
  })
}

/** Whether somebody did more with a node than move it, so that removing it takes their work away. */
function isWorkedOn(
  node: FlowNode,
  { was, base, side }: { readonly was: FlowNode; readonly base: Flow; readonly side: Flow },
): boolean {
  if (!isSame({ ...was, position: null }, { ...node, position: null })) return true
  const before = new Set(base.edges.map(wayOf))
  return side.edges.some((edge) => (edge.from === node.id || edge.to === node.id) && !before.has(wayOf(edge)))
}

interface ThreeNodes {
  readonly was: FlowNode | undefined
  readonly my: FlowNode
  readonly their: FlowNode
}

function mergeNode({ was, my, their }: ThreeNodes, settle: Settle): FlowNode {
  if (isSame(my, their) || isSame(was, their)) return my
  if (isSame(was, my)) return their
  const { id, kind } = my
  const titles = { base: was?.title ?? '', mine: my.title, theirs: their.title }
  const notes = { base: was?.note, mine: my.note, theirs: their.note }
  const title = pick(titles, (sides) => settle({ kind: 'title', node: my }, `title ${id}`, sides))
  const note = pick(notes, (sides) => settle({ kind: 'note', node: my }, `note ${id}`, sides))
  const config = mergeConfig({ was, my, their }, settle)
  const position = was && isSame(was.position, my.position) ? their.position : my.position
  const merged: FlowNode = { id, kind, title, config, position, ...(note !== undefined && { note }) }
  return [my, their].find((one) => isSame(one, merged)) ?? merged
}

function mergeConfig({ was, my, their }: ThreeNodes, settle: Settle): FlowNode['config'] {
  const fields = new Set([...Object.keys(their.config), ...Object.keys(my.config)])
  const entries = [...fields].flatMap((field) => {
    const three = { base: was?.config[field], mine: my.config[field], theirs: their.config[field] }
    const value = pick(three, (sides) =>
      settle({ kind: 'setting', node: my, field }, `setting ${my.id} ${field}`, sides),
    )
    return value === undefined ? [] : [[field, value] as const]
  })
  return Object.fromEntries(entries)
}

/**
 * In their order, then what I added. That the node to which an exit led was removed is not a change of the exit, and an
 * exit that one of both took away by a node's settings leads nowhere, whatever the other did with it.
 */
function mergeEdges(
  { base, mine, theirs }: ThreeDrawings,
  { nodes, settle }: { readonly nodes: Flow['nodes']; readonly settle: Settle },
): Flow['edges'] {
  const left = byId(nodes)
  const [before, my, their] = [waysOf(base), waysOf(mine), waysOf(theirs)]
  const sides = [byId(mine.nodes), byId(theirs.nodes)]
  const isGone = (node: FlowNode, exit: string): boolean =>
    !exitNames(node).includes(exit) &&
    sides.some((nodes) => {
      const drawn = nodes.get(node.id)
      return drawn !== undefined && exitNames(drawn).includes(exit)
    })
  const exits = new Map([...theirs.edges, ...mine.edges].map((edge) => [exitOf(edge), edge]))
  return [...exits].flatMap(([key, { from, exit }]) => {
    const node = left.get(from)
    if (!node || isGone(node, exit)) return []
    const was = before.get(key)?.to ?? null
    const three = {
      base: was,
      mine: leadsTo(my.get(key), { was, flow: mine }),
      theirs: leadsTo(their.get(key), { was, flow: theirs }),
    }
    const to = pick(three, (both) => settle({ kind: 'exit', node, exit }, `exit ${from} ${exit}`, both))
    if (to === null || !left.has(to)) return []
    return [[my, their].map((ways) => ways.get(key)).find((edge) => edge?.to === to) ?? { from, exit, to }]
  })
}

function leadsTo(
  edge: Flow['edges'][number] | undefined,
  { was, flow }: { readonly was: string | null; readonly flow: Flow },
): string | null {
  if (edge) return edge.to
  return was !== null && flow.nodes.every(({ id }) => id !== was) ? was : null
}

/** Connections by their exits; of two at one exit, which is an error in any case, the first. */
function waysOf({ edges }: Flow): ReadonlyMap<string, Flow['edges'][number]> {
  return new Map(edges.toReversed().map((edge) => [exitOf(edge), edge]))
}

function exitOf({ from, exit }: Flow['edges'][number]): string {
  return `${from} ${exit}`
}

function wayOf({ from, exit, to }: Flow['edges'][number]): string {
  return `${from} ${exit} ${to}`
}
