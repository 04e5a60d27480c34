/**
 * Whether a phone was picked up within its seat's time. This alone decides the tie at the deadline:
 * at exactly the deadline the ringing has already ended. Times in milliseconds since 1970.
 */
export function pickedUpInTime(seat: {
  readonly ringingSince: number
  readonly pickedUpAt: number
  readonly seconds: number
}): boolean {
  return seat.pickedUpAt - seat.ringingSince < seat.seconds * 1000
}

/** Milliseconds that a person has, after picking up, to press 1. */
export const ACCEPT_WITHIN = 10_000

/** Milliseconds after a seat's time at which the carrier is asked when no news has come. */
export const NEWS_OVERDUE = 8_000
