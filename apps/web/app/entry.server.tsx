import { PassThrough } from 'node:stream'
import { createReadableStreamFromReadable } from '@react-router/node'
import { renderToPipeableStream } from 'react-dom/server'
import {
  isRouteErrorResponse,
  ServerRouter,
  type EntryContext,
  type HandleErrorFunction,
  type RouterContextProvider,
} from 'react-router'
import { nonceContext, productContext } from './access/contexts.ts'
import { documentPolicy } from './look/document-policy.ts'
import { NonceContext } from './look/nonce.ts'

/** How long what a page waits for may take before it is sent without it, in milliseconds. */
export const streamTimeout = 5_000

/** Renders one document, with the policy that lets its own scripts run and no others. */
export default function renderDocument(
  request: Request,
  status: number,
  headers: Headers,
  page: EntryContext,
  context: RouterContextProvider,
): Response | Promise<Response> {
  const nonce = context.get(nonceContext)
  headers.set('content-type', 'text/html; charset=utf-8')
  headers.set('content-security-policy', documentPolicy({ nonce, isDevelopment: import.meta.env.DEV }))
  headers.set('cache-control', headers.get('cache-control') ?? 'no-store')
  if (request.method === 'HEAD') return new Response(null, { status, headers })

  return new Promise((resolve, reject) => {
    let hasBegun = false
    let finalStatus = status
    const rendering = renderToPipeableStream(
      <NonceContext value={nonce}>
        <ServerRouter context={page} url={request.url} nonce={nonce} />
      </NonceContext>,
      {
        nonce,
        onShellReady() {
          hasBegun = true
          const body = new PassThrough()
          rendering.pipe(body)
          resolve(new Response(createReadableStreamFromReadable(body), { status: finalStatus, headers }))
        },
        onShellError: reject,
        onError(error) {
          finalStatus = 500
          if (hasBegun) handleError(error, { request, context }) // before that, React Router hears of it by onShellError
        },
        onAllReady: () => clearTimeout(patience),
      },
    )
    const patience = setTimeout(() => rendering.abort(), streamTimeout + 1_000)
  })
}

/** Pages that do not exist and visitors who have gone are nothing to worry about; everything else is. */
export function handleError(
  error: unknown,
  { request, context }: Pick<Parameters<HandleErrorFunction>[1], 'request' | 'context'>,
): void {
  if (request.signal.aborted || (isRouteErrorResponse(error) && error.status < 500)) return
  context.get(productContext).report(error, { method: request.method, path: new URL(request.url).pathname })
}
