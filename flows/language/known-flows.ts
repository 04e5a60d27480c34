/** A flow of the organisation as those know it that may lead to it. */
export interface KnownFlow {
  readonly id: string
  readonly name: string
  /** Its newest published version; null: it was never published. */
  readonly newest: number | null
  /** The flows to which calls go on from that version: their ids. */
  readonly goesTo: readonly string[]
}

/** The flows around a drawing. */
export interface FlowsAround {
  /** The id of the flow that is drawn. */
  readonly own: string
  readonly all: readonly KnownFlow[]
}

/** The ids of the flows on a way from one flow to another, both included; null where none leads there. */
export function wayBetween(all: readonly KnownFlow[], from: string, to: string): readonly string[] | null {
  const goesTo = new Map(all.map((flow) => [flow.id, flow.goesTo]))
  const seen = new Set<string>()
  const waiting: (readonly string[])[] = [[from]]
  for (let way = waiting.shift(); way; way = waiting.shift()) {
    const last = way.at(-1) ?? from
    if (last === to) return way
    if (seen.has(last)) continue
    seen.add(last)
    for (const next of goesTo.get(last) ?? []) waiting.push([...way, next])
  }
  return null
}

/** Why a flow cannot lead to itself, and what to do. @param names of the flows on the way round, from the first back to it. */
export function wayRoundWords(names: readonly string[]): string {
  const round = names.map((name) => `“${name}”`).join(' → ')
  return `A flow cannot lead back to itself: ${round}. Let the call go on at a node of this flow instead, or end it before that.`
}
