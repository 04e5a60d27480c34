import type { AnyDefinition } from '../language/node.ts'
import { definitions } from '../nodes/definitions.ts'

/** Lets flows have a kind that Ringdown does not ship, until what is returned is disposed of. */
export function withKind(definition: AnyDefinition): Disposable {
  const list: Record<string, AnyDefinition> = definitions // only its type is read-only
  list[definition.kind] = definition
  return { [Symbol.dispose]: () => void delete list[definition.kind] }
}
