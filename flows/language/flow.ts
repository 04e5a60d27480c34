import { z } from 'zod'
import { inOneLine, shortLine } from '../story/one-line.ts'
import type { AnyDefinition, ConfigMigration } from './node.ts'
import { pathWords } from './path.ts'
import { definitions } from '../nodes/definitions.ts'

const id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/, 'An id has 1 to 64 letters, digits, - or _.')

/** A node as it is drawn. Its config is raw: a draft may be unfinished, and `check` says what is missing. */
const flowNode = z.strictObject({
  id,
  kind: z.string().min(1),
  title: z
    .string()
    .overwrite(inOneLine)
    .min(1, 'Give the node a title.')
    .max(80, 'A title can have at most 80 characters.'),
  config: z.record(z.string(), z.unknown()),
  position: z.strictObject({ x: z.number(), y: z.number() }),
  note: z.string().max(2000).optional(),
})

/** From an exit of a node to the node that follows. */
const flowEdge = z.strictObject({ from: id, exit: z.string().min(1), to: id })

/** A remark that stands on the drawing by itself. Calls know nothing of it. */
const flowRemark = z.strictObject({
  id,
  text: z.string().max(2000, 'A note can have at most 2,000 characters.'),
  position: z.strictObject({ x: z.number(), y: z.number() }),
})

/** A drawn flow, as it is kept as a draft and in each version. */
export const flowDocument = z.strictObject({
  format: z.literal(1, 'This flow was made by a newer Ringdown: update this one to open it.'),
  name: z
    .string()
    .overwrite(inOneLine)
    .min(1, 'Give the flow a name.')
    .max(80, 'A name can have at most 80 characters.'),
  nodes: z.array(flowNode).max(500, 'A flow can have at most 500 nodes.'),
  edges: z.array(flowEdge).max(2000, 'A flow can have at most 2,000 connections.'),
  remarks: z.array(flowRemark).max(200, 'A flow can have at most 200 notes.').optional(),
})

export type Flow = z.output<typeof flowDocument>
export type FlowNode = Flow['nodes'][number]
export type FlowRemark = NonNullable<Flow['remarks']>[number]

/** The result of reading a document: the flow in today's shape, or what is wrong with it and where. */
export type ReadFlow =
  | { readonly ok: true; readonly flow: Flow }
  | { readonly ok: false; readonly problems: readonly FlowProblem[] }

export interface FlowProblem {
  /** Where, as in `nodes[2].title`; empty for the document as a whole. */
  readonly path: string
  readonly message: string
}

/**
 * Reads a flow document of any age. Configs are brought to today's shape by their kinds' migrations;
 * whether the flow makes sense is for `check` to say.
 * @param json a parsed document, or its text.
 */
export function readFlow(json: unknown): ReadFlow {
  const parsed = parseText(json)
  if (parsed === NO_JSON)
    return { ok: false, problems: [{ path: '', message: 'This is not a flow: the text is not valid JSON.' }] }
  const read = flowDocument.safeParse(parsed)
  if (!read.success) {
    return {
      ok: false,
      problems: read.error.issues.slice(0, MOST_PROBLEMS).map(({ path, message }) => ({
        path: shortLine(pathWords(path), LONGEST_PROBLEM),
        message: shortLine(message, LONGEST_PROBLEM),
      })),
    }
  }
  const twice = read.data.nodes.findIndex(
    (node, index, nodes) => nodes.findIndex((other) => other.id === node.id) < index,
  )
  if (twice >= 0) {
    return {
      ok: false,
      problems: [{ path: `nodes[${twice}].id`, message: 'Another node has this id. Each node needs its own.' }],
    }
  }
  if (new Set(read.data.remarks?.map((remark) => remark.id)).size < (read.data.remarks?.length ?? 0)) {
    return { ok: false, problems: [{ path: 'remarks', message: 'Two notes have the same id. Each needs its own.' }] }
  }
  return { ok: true, flow: { ...read.data, nodes: read.data.nodes.map(migrateNode) } }
}

/**
 * Applies a kind's migrations in their order. All of them run at every reading, since a document
 * does not say how old its configs are: each must leave the newer shape as it is.
 */
export function migrate(
  config: Record<string, unknown>,
  migrations: readonly ConfigMigration[],
): Record<string, unknown> {
  return migrations.reduce((older, migration) => migration.up(older), config)
}

function migrateNode(node: FlowNode): FlowNode {
  return { ...node, config: migrate(node.config, definitionOf(node.kind)?.migrations ?? []) }
}

/** The definition of a kind by its name in a document; undefined when there is no such kind here. */
export function definitionOf(kind: string): AnyDefinition | undefined {
  return Object.hasOwn(definitions, kind) ? anyDefinitions[kind] : undefined
}

const anyDefinitions: Readonly<Record<string, AnyDefinition>> = definitions

const NO_JSON = Symbol('no JSON')

function parseText(json: unknown): unknown {
  if (typeof json !== 'string') return json
  try {
    return JSON.parse(json)
  } catch {
    return NO_JSON
  }
}

/** What is no flow document may have as many problems as letters: more than these help nobody. */
const MOST_PROBLEMS = 50
const LONGEST_PROBLEM = 300
