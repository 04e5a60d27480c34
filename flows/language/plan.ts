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

/** A place in a config. */
export type ConfigPath = readonly (string | number)[]

/** How values stand in what is sent to a web service: escaped as in an address, as they are, or as texts of JSON. */
export type SentAs = 'address' | 'header' | 'json'

export interface PlanNode {
  readonly id: NodeId
  readonly kind: string
  /** The node's title in the admin's own words, for stories and summaries. */
  readonly title: string
  /** Validated by the kind's schema when the flow was compiled. */
  readonly config: unknown
  /** Where in the config values stand in spoken texts. Absent where none do, and in plans of earlier releases: there braces are text. */
  readonly templates?: readonly ConfigPath[]
  /** The same of texts that are kept, sent or shown. */
  readonly written?: readonly ConfigPath[]
  /** The same of texts that are sent to web services, which may be sent what is sealed, too. */
  readonly sent?: readonly { readonly at: ConfigPath; readonly as: SentAs }[]
  /** Where in the config the name of a value stands for what it is. */
  readonly compared?: readonly ConfigPath[]
  /** The values that it may give and that the plan names, with how they are spoken. Absent where there are none. */
  readonly gives?: Readonly<Record<string, 'words' | 'digits' | 'secret'>>
  /** What those are called in the flow whose names are not made of this node's id. Absent where there are none. */
  readonly as?: Readonly<Record<string, string>>
  /** What its exits are called, of a kind that decides as a call comes in: for the call's story. Absent for any other. */
  readonly ways?: Readonly<Record<string, string>>
  /** Exit → the next step; null ends the call. */
  readonly exits: Readonly<Record<string, NodeId | null>>
}
