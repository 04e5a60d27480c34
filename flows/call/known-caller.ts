/** What the organisation knew of a caller as the call came in, as its address book and its earlier calls tell it. */
export interface KnownCaller {
  /** The contact's name; null for a stranger. */
  readonly name: string | null
  /** Ids of the contact's tags. */
  readonly tags: readonly string[]
  readonly vip: boolean
  readonly blocked: boolean
  /** Whether a call from this number has come in before this one, at any of the organisation's numbers. */
  readonly calledBefore: boolean
}

/** What a caller's number tells by itself. */
export interface CallerNumber {
  /** ISO 3166-1; null for what is no telephone of any country. */
  readonly country: string | null
  /** All the ways in which networks write it, as it was sent first. */
  readonly spellings: readonly string[]
}
