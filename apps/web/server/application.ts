import type { ServerResponse } from 'node:http'
import { join } from 'node:path'
import compression from 'compression'
import express, {
  type ErrorRequestHandler,
  type Express,
  type Request,
  type RequestHandler,
  type Router,
} from 'express'
import { projectRoot } from '#infra/env.ts'
import type { Logger } from '#infra/log.ts'
import type { TrustedProxies } from '#infra/trusted-proxies.ts'
import { withoutSlashes } from '#infra/without-slashes.ts'
import { BODY_LIMITS, bodyCaps, type BodyLimits } from './body-caps.ts'
import { boundedAddress } from './bounded-address.ts'
import { clientAddress } from './client-address.ts'
import { health } from './health.ts'
import { knownNames } from './known-names.ts'
import { readable } from './readable.ts'
import { refuseAndHangUp, type RefusalInWords } from './refuse.ts'
import { safeHeaders } from './safe-headers.ts'

export interface Parts {
  /** What the carrier calls, and who is not let in there by address and headers alone. */
  readonly carrier: { readonly router: Router; readonly door: (request: Request) => RefusalInWords | undefined }
  /** Whose word about a client's address is believed. */
  readonly trusted: TrustedProxies
  readonly trouble: () => Promise<readonly string[]>
  /** What a person should look at although calls are taken. */
  readonly remarks: () => Promise<readonly string[]>
  /** Whatever is neither the carrier's nor a question about health: assets and pages. */
  readonly pages: readonly RequestHandler[]
  /** Whether a browser with these cookies is signed in. */
  readonly isSignedIn: (cookies: string) => Promise<boolean>
  readonly publicUrl: string
  readonly log: Logger
  /** BODY_LIMITS when nothing is said. */
  readonly limits?: BodyLimits
}

/**
 * The web as one Express application. Bodies are read before any other work, because whoever reads one without a limit can
 * be made to read for ever; nothing is kept of one that claims in vain to be the carrier's. Then the carrier: its requests
 * meet nothing else that could delay or change them.
 */
export function application({
  carrier,
  trusted,
  trouble,
  remarks,
  pages,
  isSignedIn,
  publicUrl,
  log,
  limits = BODY_LIMITS,
}: Parts): Express {
  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  const ofCarrier = carrierPaths(publicUrl)
  app.use(ofCarrier, (request, response, next) => {
    const refusal = carrier.door(request)
    if (refusal === undefined) next()
    else refuseAndHangUp(request, response, refusal)
  })
  app.use(
    bodyCaps({
      isOfCarrier: ({ path }) => ofCarrier.some((prefix) => path.startsWith(`${prefix}/`)),
      clientOf: ({ socket, headers }) =>
        clientAddress({
          peer: socket.remoteAddress ?? '',
          forwardedFor: headers['x-forwarded-for'] === undefined ? null : String(headers['x-forwarded-for']),
          trusted,
        }),
      isSignedIn: async ({ headers }) => headers.cookie !== undefined && (await isSignedIn(headers.cookie)),
      limits,
    }),
  )
  app.use(ofCarrier, carrier.router, nothingHere)
  app.use(safeHeaders(publicUrl))
  app.use(knownNames(publicUrl))
  app.use(health(trouble, remarks))
  app.use(boundedAddress, readable)
  app.use(...pages)
  app.use(nothingHere, sayTrouble(log))
  return app
}

/** Our pages in production: what Vite built, compressed, and then the pages themselves. */
export function builtAssets(): RequestHandler[] {
  const client = join(projectRoot, 'build/web/client')
  const assets = express.Router()
  assets.use(
    '/assets',
    express.static(join(client, 'assets'), kept('public, max-age=31536000, immutable')),
    nothingHere,
  )
  assets.use(express.static(client, kept('public, max-age=3600')))
  return [compression({ filter: isWorthCompressing }), assets]
}

/** In place of what every other answer says about caching, which `express.static` would leave. */
function kept(howLong: string) {
  return { index: false, setHeaders: (response: ServerResponse) => response.setHeader('cache-control', howLong) }
}

/** Both where we are asked directly and where a proxy leaves the public address's path in place. */
function carrierPaths(publicUrl: string): string[] {
  const prefix = withoutSlashes(new URL(publicUrl).pathname)
  return prefix === '' ? ['/carrier'] : ['/carrier', `${prefix}/carrier`]
}

/** Compression would hold a stream of events back until there are enough of them. */
const isWorthCompressing: compression.CompressionFilter = (request, response) => {
  if (String(response.getHeader('content-type')).startsWith('text/event-stream')) return false
  return compression.filter(request, response)
}

const nothingHere: RequestHandler = (_request, response) => {
  response.status(404).json({ error: 'There is nothing here.' })
}

function sayTrouble(log: Logger): ErrorRequestHandler {
  // Express knows an error handler by its four parameters.
  return (error: unknown, request, response, _next) => {
    const status = statusOf(error)
    if (status >= 500)
      log.error({ error, method: request.method, path: request.path }, 'A request could not be answered')
    if (response.headersSent) response.destroy()
    else
      response
        .status(status)
        .json({ error: status >= 500 ? 'Something went wrong on our side.' : 'The request could not be read.' })
  }
}

/** Express's own parsers say with which status they refuse; everything else is our fault. */
function statusOf(error: unknown): number {
  const status = typeof error === 'object' && error !== null && 'status' in error ? Number(error.status) : 500
  return status >= 400 && status < 500 ? status : 500
}
