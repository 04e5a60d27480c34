import { readFlow, type Flow } from '#flows/language/flow.ts'
import { reconcile } from '../drawing/reconcile.ts'
import { isSame, type Choose } from '../drawing/three-ways.ts'
import type { Autosave, Theirs } from './autosave.ts'
import type { EditorStore } from './editor-store.ts'

/**
 * `asks`: both changed one field, and a person says whose value stays. `unreadable`: theirs is from a newer Ringdown.
 */
export type Followed = 'done' | 'asks' | 'unreadable'

interface Following {
  readonly store: EditorStore
  readonly autosave: Autosave
  readonly theirs: Theirs
  /** What the person said of each field that both changed; absent, nothing is done while there is one. */
  readonly choose?: Choose
}

/**
 * Shows what somebody else saved together with what is drawn here, which is then saved onto it. Rarely needed, so it is
 * loaded when it is.
 */
export function follow({ store, autosave, theirs, choose }: Following): Followed {
  const read = readFlow(theirs.document)
  if (!read.ok) return 'unreadable'
  const three = { base: asSaved(autosave.base().flow), mine: store.getState().flow, theirs: read.flow }
  const { pastStates, futureStates } = store.temporal.getState()
  const nextFirst = [...pastStates.toReversed(), ...futureStates.toReversed()].flatMap(({ flow }) => flow ?? [])
  const all = reconcile({ ...three, steps: nextFirst }, choose)
  if (all.conflicts.length > 0 && !choose) return 'asks'
  const steps = { past: stepsTo(all.flow, pastStates, all.step), future: stepsTo(all.flow, futureStates, all.step) }
  store.follow({ flow: all.flow, key: all.key, steps }, `${theirs.savedBy ?? 'Somebody else'} changed the flow.`)
  const standing = { revision: theirs.revision, flow: read.flow }
  autosave.rebase(standing, isSame(all.flow, read.flow) ? undefined : all.flow)
  return 'done'
}

/** A drawing as the server keeps it: without the spaces of a title that is being written. */
export function asSaved(flow: Flow): Flow {
  const read = readFlow(flow)
  return read.ok ? read.flow : flow
}

/** Steps with somebody else's work in them, the next one last; one that would change nothing any more is left out. */
function stepsTo<Step extends { readonly flow?: Flow }>(
  now: Flow,
  states: readonly Step[],
  step: (flow: Flow) => Flow,
): Step[] {
  let next = now
  const kept = states.toReversed().flatMap((state): Step[] => {
    if (!state.flow) return []
    const there = step(state.flow)
    if (isSame(there, next)) return []
    next = there
    return [{ ...state, flow: there }]
  })
  return kept.toReversed()
}
