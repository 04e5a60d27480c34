import type { MiddlewareFunction } from 'react-router'
import { servicesContext } from './services.ts'

/**
 * Refuses whatever changes something and does not come from our own pages: another site cannot act in the name of whoever
 * is signed in here. A browser says with every such request where it comes from, and no script can make it lie.
 */
export const ownPagesOnly: MiddlewareFunction<Response> = ({ request, context }, next) => {
  const { publicUrl, temporalPages } = context.get(servicesContext)
  const others = new URL(request.url).pathname === DECODE_PATH ? temporalPages : []
  if (comesFrom(request, [new URL(publicUrl).origin, ...others])) return next()
  throw new Response('This request does not come from a page of Ringdown. Open the page again at its own address, and try once more.', { status: 403 })
}

/** Where Temporal's pages ask us to decode; the one place that another site's pages may post to. */
export const DECODE_PATH = '/temporal/decode'

/** Whether a request may change something, as far as its origin goes. One that says nothing of it comes from no browser. */
export function comesFrom(request: Request, origins: readonly string[]): boolean {
  if (['GET', 'HEAD', 'OPTIONS'].includes(request.method)) return true
  if (request.headers.get('sec-fetch-site') === 'same-origin') return true
  const origin = request.headers.get('origin')
  return origin !== null && origins.includes(origin)
}
