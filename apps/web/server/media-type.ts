import type { IncomingMessage } from 'node:http'

/** What a request says its body is, without parameters and in lower case; empty when it says nothing. */
export function mediaType({ headers }: Pick<IncomingMessage, 'headers'>): string {
  return (headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? ''
}
