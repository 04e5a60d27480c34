import type { NodeKind } from '../nodes/definitions.ts'
import { runs } from '../nodes/runs.ts'

/** Lets a kind do something else than what Ringdown ships, until what is returned is disposed of. */
export function withRun<Kind extends NodeKind>(kind: Kind, run: (typeof runs)[Kind]): Disposable {
  const list: { [K in Kind]: (typeof runs)[K] } = runs // only its type is read-only
  const shipped = list[kind]
  list[kind] = run
  return { [Symbol.dispose]: () => void (list[kind] = shipped) }
}
