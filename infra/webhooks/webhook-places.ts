import type { Allowed } from '../outgoing/places.ts'

/** Where a webhook may go: anywhere on the public internet, and to what an operator has named, wherever that lies. */
export function webhookPlaces(url: string, nearby: readonly string[]): Allowed {
  const origin = URL.canParse(url) ? new URL(url).origin : null
  return origin !== null && nearby.includes(origin) ? [{ origin, path: '/', nearby: true }] : 'anywhere-public'
}
