import { readFlow, type Flow, type ReadFlow } from './flow.ts'
import { recordOf } from './path.ts'

/** The format of documents as files: what calls do apart from where things lie on the canvas. */
export const DOCUMENT_FORMAT = 2

/** A flow as a file has it, its fields in the order in which they are written. */
export interface FlowDocument {
  readonly format: typeof DOCUMENT_FORMAT
  readonly name: string
  readonly nodes: readonly DocumentNode[]
  readonly edges: Flow['edges']
  readonly layout: Readonly<Record<string, Place>>
  readonly remarks?: readonly { readonly id: string; readonly text: string; readonly position: Place }[]
}

type DocumentNode = Pick<Flow['nodes'][number], 'id' | 'kind' | 'title' | 'config' | 'note'>

interface Place {
  readonly x: number
  readonly y: number
}

/** What a document of another format is brought to, step by step: each takes the one before it. */
const migrations: readonly { readonly name: string; readonly from: number; up(document: Document): Document }[] = [
  { name: 'places of nodes stand apart from what calls do', from: 1, up: apart },
]

type Document = Readonly<Record<PropertyKey, unknown>>

/** A flow as its file has it. The same flow gives the same document, whatever it was read from. */
export function documentOf({ name, nodes, edges, remarks }: Flow): FlowDocument {
  return {
    format: DOCUMENT_FORMAT,
    name,
    nodes: nodes.map(({ id, kind, title, config, note }) => ({
      id,
      kind,
      title,
      config: inOrder(config),
      ...(note !== undefined && { note }),
    })),
    edges: edges.map(({ from, exit, to }) => ({ from, exit, to })),
    layout: Object.fromEntries(nodes.map(({ id, position: { x, y } }) => [id, { x, y }])),
    ...(remarks &&
      remarks.length > 0 && {
        remarks: remarks.map(({ id, text, position: { x, y } }) => ({ id, text, position: { x, y } })),
      }),
  }
}

/** Reads a document of any format and age. @param json a parsed document. */
export function readDocument(json: unknown): ReadFlow {
  const format = recordOf(json)['format']
  if (format !== 1 && format !== DOCUMENT_FORMAT) return ofAnotherFormat(readFlow(json))
  const document = migrations.reduce<Document>(
    (older, migration) => (older['format'] === migration.from ? migration.up(older) : older),
    recordOf(json),
  )
  const { layout, nodes, ...rest } = document
  const places = recordOf(layout)
  return readFlow({
    ...rest,
    format: 1, // as it is kept
    nodes: Array.isArray(nodes) ? nodes.map((node, index) => placed(node, places, index)) : nodes,
  })
}

/** Of a document of a newer release only that can be said. */
function ofAnotherFormat(read: ReadFlow): ReadFlow {
  const format = read.ok ? [] : read.problems.filter(({ path }) => path === 'format')
  return format.length > 0 ? { ok: false, problems: format } : read
}

/** Where a node lies that no layout names: one beside the other. */
const BESIDE = 320

function placed(node: unknown, places: Document, index: number): unknown {
  const { id } = recordOf(node)
  const place = typeof id === 'string' && Object.hasOwn(places, id) ? places[id] : { x: index * BESIDE, y: 0 }
  return typeof node === 'object' && node !== null && !Array.isArray(node) ? { ...node, position: place } : node
}

function apart({ nodes, ...document }: Document): Document {
  const all: readonly unknown[] = Array.isArray(nodes) ? nodes : []
  const layout = all.flatMap((node) => {
    const { id, position } = recordOf(node)
    return typeof id === 'string' && position !== undefined ? [[id, position] as const] : []
  })
  return {
    ...document,
    format: DOCUMENT_FORMAT,
    nodes: Array.isArray(nodes) ? all.map(withoutPlace) : nodes,
    layout: Object.fromEntries(layout),
  }
}

function withoutPlace(node: unknown): unknown {
  if (typeof node !== 'object' || node === null || Array.isArray(node)) return node
  const { position: _place, ...rest } = recordOf(node)
  return rest
}

/** Settings with their fields by name, at any depth: whoever wrote them in whichever order. */
function inOrder(config: Flow['nodes'][number]['config']): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(config)
      .toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
      .map(([name, value]) => [name, sorted(value)]),
  )
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  return typeof value === 'object' && value !== null ? inOrder({ ...value }) : value
}
