import { canonicalJson } from '#flows/language/canonical-json.ts'
import type { Flow, FlowNode } from '#flows/language/flow.ts'

/** Something that differs between two flows for calls or for people; where things lie on the canvas is nothing of that. */
export interface Difference {
  readonly node: string | null
  /** What of it, as in `config.text` or `exits.next`; empty for the whole. */
  readonly field: string
  /** Absent where there was nothing. */
  readonly from?: unknown
  /** Absent where there is nothing any more. */
  readonly to?: unknown
}

/** What differs, in the order of the nodes: those that are there no more after the others. */
export function differences(before: Flow, after: Flow): readonly Difference[] {
  const [were, are] = [byId(before), byId(after)]
  const ids = [...new Set([...are.keys(), ...were.keys()])]
  return [
    ...changed(null, 'name', before.name, after.name),
    ...ids.flatMap((id) => nodeDifferences(id, were.get(id), are.get(id))),
    ...ids.flatMap((id) => exitDifferences(id, before, after)),
  ]
}

/** A difference as people read it. */
export function differenceWords({ node, field, ...sides }: Difference): string {
  const [from, to] = [shown(sides.from), shown(sides.to)]
  const what = [node ?? 'flow', field].filter((part) => part !== '').join(' ')
  if (!('from' in sides)) return `+ ${what}: ${to}`
  return 'to' in sides ? `~ ${what}: ${from} → ${to}` : `- ${what}: ${from}`
}

function nodeDifferences(id: string, before: FlowNode | undefined, after: FlowNode | undefined): readonly Difference[] {
  if (!before || !after)
    return changed(id, '', before && `${before.kind} “${before.title}”`, after && `${after.kind} “${after.title}”`)
  const fields = [...new Set([...Object.keys(before.config), ...Object.keys(after.config)])].toSorted()
  return [
    ...changed(id, 'kind', before.kind, after.kind),
    ...changed(id, 'title', before.title, after.title),
    ...changed(id, 'note', before.note, after.note),
    ...fields.flatMap((field) => changed(id, `config.${field}`, before.config[field], after.config[field])),
  ]
}

function exitDifferences(id: string, before: Flow, after: Flow): readonly Difference[] {
  const [were, are] = [exitsFrom(before, id), exitsFrom(after, id)]
  return [...new Set([...are.keys(), ...were.keys()])].flatMap((exit) =>
    changed(id, `exits.${exit}`, were.get(exit), are.get(exit)),
  )
}

function changed(node: string | null, field: string, from: unknown, to: unknown): readonly Difference[] {
  if (canonicalJson([from]) === canonicalJson([to])) return []
  return [{ node, field, ...(from !== undefined && { from }), ...(to !== undefined && { to }) }]
}

function byId({ nodes }: Flow): ReadonlyMap<string, FlowNode> {
  return new Map(nodes.map((node) => [node.id, node]))
}

function exitsFrom({ edges }: Flow, id: string): ReadonlyMap<string, string> {
  return new Map(edges.flatMap(({ from, exit, to }) => (from === id ? [[exit, to] as const] : [])))
}

function shown(value: unknown): string {
  return typeof value === 'string' ? `“${value}”` : JSON.stringify(value)
}
