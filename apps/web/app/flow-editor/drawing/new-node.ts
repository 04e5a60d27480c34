import { definitionOf, type Flow, type FlowNode } from '#flows/language/flow.ts'

/** A node of a kind, with the config that its definition proposes and a title that no other node has; it has no place yet. */
export function newNode(flow: Flow, kind: string): Omit<FlowNode, 'position'> {
  const definition = definitionOf(kind)
  const config = definition?.config.safeParse({})
  return {
    id: freeId(flow, kind),
    kind,
    title: freeTitle(flow, definition?.label ?? kind),
    config: config?.success ? asRecord(config.data) : {},
  }
}

/** An id that says the kind and that no node of the flow has. */
export function freeId({ nodes }: Pick<Flow, 'nodes'>, wish: string): string {
  return firstFree(wish, '-', (id) => nodes.every((node) => node.id !== id))
}

/** A title that no node of the flow has: the wish, or the wish with a number. */
export function freeTitle({ nodes }: Pick<Flow, 'nodes'>, wish: string): string {
  return firstFree(wish.slice(0, 70), ' ', (title) => nodes.every((node) => node.title !== title))
}

function firstFree(wish: string, between: string, isFree: (candidate: string) => boolean): string {
  if (isFree(wish)) return wish
  const stem = wish.replace(new RegExp(`${between}\\d+$`), '')
  for (let number = 2; ; number += 1) {
    const candidate = `${stem}${between}${number}`
    if (isFree(candidate)) return candidate
  }
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}
