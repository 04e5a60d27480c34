import { join } from 'node:path'
import compression from 'compression'
import express, { type ErrorRequestHandler, type Express, type RequestHandler, type Router } from 'express'
import { projectRoot } from '#infra/env.ts'
import type { Logger } from '#infra/log.ts'
import { health } from './health.ts'
import { safeHeaders } from './safe-headers.ts'

export interface Parts {
  /** What the carrier calls. */
  readonly carrier: Router
  readonly trouble: () => Promise<readonly string[]>
  /** Whatever is neither the carrier's nor a question about health: assets and pages. */
  readonly pages: readonly RequestHandler[]
  readonly publicUrl: string
  readonly log: Logger
}

/** The web as one Express application. The carrier comes first: its requests meet nothing that could delay or change them. */
export function application({ carrier, trouble, pages, publicUrl, log }: Parts): Express {
  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  app.use(carrierPaths(publicUrl), carrier, nothingHere)
  app.use(safeHeaders(publicUrl))
  app.use(health(trouble))
  app.use(readableAddress)
  app.use(...pages)
  app.use(nothingHere, sayTrouble(log))
  return app
}

/** Our pages in production: what Vite built, compressed, and then the pages themselves. */
export function builtAssets(): RequestHandler[] {
  const client = join(projectRoot, 'build/web/client')
  const assets = express.Router()
  assets.use('/assets', express.static(join(client, 'assets'), { immutable: true, maxAge: '1y', index: false }), nothingHere)
  assets.use(express.static(client, { maxAge: '1h', index: false }))
  return [compression({ filter: isWorthCompressing }), assets]
}

/** Both where we are asked directly and where a proxy leaves the public address's path in place. */
function carrierPaths(publicUrl: string): string[] {
  const prefix = new URL(publicUrl).pathname.replace(/\/+$/, '')
  return prefix === '' ? ['/carrier'] : ['/carrier', `${prefix}/carrier`]
}

/** Compression would hold a stream of events back until there are enough of them. */
const isWorthCompressing: compression.CompressionFilter = (request, response) => {
  if (String(response.getHeader('content-type')).startsWith('text/event-stream')) return false
  return compression.filter(request, response)
}

/** A page's request becomes a URL, which not every Host header can be part of; left to React Router, it would look like our fault. */
const readableAddress: RequestHandler = (request, response, next) => {
  if (URL.canParse(request.originalUrl, `http://${request.headers.host ?? ''}`)) next()
  else response.status(400).json({ error: 'The address could not be read.' })
}

const nothingHere: RequestHandler = (_request, response) => {
  response.status(404).json({ error: 'There is nothing here.' })
}

function sayTrouble(log: Logger): ErrorRequestHandler {
  // Express knows an error handler by its four parameters.
  return (error: unknown, request, response, _next) => {
    const status = statusOf(error)
    if (status >= 500) log.error({ error, method: request.method, path: request.path }, 'A request could not be answered')
    if (response.headersSent) response.destroy()
    else response.status(status).json({ error: status >= 500 ? 'Something went wrong on our side.' : 'The request could not be read.' })
  }
}

/** Express's own parsers say with which status they refuse; everything else is our fault. */
function statusOf(error: unknown): number {
  const status = typeof error === 'object' && error !== null && 'status' in error ? Number(error.status) : 500
  return status >= 400 && status < 500 ? status : 500
}
