import { z } from 'zod'
import { swml } from '#infra/signalwire/documents/swml.ts'
import type { Exchange } from './openapi.ts'

/** A fetch that keeps each JSON exchange, to be judged later. */
export function notedExchanges(): { readonly noted: typeof fetch; readonly exchanges: readonly Exchange[] } {
  const exchanges: Exchange[] = []
  const noted: typeof fetch = async (input, init) => {
    const response = await fetch(input, init)
    if (response.headers.get('content-type')?.includes('json')) {
      const { pathname } = new URL(input instanceof Request ? input.url : input)
      const request: unknown = typeof init?.body === 'string' ? JSON.parse(init.body) : null
      exchanges.push({ method: init?.method ?? 'GET', path: pathname, status: response.status, request: withDocument(request), response: await response.clone().json() })
    }
    return response
  }
  return { noted, exchanges }
}

/**
 * The description's schema wants a document in every update, against its own text, by which a
 * status alone cancels a call. So one is added before judging.
 */
function withDocument(request: unknown): unknown {
  const cancel = z.object({ command: z.literal('update'), params: z.looseObject({ status: z.string() }) }).safeParse(request)
  return cancel.success ? { ...cancel.data, params: { ...cancel.data.params, swml: swml([{ hangup: { reason: 'hangup' } }]) } } : request
}
