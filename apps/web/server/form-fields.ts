import { foreignText, Unreadable } from '#infra/foreign-text.ts'

/** Far more than any page of ours sends. Parsers take time with the square of it, so it is counted before one of them begins. */
const MOST_FIELDS = 1_000

/** Names and values of a form as application/x-www-form-urlencoded. @throws Unreadable */
export function urlencodedFields(body: Buffer): readonly string[] {
  requireFew(body, '&')
  return [...new URLSearchParams(foreignText(body))].flat()
}

/**
 * Names and values of a form's parts; of a file, its name.
 * @param contentType the header, boundary included
 * @throws Unreadable when they cannot be told apart.
 */
export async function multipartFields(body: Buffer, contentType: string): Promise<readonly string[]> {
  const [, , boundary] = MULTIPART.exec(contentType) ?? []
  if (boundary === undefined) throw new Unreadable(NOT_APART)
  requireFew(body, `--${boundary}`)
  requireShortHeads(body, `--${boundary}`)
  try {
    const form = await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } }).formData()
    return [...form].flatMap(([name, value]) => [name, typeof value === 'string' ? value : value.name])
  } catch {
    throw new Unreadable(NOT_APART)
  }
}

/** As browsers write it: with its boundary and nothing else, so that no two readers can take another boundary from it (RFC 2046, 5.1.1). */
const MULTIPART = /^multipart\/form-data;\s{0,5}boundary=("?)([\w'()+,./:=?-]{1,70})\1$/i
const NOT_APART = 'The form could not be read: send its parts as multipart/form-data with a boundary.'

/** A part's headers say its name and type, and no more: longer ones take parsers long. */
function requireShortHeads(body: Buffer, separator: string): void {
  for (let at = body.indexOf(separator); at >= 0; at = body.indexOf(separator, at + separator.length)) {
    const head = body.subarray(at, at + separator.length + LONGEST_HEAD)
    if (head.length > LONGEST_HEAD && !head.includes('\r\n\r\n')) throw new Unreadable(NOT_APART)
  }
}

/** Of one part, in bytes; a file's name has at most a few hundred. */
const LONGEST_HEAD = 4_000

/** Looks for what stands between fields, and no further than is needed to know that there are too many. */
function requireFew(body: Buffer, separator: string): void {
  let count = 0
  for (let at = body.indexOf(separator); at >= 0; at = body.indexOf(separator, at + separator.length)) {
    count += 1
    if (count > MOST_FIELDS)
      throw new Unreadable(`A form may have at most ${MOST_FIELDS.toLocaleString('en')} fields. Send fewer at once.`)
  }
}
