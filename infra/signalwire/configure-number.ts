import { setTimeout as pause } from 'node:timers/promises'
import type { SignalWire } from './client.ts'
import { CarrierError } from './carrier-error.ts'
import type { Swml } from './documents/swml.ts'
import { isScriptOf, isWebhookOf, resourceName } from './resource-names.ts'

export interface NumberSettings {
  readonly e164: string
  /** How the number is called at the carrier. */
  readonly name: string
  /** Where the carrier fetches the document of a call, and where it tells of the call's states. */
  readonly documentUrl: string
  readonly statusUrl: string
  /** What the carrier runs by itself when our web does not answer. */
  readonly fallback: Swml
  /** Buy the number when the account does not have it. */
  readonly buy: boolean
}

/** Ids at the carrier; `changed` names what this run had to do, nothing when all was as it should be. */
export interface ConfiguredNumber {
  readonly number: string
  readonly webhook: string
  readonly script: string
  readonly changed: readonly ('bought' | 'named' | 'script' | 'webhook' | 'route')[]
}

/**
 * Makes a number ring at our web, with its static fallback behind it. May be repeated at any time:
 * it finds its own resources by their name and writes only what differs, the route last, so that
 * calls never reach something half made.
 *
 * @throws CarrierError `refused` when the number is not the account's and must not be bought, or its calls are not sent here
 */
export async function configureNumber(carrier: SignalWire, settings: NumberSettings): Promise<ConfiguredNumber> {
  const changed: ConfiguredNumber['changed'][number][] = []
  const name = resourceName(settings.e164)

  let number = await carrier.number(settings.e164)
  if (number === null) {
    if (!settings.buy) throw notOurs(settings.e164)
    number = await carrier.buyNumber(settings.e164)
    changed.push('bought')
  }
  if (number.name !== settings.name) {
    await carrier.nameNumber(number.id, settings.name)
    changed.push('named')
  }

  let script = (await carrier.swmlScripts()).find((resource) => isScriptOf(settings.e164, resource))
  if (!script || !sameContents(script.swml_script.contents, settings.fallback)) {
    script = await carrier.saveSwmlScript({ id: script?.id ?? null, name, contents: settings.fallback })
    changed.push('script')
  }

  const primaryUrl = settings.documentUrl + DEADLINES
  const fallbackUrl = script.swml_script.request_url
  let webhook = (await carrier.swmlWebhooks()).find((resource) => isWebhookOf(settings.e164, resource))
  const set = webhook?.swml_webhook
  if (
    !webhook ||
    set?.primary_request_url !== primaryUrl ||
    set.fallback_request_url !== fallbackUrl ||
    set.status_callback_url !== settings.statusUrl
  ) {
    webhook = await carrier.saveSwmlWebhook({
      id: webhook?.id ?? null,
      name,
      primaryUrl,
      fallbackUrl,
      statusUrl: settings.statusUrl,
    })
    changed.push('webhook')
  }

  if (number.calling_handler_resource_id !== webhook.id) {
    await carrier.routeNumber({ resource: webhook.id, number: number.id })
    changed.push('route')
    await confirmed(carrier, { e164: settings.e164, webhook: webhook.id })
  }
  return { number: number.id, webhook: webhook.id, script: script.id, changed }
}

/** The carrier goes to the fallback when we have not accepted the connection in 1 s or answered in 4 s. */
const DEADLINES = '#ot=1000&rt=4000'

/** Compared as text with sorted keys: the carrier may hand a document back in another order. */
function sameContents(one: unknown, other: unknown): boolean {
  return sorted(one) === sorted(other)
}

function sorted(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
}

/** Looks whether the carrier does what it has just been told: it may take a moment. */
async function confirmed(
  carrier: Pick<SignalWire, 'number'>,
  { e164, webhook }: { readonly e164: string; readonly webhook: string },
): Promise<void> {
  for (let look = 1; (await carrier.number(e164))?.calling_handler_resource_id !== webhook; look += 1) {
    if (look === MOST_LOOKS) throw notRouted(e164)
    await pause(BETWEEN_LOOKS)
  }
}

const MOST_LOOKS = 3
/** Milliseconds. */
const BETWEEN_LOOKS = 500

function notRouted(e164: string): CarrierError {
  return new CarrierError({
    kind: 'refused',
    code: null,
    status: null,
    saying: 'it took the order, but does not send the number’s calls here yet',
    message: `the carrier took the order, but does not send the calls to ${e164} here yet`,
  })
}

function notOurs(e164: string): CarrierError {
  return new CarrierError({
    kind: 'refused',
    code: null,
    status: null,
    saying: 'the number is not in your account there, and must be bought first',
    message: `${e164} is not in the account at the carrier: buy it there first`,
  })
}
