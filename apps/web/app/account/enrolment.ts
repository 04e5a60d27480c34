import { z } from 'zod'

/** What an authenticator app must be told, and the recovery codes that belong to it. */
export interface Enrolment {
  readonly uri: string
  readonly codes: readonly string[]
}

/**
 * An enrolment that a page has shown, as its form brings it back when the code was wrong: nothing else keeps it to be shown
 * again, so that a browser left alone tells it to nobody. Null when the form has none.
 */
export function enrolmentIn(form: FormData): Enrolment | null {
  const read = shape.safeParse({ uri: form.get('uri'), codes: form.get('codes') })
  return read.success ? read.data : null
}

/** The codes as one field. */
export function writtenCodes(codes: readonly string[]): string {
  return codes.join(' ')
}

/** In characters of an address, which are bytes. */
const MOST_IN_A_QR_CODE = 230

const shape = z.object({
  uri: z.string().max(MOST_IN_A_QR_CODE).regex(/^otpauth:\/\/totp\/\S+$/).refine((uri) => URL.canParse(uri)),
  codes: z.string().regex(/^[\w-]{1,40}( [\w-]{1,40}){0,19}$/).transform((text) => text.split(' ')),
})
