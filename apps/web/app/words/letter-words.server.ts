import type { Mailer } from '#infra/mail/mailer.ts'
import { addressOf } from '../reach/addresses.ts'
import type { Mend } from '../forms/read-form.server.ts'

/**
 * Where a letter that was just written to somebody is, in sentences: on its way, or, in a demo that sends none, on the page
 * that shows them.
 * @param what as in "The invitation".
 */
export function letterInWords(
  { kept }: Mailer,
  { what, to }: { readonly what: string; readonly to: string },
): { readonly says: string; readonly about: readonly Mend[] | undefined } {
  return kept === null
    ? { says: `${what} is on its way to ${to}.`, about: undefined }
    : {
        says: `This is a demo, which sends no e-mail: ${what.charAt(0).toLowerCase()}${what.slice(1)} to ${to} is on the page Mail.`,
        about: [{ to: addressOf.mail(), words: 'Open the page Mail' }],
      }
}
