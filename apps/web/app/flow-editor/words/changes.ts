import { canonicalJson } from '#flows/language/canonical-json.ts'
import { exitNames, exitWords } from '#flows/language/exits.ts'
import { definitionOf, type Flow, type FlowNode } from '#flows/language/flow.ts'
import { formFields } from '#flows/language/node-form.ts'
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
    ...(before.name === after.name
      ? []
      : [change(null, `The flow was renamed from “${before.name}” to “${after.name}”.`, true)]),
    ...came.map((node) => change(node.id, `Added “${node.title}” (${kindWords(node)}).`)),
    ...went.map((node) => change(null, `Removed “${node.title}” (${kindWords(node)}).`)),
    ...kept.flatMap(({ was, node }) => nodeChanges(was, node, names)),
    ...exitChanges(after, { old, now, ways: [before, after].map(waysOf) }),
    ...looks(kept),
    ...remarkChanges(before, after),
  ]
}

function nodeChanges(was: FlowNode, node: FlowNode, names: ReadonlyMap<string, string>): readonly Change[] {
  const renamed = was.title === node.title ? [] : [change(node.id, `“${was.title}” was renamed to “${node.title}”.`)]
  if (was.config === node.config || canonicalJson(was.config) === canonicalJson(node.config)) return renamed
  const definition = definitionOf(node.kind)
  if (!definition) return [...renamed, change(node.id, `“${node.title}” has other settings.`)]
  const [before, after] = [settled(definition.config, was.config), settled(definition.config, node.config)]
  const fields = formFields(definition.config).flatMap((field) => {
    const [from, to] = [before[field.name], after[field.name]]
    if (canonicalJson(from ?? null) === canonicalJson(to ?? null)) return []
    return [
      change(
        node.id,
        `“${node.title}”: “${field.label}” is ${valueWords(field, to, names)} instead of ${valueWords(field, from, names)}.`,
      ),
    ]
  })
  return [...renamed, ...fields]
}

/** A config with what its definition fills in, so that a default that was written down is not a change. */
function settled(
  schema: { safeParse(value: unknown): { success: boolean; data?: unknown } },
  config: Record<string, unknown>,
): Readonly<Record<string, unknown>> {
  const read = schema.safeParse(config)
  return read.success && typeof read.data === 'object' && read.data !== null ? { ...read.data } : config
}

interface Both {
  readonly old: ReadonlyMap<string, FlowNode>
  readonly now: ReadonlyMap<string, FlowNode>
  /** Of each node, the exits that lead somewhere: before, and after. */
  readonly ways: readonly ReadonlyMap<string, ReadonlyMap<string, string>>[]
}

function waysOf({ edges }: Flow): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const ways = new Map<string, Map<string, string>>()
  for (const { from, exit, to } of edges) {
    const own = ways.get(from) ?? new Map<string, string>()
    ways.set(from, own)
    if (!own.has(exit)) own.set(exit, to) // of two at one exit, the first counts
  }
  return ways
}

function exitChanges({ nodes }: Flow, { old, now, ways }: Both): readonly Change[] {
  return nodes.flatMap((node) => {
    const was = old.get(node.id)
    const own = ways.map((all) => all.get(node.id))
    const exits = new Set(own.flatMap((leading) => [...(leading?.keys() ?? [])]))
    return [...exits].flatMap((exit) => {
      const [from, to] = own.map((leading) => leading?.get(exit) ?? null)
      if (from === to) return []
      const leads = `“${node.title}”: “${exitWords(exitNames(node).includes(exit) ? node : was, exit)}” leads to ${place(to ?? null, now)}`
      return [
        change(
          node.id,
          was && was.kind === node.kind ? `${leads} instead of ${place(from ?? null, old)}.` : `${leads}.`,
        ),
      ]
    })
  })
}

function place(id: string | null, nodes: ReadonlyMap<string, FlowNode>): string {
  return id === null ? 'the end of the call' : `“${nodes.get(id)?.title ?? id}”`
}

function looks(kept: readonly { readonly was: FlowNode; readonly node: FlowNode }[]): readonly Change[] {
  const moved = kept.filter(
    ({ was, node }) => was.position.x !== node.position.x || was.position.y !== node.position.y,
  ).length
  const noted = kept.filter(({ was, node }) => (was.note ?? '') !== (node.note ?? ''))
  return [
    ...(moved > 0
      ? [change(null, `${moved === 1 ? 'One node was' : `${moved} nodes were`} moved on the canvas.`, true)]
      : []),
    ...noted.map(({ node }) => change(node.id, `The note on “${node.title}” was changed.`, true)),
  ]
}

function remarkChanges(before: Flow, after: Flow): readonly Change[] {
  return canonicalJson(before.remarks ?? []) === canonicalJson(after.remarks ?? [])
    ? []
    : [change(null, 'The notes on the canvas were changed.', true)]
}

function kindWords(node: FlowNode): string {
  return definitionOf(node.kind)?.label ?? node.kind
}

function change(node: string | null, words: string, looks = false): Change {
  return { node, looks, words }
}
