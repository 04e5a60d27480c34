/**
 * A compiled flow: what a call walks. It holds no layout, labels or notes, so that two drawings
 * that mean the same compile to the same plan.
 */
export interface Plan {
  /** Version of this shape. */
  readonly format: 1
  /** SHA-256 (hex) of the plan's canonical JSON without this field. */
  readonly hash: string
  /** Where a call begins. */
  readonly start: NodeId
  readonly steps: Readonly<Record<NodeId, PlanNode>>
}

/** The id of a flow's node; it survives edits, so that a story can point at its node. */
export type NodeId = string

export interface PlanNode {
  readonly id: NodeId
  readonly kind: string
  /** The node's title in the admin's own words, for stories and summaries. */
  readonly title: string
  /** Validated by the kind's schema when the flow was compiled. */
  readonly config: unknown
  /** Where in the config values stand in texts. Absent where none do, and in plans of earlier releases: there braces are text. */
  readonly templates?: readonly (readonly (string | number)[])[]
  /** The values that it may give and that may be spoken, with how. Absent where there are none. */
  readonly gives?: Readonly<Record<string, 'words' | 'digits'>>
  /** Exit → the next step; null ends the call. */
  readonly exits: Readonly<Record<string, NodeId | null>>
}
