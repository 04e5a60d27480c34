import { z } from 'zod'
import { inOneLine } from '#flows/story/one-line.ts'

/** What a contact may be called. */
export const contactName = z
  .string()
  .overwrite(nameOf)
  .min(1, 'Enter the contact’s name.')
  .max(80, 'A name can have at most 80 characters.')

/** A contact's name as it is kept: in one line, its letters composed. */
export function nameOf(written: string): string {
  return inOneLine(written.normalize('NFC'))
}
