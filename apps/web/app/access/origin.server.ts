import { addressOf } from '../reach/addresses.ts'
import type { Services } from './services.ts'

/**
 * Refuses whatever changes something and does not come from our own pages: another site cannot act in the name of whoever
 * is signed in here. A browser says with every such request where it comes from, and no script can make it lie. Asked
 * before React Router is, whose own check offers no sentence and would report every such request as an error of ours.
 * @returns the refusal; null when there is none.
 */
export function foreignRefused(
  request: Request,
  { publicUrl, temporalPages }: Pick<Services, 'publicUrl' | 'temporalPages'>,
): Response | null {
  // where Temporal's pages ask us to decode is the one place that another site's pages may post to
  const others = new URL(request.url).pathname === addressOf.temporalDecode() ? temporalPages : []
  if (comesFrom(request, [new URL(publicUrl).origin, ...others])) return null
  const sentence =
    'This request does not come from a page of Ringdown. Open the page again at its own address, and try once more.'
  return new Response(sentence, {
    status: 403,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
  })
}

/** Whether a request may change something, as far as its origin goes. One that says nothing of it at all comes from no browser. */
export function comesFrom(request: Request, origins: readonly string[]): boolean {
  if (['GET', 'HEAD', 'OPTIONS'].includes(request.method)) return true
  const origin = request.headers.get('origin')
  return origin === null ? request.headers.get('sec-fetch-site') === 'same-origin' : origins.includes(origin)
}
