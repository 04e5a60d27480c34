import type { Account } from './account.ts'
import { CarrierError } from './carrier-error.ts'
import { isScriptOf, isWebhookOf } from './resource-names.ts'

/**
 * Gives a number back to the carrier, and removes the handler and the fallback document that `configureNumber` made for it.
 * The number goes first: one that the carrier keeps goes on answering. May be repeated: what is gone already is no trouble.
 *
 * @throws CarrierError when the carrier keeps the number, or what answered it
 */
export async function giveUpNumber(
  carrier: Pick<Account, 'number' | 'releaseNumber' | 'swmlWebhooks' | 'swmlScripts' | 'removeResource'>,
  e164: string,
): Promise<void> {
  const entry = await carrier.number(e164)
  if (entry !== null) await orGone(carrier.releaseNumber(entry.id))
  for (const webhook of await carrier.swmlWebhooks())
    if (isWebhookOf(e164, webhook)) await orGone(carrier.removeResource('swml_webhooks', webhook.id))
  for (const script of await carrier.swmlScripts())
    if (isScriptOf(e164, script)) await orGone(carrier.removeResource('swml_scripts', script.id))
}

async function orGone(removed: Promise<void>): Promise<void> {
  await removed.catch((error: unknown) => {
    if (!(error instanceof CarrierError && error.kind === 'gone')) throw error
  })
}
