import type { RequestHandler } from 'express'
import { refuse, type RefusalInWords } from './refuse.ts'

/**
 * Lets no request through whose address is longer or has more parts than any of ours. React Router looks at every ancestor
 * of an address, even of one where nothing is: what that takes grows with the square of the parts, and for a list of
 * addresses with their number.
 */
export const boundedAddress: RequestHandler = (request, response, next) => {
  const refusal = refusalOf(request.originalUrl)
  if (refusal === undefined) next()
  else refuse(request, response, refusal)
}

/** In characters. React Router asks for its manifest in at most 7,680. */
const LONGEST = 8_000
/** Our own pages have at most five. */
const MOST_PARTS = 24
/** The links of one page that a browser asks the manifest for. */
const MOST_AT_ONCE = 500

const TOO_LONG: RefusalInWords = { status: 414, sentence: 'The address is too long.' }
const NOTHING_HERE: RefusalInWords = { status: 404, sentence: 'There is nothing here.' }

function refusalOf(target: string): RefusalInWords | undefined {
  if (target.length > LONGEST) return TOO_LONG
  const [path = '', query] = target.split(/\?(.*)/s)
  const listed = new URLSearchParams(query).getAll('paths').flatMap((paths) => paths.split(','))
  if (listed.length > MOST_AT_ONCE) return TOO_LONG
  return [path, ...listed].every((address) => partsOf(address) <= MOST_PARTS) ? undefined : NOTHING_HERE
}

/** Counts what becomes a slash as well: a backslash in a URL, and either of them written in hexadecimal digits. */
function partsOf(address: string): number {
  return address.match(/[/\\]|%2f|%5c/gi)?.length ?? 0
}
