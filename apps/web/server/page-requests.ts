import type { IncomingMessage, ServerResponse } from 'node:http'
import { createHeaders, sendResponse } from '@remix-run/node-fetch-server'

/** A request whose body has been read already. */
export type ReadRequest = IncomingMessage & { readonly body?: unknown }

/** Answers a request as pages do: from a web `Request` to a web `Response`. */
export type AnswerPage = (request: Request, peer: string) => Promise<Response>

/** A listener that asks the pages. @throws whatever `answer` throws. */
export type PageListener = (request: ReadRequest, response: ServerResponse) => Promise<void>

/**
 * The pages' side of Node's http server. What a page takes for its own address is the public one, whatever Host says:
 * behind a proxy that ends TLS, neither the scheme nor the name of our own connection is what the browser sees.
 */
export function pageListener(publicUrl: string, answer: AnswerPage): PageListener {
  const { origin } = new URL(publicUrl)
  return async (request, response) => {
    const gone = new AbortController()
    response.once('close', () => {
      if (!response.writableFinished) gone.abort()
    })
    const { method = 'GET', body } = request
    const isBodiless = method === 'GET' || method === 'HEAD' || !Buffer.isBuffer(body)
    const asked = new Request(origin + (request.url ?? '/'), {
      method,
      headers: createHeaders(request),
      signal: gone.signal,
      body: isBodiless ? null : new Uint8Array(body),
    })
    const answered = await answer(asked, request.socket.remoteAddress ?? '')
    if (!response.destroyed) await sendResponse(response, answered)
  }
}
