import { canonicalJson } from '#flows/canonical-json.ts'
import { exitWords } from '#flows/exit-words.ts'
import { definitionOf, type Flow, type FlowNode } from '#flows/flow.ts'
import { formFields } from '#flows/node-form.ts'
import { valueWords } from './value-words.ts'

/** One difference between two drawings. `looks` says that calls notice nothing of it. */
export interface Change {
  readonly node: string | null
  readonly looks: boolean
  readonly words: string
}

/**
 * What changes from one drawing to another, in sentences: nodes that came and went, then what is different in those that
 * stay, then where their exits lead, then what only looks different.
 * @param names member id → name.
 */
export function changes(before: Flow, after: Flow, names: ReadonlyMap<string, string>): readonly Change[] {
  const old = new Map(before.nodes.map((node) => [node.id, node]))
  const now = new Map(after.nodes.map((node) => [node.id, node]))
  const kept = after.nodes.flatMap((node) => {
    const was = old.get(node.id)
    return was && was.kind === node.kind ? [{ was, node }] : []
  })
  const came = after.nodes.filter((node) => old.get(node.id)?.kind !== node.kind)
  const went = before.nodes.filter((node) => now.get(node.id)?.kind !== node.kind)
  return [
    ...(before.name === after.name ? [] : [change(null, `The flow is called “${after.name}” instead of “${before.name}”.`, true)]),
    ...came.map((node) => change(node.id, `Added “${node.title}” (${kindWords(node)}).`)),
    ...went.map((node) => change(null, `Removed “${node.title}” (${kindWords(node)}).`)),
    ...kept.flatMap(({ was, node }) => nodeChanges(was, node, names)),
    ...after.nodes.flatMap((node) => exitChanges(node, { before, after, old, now })),
    ...looks(kept),
    ...remarkChanges(before, after),
  ]
}

function nodeChanges(was: FlowNode, node: FlowNode, names: ReadonlyMap<string, string>): readonly Change[] {
  const renamed = was.title === node.title ? [] : [change(node.id, `“${was.title}” is called “${node.title}”.`)]
  const definition = definitionOf(node.kind)
  if (!definition) return canonicalJson(was.config) === canonicalJson(node.config) ? renamed : [...renamed, change(node.id, `“${node.title}” is set differently.`)]
  const fields = formFields(definition.config).flatMap((field) => {
    const [from, to] = [settled(definition.config, was.config)[field.name], settled(definition.config, node.config)[field.name]]
    if (canonicalJson(from ?? null) === canonicalJson(to ?? null)) return []
    return [change(node.id, `“${node.title}”: “${field.label}” is ${valueWords(field, to, names)} instead of ${valueWords(field, from, names)}.`)]
  })
  return [...renamed, ...fields]
}

/** A config with what its definition fills in, so that a default that was written down is no change. */
function settled(schema: { safeParse(value: unknown): { success: boolean; data?: unknown } }, config: Record<string, unknown>): Readonly<Record<string, unknown>> {
  const read = schema.safeParse(config)
  return read.success && typeof read.data === 'object' && read.data !== null ? { ...read.data } : config
}

interface Both {
  readonly before: Flow
  readonly after: Flow
  readonly old: ReadonlyMap<string, FlowNode>
  readonly now: ReadonlyMap<string, FlowNode>
}

function exitChanges(node: FlowNode, { before, after, old, now }: Both): readonly Change[] {
  const was = old.get(node.id)
  const exits = new Set([...before.edges, ...after.edges].filter((edge) => edge.from === node.id).map((edge) => edge.exit))
  return [...exits].flatMap((exit) => {
    const [from, to] = [before, after].map((flow) => flow.edges.find((edge) => edge.from === node.id && edge.exit === exit)?.to ?? null)
    if (from === to) return []
    const leads = `“${node.title}”: “${exitWords(node.kind, exit)}” leads to ${place(to ?? null, now)}`
    return [change(node.id, was && was.kind === node.kind ? `${leads} instead of ${place(from ?? null, old)}.` : `${leads}.`)]
  })
}

function place(id: string | null, nodes: ReadonlyMap<string, FlowNode>): string {
  return id === null ? 'the end of the call' : `“${nodes.get(id)?.title ?? id}”`
}

function looks(kept: readonly { readonly was: FlowNode; readonly node: FlowNode }[]): readonly Change[] {
  const moved = kept.filter(({ was, node }) => was.position.x !== node.position.x || was.position.y !== node.position.y).length
  const noted = kept.filter(({ was, node }) => (was.note ?? '') !== (node.note ?? ''))
  return [
    ...(moved > 0 ? [change(null, `${moved === 1 ? 'One node was' : `${moved} nodes were`} moved on the canvas.`, true)] : []),
    ...noted.map(({ node }) => change(node.id, `The note on “${node.title}” is different.`, true)),
  ]
}

function remarkChanges(before: Flow, after: Flow): readonly Change[] {
  return canonicalJson(before.remarks ?? []) === canonicalJson(after.remarks ?? []) ? [] : [change(null, 'The notes on the canvas are different.', true)]
}

function kindWords(node: FlowNode): string {
  return definitionOf(node.kind)?.label ?? node.kind
}

function change(node: string | null, words: string, looks = false): Change {
  return { node, looks, words }
}
