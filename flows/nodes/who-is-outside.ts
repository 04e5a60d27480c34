import { recordOf } from '../language/path.ts'
import type { Plan } from '../language/plan.ts'
import { usesOf } from '../language/uses.ts'

/** What a flow calls somebody outside of the organisation whom it rings at an address; null where it rings nobody there. */
export function whoIsOutside({ steps }: Plan, address: string): string | null {
  const config = Object.values(steps)
    .map((step) => ({ kind: step.kind, config: { ...recordOf(step.config) } }))
    .find((step) => usesOf(step).addresses.includes(address))?.config
  if (config === undefined) return null
  const { name } = config
  return typeof name === 'string' && name.trim() !== '' ? name.trim() : address
}
