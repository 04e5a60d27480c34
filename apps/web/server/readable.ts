import type { Request, RequestHandler } from 'express'
import { foreignJson, isKeepable, NOT_KEEPABLE, Unreadable } from '#infra/foreign-text.ts'
import { multipartFields, urlencodedFields } from './form-fields.ts'
import { mediaType } from './media-type.ts'
import { refuse } from './refuse.ts'

/**
 * Lets no request through to a page that no page could read: an address that is none, a body of a type that nobody takes
 * or in which something cannot be kept. Pages then meet bodies that are what their content type says.
 */
export const readable: RequestHandler = async (request, response, next) => {
  try {
    if (!METHODS.has(request.method))
      return refuse(request, response, { status: 405, sentence: `Nothing here answers to ${request.method}.` })
    requireAddress(request.originalUrl)
    if (Buffer.isBuffer(request.body)) await requireBody(request, request.body)
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    return refuse(request, response, { status: 400, sentence: error.message })
  }
  next()
}

const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])

/** @throws Unreadable */
function requireAddress(target: string): void {
  const end = target.indexOf('?')
  const path = end < 0 ? target : target.slice(0, end)
  const query = end < 0 ? '' : target.slice(end + 1)
  if (
    !target.startsWith('/') ||
    !isKeepable(decoded(path) ?? '\0') ||
    [...new URLSearchParams(query)].flat().some((text) => !isKeepable(text))
  ) {
    throw new Unreadable('The address could not be read.')
  }
}

function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path)
  } catch {
    return undefined
  }
}

/** @throws Unreadable */
async function requireBody(request: Request, body: Buffer): Promise<void> {
  if (request.headers['content-encoding'] !== undefined) throw new Unreadable('Send the body as it is, not compressed.')
  // we would believe the first, and a page the last
  if ((request.headersDistinct['content-type'] ?? []).length > 1)
    throw new Unreadable('The body has two content types. Send one Content-Type header.')
  switch (mediaType(request)) {
    case 'application/x-www-form-urlencoded':
      return requireFields(urlencodedFields(body))
    case 'multipart/form-data':
      return requireFields(await multipartFields(body, request.headers['content-type'] ?? ''))
    case 'application/json':
    case 'text/plain': // as beacons send our JSON
      foreignJson(body)
      return
    default:
      throw new Unreadable('Send a form, or JSON as application/json.')
  }
}

function requireFields(texts: readonly string[]): void {
  if (!texts.every(isKeepable)) throw new Unreadable(NOT_KEEPABLE)
}
