import type { DraftBody, DraftVerb } from './swml.ts'

/**
 * A request that asks: its answer can be read afterwards as `request_response.…`. A failure does
 * not end the document; `request_result` is then not `success`. Nobody listens to silence for
 * longer than 4 s, so 3 s are the most that an answer may take.
 */
export function asks(url: string, body: DraftBody): DraftVerb {
  return { request: { url, method: 'POST', headers, body, timeout: 3, connect_timeout: 2, save_variables: true } }
}

/** A request that only tells: nobody needs its answer, and the caller hears nothing until it is there. */
export function tells(url: string, body: DraftBody): DraftVerb {
  return { request: { url, method: 'POST', headers, body, timeout: 1, connect_timeout: 1 } }
}

/** The condition under which the last request got this answer. */
export function answered(reply: string): string {
  return `request_result == 'success' && request_response.reply == '${reply}'`
}

const headers = { 'Content-Type': 'application/json' } as const
