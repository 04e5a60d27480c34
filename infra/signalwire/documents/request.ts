import type { RequestVerb, Verb } from './swml.ts'

/**
 * A request that asks: its answer can be read afterwards as `request_response.…`. A failure does
 * not end the document; `request_result` is then not `success`.
 */
export function asks(url: string, body: RequestVerb['body']): Verb {
  return { request: { url, method: 'POST', headers, body, timeout: 4, connect_timeout: 2, save_variables: true } }
}

/** A request that only tells. It waits shortly, as the caller hears nothing meanwhile. */
export function tells(url: string, body: RequestVerb['body']): Verb {
  return { request: { url, method: 'POST', headers, body, timeout: 2, connect_timeout: 1 } }
}

/** The condition under which the last request got this answer. */
export function answered(reply: string): string {
  return `request_result == 'success' && request_response.reply == '${reply}'`
}

const headers = { 'Content-Type': 'application/json' } as const
