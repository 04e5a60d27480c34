import { definitionOf } from './flow.ts'
import type { Plan } from './plan.ts'

/** Whether calls through a plan go by how many have come in before them: then `facts.turn` counts them. */
export function rotates({ steps }: Plan): boolean {
  // compile has checked the config against the schema of this very kind
  return Object.values(steps).some(({ kind, config }) => definitionOf(kind)?.rotates?.(config) === true)
}
