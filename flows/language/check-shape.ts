import { exitWords } from './exits.ts'
import type { Flow } from './flow.ts'
import { findCircle, findNoEnd, longestWait, reachableFrom, type FlowGraph } from './flow-graph.ts'
import type { Issue } from './issue.ts'
import type { KnownNode } from './known-nodes.ts'
import type { CheckAround } from './node.ts'
import type { NodeId } from './plan.ts'

/** Callers who hear ringing for longer than this have mostly hung up. Seconds. */
const PATIENCE = 90

/**
 * What is wrong with a flow's shape: its entry, its connections, its circles and its ends.
 * `reached` holds the nodes that a call may come to; with no single entry, all of them.
 */
export function checkShape(
  flow: Flow,
  { known, around }: { known: ReadonlyMap<NodeId, KnownNode>; around: CheckAround },
): { readonly issues: readonly Issue[]; readonly reached: ReadonlySet<NodeId> } {
  const issues = [...unknownKinds(flow, known), ...edgeIssues(flow, known)]
  const entries = flow.nodes.filter((node) => known.get(node.id)?.definition.group === 'start')
  const [entry, ...more] = entries
  const graph = graphOf(flow, { known, around })
  if (!entry) issues.push(error(null, '', 'A flow starts with an incoming call. Add one.'))
  for (const node of more) issues.push(error(node.id, '', 'A flow has one incoming call. Remove this one.'))
  const reached =
    entry && more.length === 0 ? reachableFrom(graph, entry.id) : new Set(flow.nodes.map((node) => node.id))
  for (const node of flow.nodes) {
    if (!reached.has(node.id))
      issues.push(warning(node.id, '', `No call can reach “${node.title}”. Connect it, or remove it.`))
  }
  const inner: FlowGraph = { nodes: new Map([...graph.nodes].filter(([id]) => reached.has(id))) }
  issues.push(...openExits(inner, known), ...wayIssues(inner, { entry: entry?.id ?? null, known }))
  return { issues, reached }
}

function unknownKinds(flow: Flow, known: ReadonlyMap<NodeId, KnownNode>): Issue[] {
  const strangers = flow.nodes.filter((node) => !known.has(node.id))
  return strangers.map((node) =>
    error(node.id, '', `There is no node kind “${node.kind}” here. Update Ringdown, or remove the node.`),
  )
}

function edgeIssues(flow: Flow, known: ReadonlyMap<NodeId, KnownNode>): Issue[] {
  const ids = new Set(flow.nodes.map((node) => node.id))
  const taken = new Set<string>()
  return flow.edges.flatMap((edge) => {
    const field = `exits.${edge.exit}`
    if (!ids.has(edge.from))
      return [error(null, '', `A connection begins at “${edge.from}”, which does not exist. Remove it.`)]
    if (!ids.has(edge.to))
      return [error(edge.from, field, `This leads to “${edge.to}”, which does not exist. Connect it to another node.`)]
    const from = known.get(edge.from)
    if (from && !from.exits.some(({ name }) => name === edge.exit))
      return [
        error(
          edge.from,
          field,
          `“${from.definition.label}” has no exit “${exitWords(from.node, edge.exit)}”. Remove the connection.`,
        ),
      ]
    if (known.get(edge.to)?.definition.group === 'start')
      return [error(edge.from, field, 'A call cannot come in a second time. Connect this to another node.')]
    const key = JSON.stringify([edge.from, edge.exit])
    if (taken.has(key))
      return [error(edge.from, field, `“${exitWords(from?.node, edge.exit)}” leads to two nodes. Keep one connection.`)]
    taken.add(key)
    return []
  })
}

function openExits(graph: FlowGraph, known: ReadonlyMap<NodeId, KnownNode>): Issue[] {
  return [...graph.nodes.keys()].flatMap((id) => {
    const { exits = [], next } = known.get(id) ?? {}
    const open = exits.filter(({ name, mustConnect }) => mustConnect && !next?.has(name))
    return open.map(({ name, words }) =>
      error(id, `exits.${name}`, `Connect “${words}”: callers would be cut off there.`),
    )
  })
}

function wayIssues(
  graph: FlowGraph,
  { entry, known }: { readonly entry: NodeId | null; readonly known: ReadonlyMap<NodeId, KnownNode> },
): Issue[] {
  const title = (id: NodeId): string => `“${known.get(id)?.node.title ?? id}”`
  const hot = findCircle(graph, (arrow) => arrow.quick)
  if (hot)
    return [
      error(
        hot[0] ?? null,
        '',
        `A call would loop here forever: ${roundTrip(hot, title)}. Connect one of them to another node.`,
      ),
    ]
  const noEnd = findNoEnd(graph)
  if (noEnd !== null)
    return [error(noEnd, '', `From ${title(noEnd)} a call can never end. Connect it to a voicemail or a hang-up.`)]
  return [...circleIssues(graph, known, title), ...waitIssues(graph, entry, known)]
}

/** Rounds that take time. One in which callers decide nothing is told of before one that they ask for themselves. */
function circleIssues(
  graph: FlowGraph,
  known: ReadonlyMap<NodeId, KnownNode>,
  title: (id: NodeId) => string,
): readonly Issue[] {
  const decides = (id: NodeId): boolean => known.get(id)?.definition.callerDecides === true
  const undecided: FlowGraph = { nodes: new Map([...graph.nodes].filter(([id]) => !decides(id))) }
  const alone = findCircle(undecided, () => true)
  // what takes a caller back says so to them
  const circle = alone ?? findCircle(graph, ({ to }) => known.get(to)?.definition.takesBack !== true)
  if (!circle) return []
  const round = roundTrip(circle, title)
  return [
    warning(
      circle[0] ?? null,
      '',
      alone
        ? `A call may loop here: ${round}. Ringdown ends it after several rounds.`
        : `A caller may come round here again: ${round}. That is fine where people answer or decide; Ringdown ends it after several rounds.`,
    ),
  ]
}

function waitIssues(graph: FlowGraph, entry: NodeId | null, known: ReadonlyMap<NodeId, KnownNode>): readonly Issue[] {
  const takesBack = (id: NodeId): boolean => known.get(id)?.definition.takesBack === true
  const wait =
    entry === null ? 0 : Math.max(...stretches(graph, takesBack, entry).map(([from, part]) => longestWait(part, from)))
  if (wait <= PATIENCE) return []
  return [
    warning(
      null,
      '',
      `In the worst case a caller hears ringing for ${wait} s. Above ${PATIENCE} s most callers have hung up.`,
    ),
  ]
}

/** Whoever takes a caller back talks with them: ringing is counted anew from there, and ends where it leads there. */
function stretches(
  graph: FlowGraph,
  takesBack: (id: NodeId) => boolean,
  entry: NodeId,
): readonly (readonly [NodeId, FlowGraph])[] {
  const talks = [...graph.nodes.keys()].filter(takesBack)
  if (talks.length === 0) return [[entry, graph]]
  const nodes = [...graph.nodes].map(
    ([id, node]) => [id, { ...node, arrows: node.arrows.filter(({ to }) => !takesBack(to)) }] as const,
  )
  return [entry, ...talks].map((from) => [from, { nodes: new Map(nodes) }])
}

function graphOf(
  flow: Flow,
  { known, around }: { known: ReadonlyMap<NodeId, KnownNode>; around: CheckAround },
): FlowGraph {
  const ids = new Set(flow.nodes.map(({ id }) => id))
  const nodes = flow.nodes.map(({ id }) => {
    const { definition, config, exits = [], next } = known.get(id) ?? {}
    const quick = new Set(exits.flatMap((exit) => (exit.quick ? [exit.name] : [])))
    const arrows = [...(next ?? [])].map(([exit, to]) => ({ to, quick: quick.has(exit) }))
    const mayEnd = exits.length === 0 || exits.some(({ name }) => !next?.has(name))
    const wait = (config?.valid && definition?.longestWait?.(config.value, around)) || 0
    return [id, { id, arrows: arrows.filter((arrow) => ids.has(arrow.to)), mayEnd, wait }] as const
  })
  return { nodes: new Map(nodes) }
}

function roundTrip(circle: readonly NodeId[], title: (id: NodeId) => string): string {
  return [...circle, ...circle.slice(0, 1)].map(title).join(' → ')
}

function error(node: NodeId | null, field: string, message: string): Issue {
  return { node, field, severity: 'error', message }
}

function warning(node: NodeId | null, field: string, message: string): Issue {
  return { node, field, severity: 'warning', message }
}
