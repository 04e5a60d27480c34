import { createHash, createHmac } from 'node:crypto'

/** One request, as its receiver tells it from others. */
export interface Signing {
  /** The same each time that it is sent. */
  readonly id: string
  /** When it is sent; seconds since 1970. */
  readonly timestamp: number
  /** What it carries; empty where it carries nothing. */
  readonly body: string
}

/**
 * The headers by which a receiver knows that a request is ours, and new (Standard Webhooks 1.0): HMAC-SHA-256 over id, time and
 * body, joined by dots.
 * @param secret the organisation's, `whsec_…`; what follows is base64.
 */
export function signatureHeaders(
  secret: string,
  { id, timestamp, body }: Signing,
): { readonly 'webhook-id': string; readonly 'webhook-timestamp': string; readonly 'webhook-signature': string } {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')
  return { 'webhook-id': id, 'webhook-timestamp': String(timestamp), 'webhook-signature': `v1,${signature}` }
}

/** The id of what a call asks at one visit of a node: it says nothing of them, and is the same whoever asks once more. */
export function webhookId(...names: readonly string[]): string {
  return `msg_${createHash('sha256').update(JSON.stringify(names)).digest('base64url').slice(0, 32)}`
}
