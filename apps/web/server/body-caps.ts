import type { Request, RequestHandler } from 'express'
import { refuseAndHangUp, type RefusalInWords } from './refuse.ts'

/** How large a body may be. */
interface Cap {
  /** In bytes. */
  readonly most: number
  /** What is sent there, as a sentence begins. */
  readonly what: string
}

const CARRIER: Cap = { most: 1_000_000, what: 'A message of the carrier' }
const USUAL: Cap = { most: 64_000, what: 'What is sent here' }
/** Pages that take more, by their paths. */
const larger: readonly (Cap & { readonly path: RegExp })[] = [
  { path: /^\/contacts\/import(\.data)?$/, most: 5_000_000, what: 'A file of contacts' },
  { path: /^\/flows\/[^/]{1,100}\/draft$/, most: 4_000_000, what: 'A flow' },
  // Temporal's pages send a whole history at once
  { path: /^\/temporal\/decode$/, most: 4_000_000, what: 'A history' },
]

/** How many bytes of bodies that are not whole yet are kept at one time. */
const MOST_WAITING = 128_000_000

/**
 * Reads the whole body of every request, and of none more than its path allows: nobody behind it reads from a connection.
 * A length that is too large is refused before a byte is read; a body that tells no length, as soon as it is too long.
 * What was read becomes `request.body`, as bytes; undefined when there was none.
 */
export function bodyCaps(carrierPaths: readonly string[]): RequestHandler {
  // apart, so that nobody who sends something to the pages can keep calls waiting
  const [ofCarrier, ofPages] = [{ bytes: 0 }, { bytes: 0 }]
  return (request, response, next) => {
    const isCarrier = carrierPaths.some((path) => request.path.startsWith(`${path}/`))
    const cap = isCarrier ? CARRIER : (larger.find(({ path }) => path.test(request.path)) ?? USUAL)
    take(request, { cap, waiting: isCarrier ? ofCarrier : ofPages }).then(
      (taken) => {
        if ('status' in taken) return refuseAndHangUp(request, response, taken)
        request.body = taken.body
        next()
      },
      () => response.destroy(), // whoever sent it has gone
    )
  }
}

/** @throws Error when the connection ends before the body does. */
async function take(request: Request, { cap: { most, what }, waiting }: { readonly cap: Cap; readonly waiting: { bytes: number } }): Promise<RefusalInWords | { readonly body: Buffer | undefined }> {
  const tooLarge = { status: 413, sentence: `${what} may have at most ${inWords(most)}. Send less at once.` }
  if (Number(request.headers['content-length'] ?? 0) > most) return tooLarge
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) { // no encoding was set
      size += chunk.length
      waiting.bytes += chunk.length
      if (size > most) return tooLarge
      if (waiting.bytes > MOST_WAITING) return { status: 503, sentence: 'Too much is being sent to us at this moment. Try again in a minute.' }
      chunks.push(chunk)
    }
  } finally {
    waiting.bytes -= size
  }
  return { body: size === 0 ? undefined : Buffer.concat(chunks, size) }
}

function inWords(bytes: number): string {
  return bytes >= 1_000_000 ? `${bytes / 1_000_000} MB` : `${bytes / 1_000} kB`
}
