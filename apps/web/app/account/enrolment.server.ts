import { z } from 'zod'
import type { Enrolment } from './enrolment.ts'

/**
 * An enrolment that a page has shown, as its form brings it back when the code was wrong: nothing else keeps it to be shown
 * again, so that a browser left alone tells it to nobody. Null when the form has none.
 */
export function enrolmentIn(form: FormData): Enrolment | null {
  const read = shape.safeParse({ uri: form.get('uri'), codes: form.get('codes') })
  return read.success ? read.data : null
}

/** In characters of an address, each of which is one byte. */
const MOST_IN_A_QR_CODE = 230

const shape = z.object({
  uri: z
    .string()
    .max(MOST_IN_A_QR_CODE)
    .regex(/^otpauth:\/\/totp\/\S+$/)
    .refine((uri) => URL.canParse(uri)),
  codes: z
    .string()
    .regex(/^[\w-]{1,40}( [\w-]{1,40}){0,19}$/)
    .transform((text) => text.split(' ')),
})
