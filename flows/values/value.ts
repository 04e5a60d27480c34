/** What is known of a value before any call: where it may stand, and how it is spoken. */
export interface Value {
  /** What people call it. */
  readonly words: string
  /** One as it may be, for those who draw. */
  readonly example: string
  /** `digits`: spoken one by one. */
  readonly type: 'words' | 'digits'
  /** It never leaves the call: it is not spoken, shown, noted or logged. */
  readonly secret?: true
  /** It may be a number, a time or a date though it is spoken as words. */
  readonly mayBeNumber?: true
  /** A secret that the walk has sealed only, so that web services may be sent it. No other secret goes anywhere. */
  readonly sealed?: true
  /** It may be empty though it is there: what stands instead must be said. A proposal of that. */
  readonly otherwise?: string
}

/** A value that a node gives a call. Elsewhere in the flow it is named after the node, as in `menu.key`. */
export interface GivenValue<Exits extends string = string, Name extends string = string> extends Value {
  readonly name: Name
  /** It belongs to the whole flow, as `flow.<name>`: several nodes may give it, and the last one counts. */
  readonly shared?: true
  /** It is known to every call that leaves the node by one of these. */
  readonly on: readonly Exits[]
}

/** The name of a node's value in the whole flow. */
export function nameInFlow(node: string, value: string): string {
  return `${node}.${value}`
}

/** The name of a value that nodes of a flow share. */
export function sharedName(value: string): string {
  return `flow.${value}`
}
