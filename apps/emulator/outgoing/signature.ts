import { createHmac } from 'node:crypto'

/** The headers that prove a JSON webhook comes from the carrier: HMAC over URL and raw body, SHA-1 and SHA-256. The URL counts without credentials and without fragment. */
export function signatureHeaders({
  signingKey,
  url,
  body,
}: {
  signingKey: string
  url: string
  body: string
}): Record<string, string> {
  const signed = bareUrl(url) + body
  return {
    'X-SignalWire-Signature': createHmac('sha1', signingKey).update(signed).digest('hex'),
    'X-Signalwire-SHA256-Signature': createHmac('sha256', signingKey).update(signed).digest('hex'),
  }
}

/** A URL as its receiver sees it: no user, no password, no fragment. Otherwise letter for letter as it was given. */
export function bareUrl(url: string): string {
  return url.replace(/#.*/s, '').replace(/^(https?:\/\/)[^/?#@]*@/, '$1')
}
