import { recordOf } from '#flows/language/path.ts'
import type { NodeId, Plan } from '#flows/language/plan.ts'
import { usesOf } from '#flows/language/uses.ts'
import { ladderFrom } from '#flows/outage/outage.ts'
import { heardAs } from '#infra/call-store/arrivals.ts'
import type { Provision } from '#infra/db/number/provision-numbers.ts'
import type { SignalWire } from '#infra/signalwire/client.ts'
import { configureNumber } from '#infra/signalwire/configure-number.ts'
import { fallbackDocument } from '#infra/signalwire/documents/fallback.ts'
import { whyNotOutside, type AroundOutside } from '#infra/telephone/outside.ts'
import type { CarrierUrls } from '#infra/signalwire/urls.ts'

export interface ProvisionSettings {
  readonly carrier: SignalWire
  readonly urls: CarrierUrls
  /** Buy a number that the account does not have. */
  readonly buy: boolean
}

/**
 * Sets numbers up at the carrier: our web answers their calls, and behind it stands a document at the carrier that rings
 * the people of today down the published flow's ladder when our web does not answer.
 */
export function provisioning({ carrier, urls, buy }: ProvisionSettings): Provision {
  return async ({ organisation, number, e164, name, business, plan, people, countries, numbers }) => {
    const facts = {
      call: '',
      number: { e164, name },
      caller: { e164: null, name: null },
      ...people,
      ...heardAs({ business, plan }),
      decided: outsideDecided(plan, { countries, numbers }),
      seed: 0,
      arrivedAt: 0,
    } // made before any call
    const ladder = await ladderFrom(plan, facts, plan.start)
    const made = await configureNumber(carrier, {
      e164,
      name,
      documentUrl: urls.of({ to: 'number-document', number }),
      statusUrl: urls.of({ to: 'number-status', organisation, number }),
      fallback: fallbackDocument({ organisation, number, e164, name, ladder, speech: facts.speech, urls }),
      buy,
    })
    return { carrierNumber: made.number, webhookResource: made.webhook, fallbackScript: made.script }
  }
}

/** Whom the document must not call: nobody looks again before it does. What needs a clock stays undecided. */
export function outsideDecided(plan: Plan, around: AroundOutside): Record<NodeId, string> {
  const calls = Object.values(plan.steps).flatMap(({ id, kind, config }) =>
    usesOf({ kind, config: { ...recordOf(config) } }).addresses.map((address) => ({ id, address })),
  )
  return Object.fromEntries(calls.map(({ id, address }) => [id, whyNotOutside(address, around) ?? 'may-be-called']))
}
