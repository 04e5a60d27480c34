import { canonicalJson } from '#flows/language/canonical-json.ts'
import type { Flow, FlowNode } from '#flows/language/flow.ts'

/** Three drawings: what both people began with, and what each of them made of it. */
export interface ThreeDrawings {
  readonly base: Flow
  readonly mine: Flow
  readonly theirs: Flow
}

/**
 * One field that two people changed differently. `key` names it. For a whole node or note, null says that it was
 * removed; for an exit, that it leads nowhere.
 */
export interface Conflict {
  readonly key: string
  readonly of: ConflictField
  readonly mine: unknown
  readonly theirs: unknown
}

export type ConflictField =
  | { readonly kind: 'name' }
  /** The words of a free note, or whether it stays. */
  | { readonly kind: 'remark' }
  /** Whether the node stays. */
  | { readonly kind: 'node'; readonly node: FlowNode }
  | { readonly kind: 'title' | 'note'; readonly node: FlowNode }
  | { readonly kind: 'setting'; readonly node: FlowNode; readonly field: string }
  | { readonly kind: 'exit'; readonly node: FlowNode; readonly exit: string }

export type Side = 'mine' | 'theirs'

/** Says whose value stays. */
export type Choose = (conflict: Conflict) => Side

interface Sides<Value> {
  readonly mine: Value
  readonly theirs: Value
}

/** Asks whose value of a field stays, and notes that it was asked. */
export type Settle = <Value>(of: ConflictField, key: string, sides: Sides<Value>) => Value

/** What only one side changed, or both alike; what `ask` says where they changed it differently. */
export function pick<Value>(
  { base, mine, theirs }: Sides<Value> & { readonly base: Value },
  ask: (sides: Sides<Value>) => Value,
): Value {
  if (isSame(mine, theirs) || isSame(base, theirs)) return mine
  return isSame(base, mine) ? theirs : ask({ mine, theirs })
}

/** Whether two things would be saved alike. */
export function isSame(a: unknown, b: unknown): boolean {
  return a === b || canonicalJson(a ?? null) === canonicalJson(b ?? null)
}

/** Things by their ids. */
export function byId<Thing extends { readonly id: string }>(things: readonly Thing[]): ReadonlyMap<string, Thing> {
  return new Map(things.map((thing) => [thing.id, thing]))
}
