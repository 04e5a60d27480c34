import type { NodeId } from './plan.ts'

/** Something about a flow that its author should know. Errors block publishing, warnings do not. */
export interface Issue {
  /** The node it is about; null for the flow as a whole. */
  readonly node: NodeId | null
  /** Where in the config, as in `keys[2].prompt`, or `exits.<exit>`; empty for the node as a whole. */
  readonly field: string
  readonly severity: 'error' | 'warning'
  readonly message: string
}
