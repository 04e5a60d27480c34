import { inOneLine } from '#flows/story/one-line.ts'
import { seenName } from '../seen-name.ts'

/** What a contact may be called. */
export const contactName = seenName('Enter the contact’s name.', { made: nameOf })

/** A contact's name as it is kept: in one line, its letters composed. */
export function nameOf(written: string): string {
  return inOneLine(written.normalize('NFC'))
}
