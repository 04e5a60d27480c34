import { z } from 'zod'
import { asked, type Ask } from '#infra/signalwire/asked.ts'
import { swml } from '#infra/signalwire/documents/swml.ts'
import type { Exchange } from './openapi.ts'

/** A way of asking that keeps each JSON exchange, to be judged later. */
export function notedExchanges(): { readonly noted: Ask; readonly exchanges: readonly Exchange[] } {
  const exchanges: Exchange[] = []
  const noted: Ask = async (question) => {
    const reply = await asked(question)
    if (reply.headers['content-type']?.includes('json')) {
      const request: unknown = question.body === null ? null : JSON.parse(question.body)
      exchanges.push({
        method: question.method,
        path: question.url.pathname,
        status: reply.status,
        request: withDocument(request),
        response: JSON.parse(reply.body),
      })
    }
    return reply
  }
  return { noted, exchanges }
}

/**
 * The description's schema wants a document in every update, against its own text, by which a
 * status alone cancels a call. So one is added before judging.
 */
function withDocument(request: unknown): unknown {
  const cancel = z
    .object({ command: z.literal('update'), params: z.looseObject({ status: z.string() }) })
    .safeParse(request)
  return cancel.success
    ? { ...cancel.data, params: { ...cancel.data.params, swml: swml([{ hangup: { reason: 'hangup' } }]) } }
    : request
}
