/** A phone that was rung in a call. Times in milliseconds since 1970. */
export interface RungPhone {
  readonly ringingAt: number
  /** When a person or a machine took the call. */
  readonly pickedUpAt: number | null
  /** When its person accepted the call. */
  readonly claimedAt: number | null
  readonly joinedAt: number | null
  readonly endedAt: number | null
}

/**
 * When a phone stopped ringing; null while it rings. Whoever picks up hears no ringing any more, whether they accept or not.
 * @param all the phones of the call, this one among them.
 */
export function rangUntil(phone: RungPhone, all: readonly RungPhone[]): number | null {
  return phone.pickedUpAt ?? phone.claimedAt ?? phone.joinedAt ?? overAt(phone, all)
}

/**
 * When nothing more could come of a phone that nobody accepted at; null while something may. That others are over because
 * somebody accepted is written down only when that talk is over: the acceptance itself says it at once.
 * @param all the phones of the call, this one among them.
 */
export function overAt(phone: RungPhone, all: readonly RungPhone[]): number | null {
  const accepted = all.flatMap(({ claimedAt }) =>
    claimedAt !== null && claimedAt >= phone.ringingAt ? [claimedAt] : [],
  )
  const until = Math.min(phone.endedAt ?? Infinity, ...accepted)
  return until === Infinity ? null : until
}
