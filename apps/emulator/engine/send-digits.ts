import type { Clock } from '../clock.ts'
import type { Leg } from './leg.ts'

/** How long the two pauses last, in milliseconds. */
const PAUSES: Readonly<Record<string, number>> = { w: 500, ',': 2000 }

/** The carrier presses keys for the account, such as an extension behind the number: 0-9 A-D * #, with `w` and `,` to wait. */
export async function sendDigits(leg: Leg, { digits, clock }: { digits: string; clock: Clock }): Promise<void> {
  for (const [part] of digits.matchAll(/[w,]|[^w,]+/g)) {
    const ms = PAUSES[part]
    if (ms === undefined) leg.note('carrier', 'presses', part)
    else await new Promise<void>((resolve) => void clock.after(ms, resolve))
  }
}
