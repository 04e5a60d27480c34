import { isValidPhoneNumber } from 'libphonenumber-js/max'
import { otherSpelling } from './other-spelling.ts'

/**
 * A number as it is dialled today: its other spelling where only that exists, as since Mexico dropped its 1 and Brazil's mobile
 * numbers got a ninth digit. Networks and old files still have the former.
 */
export function spelledToday(e164: string): string {
  const other = otherSpelling(e164)
  return other !== null && !isValidPhoneNumber(e164) && isValidPhoneNumber(other) ? other : e164
}
