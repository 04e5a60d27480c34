/** How long the carrier waits for a webhook, in milliseconds. */
export interface WebhookTimeouts {
  connectMs: number
  readMs: number
  /** All of it, retries included. */
  totalMs: number
}

/**
 * The carrier's waiting times for a webhook, as changed by the URL's fragment:
 * `#ot=` connect (100-10000), `#rt=` read (100-15000), `#tt=` total (100-15000).
 * Source: the Compatibility API's webhook pages; for SWML it is an open question.
 */
export function webhookTimeouts(url: string): WebhookTimeouts {
  const fragment = new URLSearchParams(url.split('#')[1] ?? '')
  return {
    connectMs: within(fragment.get('ot'), 10_000) ?? 2000,
    readMs: within(fragment.get('rt'), 15_000) ?? 5000,
    totalMs: within(fragment.get('tt'), 15_000) ?? 15_000,
  }
}

function within(text: string | null, most: number): number | undefined {
  const value = Number(text)
  return text === null || !Number.isFinite(value) ? undefined : Math.min(Math.max(value, 100), most)
}
