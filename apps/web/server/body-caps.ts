import type { Request, RequestHandler } from 'express'
import { LARGEST_CONTACTS_FILE } from '../app/forms/largest-contacts-file.ts'
import { GrowingBytes } from './growing-bytes.ts'
import { mediaType } from './media-type.ts'
import { refuseAndHangUp, type RefusalInWords } from './refuse.ts'
import { WaitingBodies } from './waiting-bodies.ts'

/** How large a body may be, and how long it may take to arrive. */
interface Cap {
  /** In bytes. */
  readonly most: number
  /** In milliseconds, from the request's headers to the body's end. */
  readonly within: number
  /** What is sent there, as a sentence begins. */
  readonly what: string
}

export interface BodyLimits {
  readonly carrier: Cap
  readonly usual: Cap
  /** Pages that take more, by their paths, as long as it is of the one type that each of them reads. */
  readonly larger: readonly (Cap & { readonly path: RegExp; readonly type: string })[]
  /** How many bytes of bodies that are not whole yet are kept at one time: of the carrier's, and as much again of the pages'. */
  readonly waiting: number
}

/** The form around a file: its other fields, and what separates them. In bytes. */
export const AROUND_A_FILE = 10_000

export const BODY_LIMITS: BodyLimits = {
  carrier: { most: 1_000_000, within: 5_000, what: 'A message of the carrier' },
  usual: { most: 64_000, within: 10_000, what: 'What is sent here' },
  larger: [
    {
      path: /^\/contacts\/import(\.data)?$/,
      type: 'multipart/form-data',
      most: LARGEST_CONTACTS_FILE + AROUND_A_FILE,
      within: 60_000,
      what: 'A file of contacts',
    },
    {
      path: /^\/flows\/[^/]{1,100}\/draft$/,
      type: 'application/json',
      most: 4_000_000,
      within: 60_000,
      what: 'A flow',
    },
    // Temporal's pages send a whole history at once
    { path: /^\/temporal\/decode$/, type: 'application/json', most: 4_000_000, within: 60_000, what: 'A history' },
  ],
  waiting: 128_000_000,
}

export interface BodyCaps {
  readonly isOfCarrier: (request: Request) => boolean
  /** The address of who asks, with what trusted proxies say of it. */
  readonly clientOf: (request: Request) => string
  /** Whether whoever asks is signed in: from everybody else, nothing that takes long to read is taken. */
  readonly isSignedIn: (request: Request) => Promise<boolean>
  readonly limits: BodyLimits
}

/**
 * Reads the whole body of every request, and of none more than its path allows: nobody behind it reads from a connection.
 * A length that is too large is refused before a byte is read; a body that tells no length, as soon as it is too long or comes in
 * too many pieces.
 * What was read becomes `request.body`, as bytes; undefined when there was none.
 */
export function bodyCaps({ isOfCarrier, clientOf, isSignedIn, limits }: BodyCaps): RequestHandler {
  // apart, so that nobody who sends something to the pages can keep calls waiting
  const [ofCarrier, ofPages] = [new WaitingBodies(limits.waiting), new WaitingBodies(limits.waiting)]
  return (request, response, next) => {
    const isCarrier = isOfCarrier(request)
    const cap = isCarrier ? limits.carrier : capOf(request, limits)
    const takeIt = () => take(request, { cap, waiting: isCarrier ? ofCarrier : ofPages, client: clientOf(request) })
    const isMuch = !isCarrier && cap.most > limits.usual.most && mayBeLong(request, limits.usual)
    const taking = isMuch
      ? isSignedIn(request).then(
          (is) => (is ? takeIt() : SIGN_IN),
          () => SIGN_IN,
        )
      : takeIt()
    taking.then(
      (taken) => {
        if ('status' in taken) return refuseAndHangUp(request, response, taken)
        request.body = taken.body
        next()
      },
      () => response.destroy(), // whoever sent it has gone
    )
  }
}

/** @param than what needs no sign-in. */
function mayBeLong({ headers }: Request, than: Cap): boolean {
  return Number(headers['content-length'] ?? (headers['transfer-encoding'] === undefined ? 0 : Infinity)) > than.most
}

function capOf(request: Request, { usual, larger }: BodyLimits): Cap & { readonly instead?: string } {
  const large = larger.find(({ path }) => path.test(request.path))
  if (large === undefined || mediaType(request) === large.type) return large ?? usual
  return { ...usual, instead: `${large.what} may have ${inWords(large.most)}, sent as ${large.type}.` }
}

interface Taking {
  readonly cap: Cap & { readonly instead?: string }
  readonly waiting: WaitingBodies
  readonly client: string
}

/** @throws Error when the connection ends before the body does. */
function take(
  request: Request,
  { cap: { most, within, what, instead = 'Send less at once.' }, waiting, client }: Taking,
): Promise<RefusalInWords | { readonly body: Buffer | undefined }> {
  const tooLarge = { status: 413, sentence: `${what} may have at most ${inWords(most)}. ${instead}` }
  if (Number(request.headers['content-length'] ?? 0) > most) return Promise.resolve(tooLarge)
  return new Promise((resolve, reject) => {
    const kept = new GrowingBytes()
    let pieces = 0
    const done = (taken: RefusalInWords | { readonly body: Buffer | undefined }) => {
      stop()
      resolve(taken)
    }
    const body = waiting.begin(client, () => done(TOO_MUCH))
    const patience = setTimeout(
      () =>
        done({
          status: 408,
          sentence: `It did not arrive within ${within / 1_000} s. Send it again, over a faster connection or less at once.`,
        }),
      within,
    )
    const onData = (chunk: Buffer) => {
      if (kept.size + chunk.length > most) return done(tooLarge)
      pieces += 1
      if (pieces > MOST_SMALL_PIECES + kept.size / USUAL_PIECE) return done(IN_PIECES)
      const before = kept.held
      kept.add(chunk)
      body.grew(kept.held - before)
    }
    const onEnd = () => done({ body: kept.size === 0 ? undefined : kept.bytes() })
    const onGone = () => {
      stop()
      reject(new Error('The connection ended before the body did'))
    }
    const stop = () => {
      clearTimeout(patience)
      body.ended()
      kept.clear()
      request.off('data', onData).off('end', onEnd).off('error', onGone).off('close', onGone)
    }
    request.on('data', onData).once('end', onEnd).once('error', onGone).once('close', onGone)
  })
}

/** Reading takes time by the piece: so many may be of any size, and all others have at least these bytes on average. */
const MOST_SMALL_PIECES = 1_000
const USUAL_PIECE = 64

const SIGN_IN: RefusalInWords = { status: 401, sentence: 'Sign in first, and send it again.' }
const TOO_MUCH: RefusalInWords = {
  status: 503,
  sentence: 'Too much is being sent to us at this moment, most of it from your network. Try again in a minute.',
}
const IN_PIECES: RefusalInWords = {
  status: 400,
  sentence: 'It is sent in too many small pieces. Send it in larger ones.',
}

/** Without what stands around a file. */
function inWords(bytes: number): string {
  return bytes >= 1_000_000 ? `${Math.floor(bytes / 1_000_000)} MB` : `${bytes / 1_000} kB`
}
