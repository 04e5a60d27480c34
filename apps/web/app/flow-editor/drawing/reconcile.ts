import type { Flow } from '#flows/language/flow.ts'
import { idsApart, keyWithIds, withIds } from './ids-apart.ts'
import { mergeFlows, type Merged } from './merge.ts'
import type { Choose, ThreeDrawings } from './three-ways.ts'

/** My drawing with their work in it, and how the rest of my editor follows. */
export interface Reconciled extends Merged {
  /** A step of mine before or after, with their work in it: going there takes back what I did and nothing of theirs. */
  step(flow: Flow): Flow
  /** What a chosen thing is called now. */
  key(key: string): string
}

/** Brings my drawing, and the steps that I could undo or redo, together with what somebody else saved. */
export function reconcile(
  { base, mine, theirs, steps }: ThreeDrawings & { readonly steps: readonly Flow[] },
  choose?: Choose,
): Reconciled {
  const ids = idsApart({ base, mine: [mine, ...steps], theirs })
  return {
    ...mergeFlows({ base, mine: withIds(mine, ids), theirs }, choose),
    step: (flow) => mergeFlows({ base, mine: withIds(flow, ids), theirs }).flow,
    key: (key) => keyWithIds(key, ids),
  }
}
