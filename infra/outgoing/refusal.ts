/** Why something at an address from outside was not fetched. Trying again changes nothing, except for `late` and `unreachable`. */
export type Refused =
  /** Its address, or one that it led to, is not one we go to. */
  | 'address'
  /** More bytes than asked for. */
  | 'size'
  /** Another kind of content than asked for. */
  | 'type'
  /** It led on and on. */
  | 'redirects'
  /** It was there, or may have been, and did not answer in time. */
  | 'late'
  /** There is no way to it, or its name is not known. */
  | 'unreachable'

/** Something was not fetched. Its message is a sentence that may be shown, without the address itself. */
export class OutgoingRefused extends Error {
  override readonly name = 'OutgoingRefused'
  readonly kind: Refused
  constructor(kind: Refused, message: string, cause?: unknown) {
    super(message, { cause })
    this.kind = kind
  }
}
