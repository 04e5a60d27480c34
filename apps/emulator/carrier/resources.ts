import { randomUUID } from 'node:crypto'
import type { Clock } from '../clock.ts'

/** A document at a customer's URL, as a resource that numbers can be routed to. */
export interface SwmlWebhook {
  kind: 'swml_webhook'
  id: string
  /** The id of the webhook inside the resource: the specification has two. */
  innerId: string
  name: string
  usedFor: 'calling' | 'messaging'
  primaryUrl: string
  primaryMethod: 'GET' | 'POST'
  fallbackUrl: string | null
  fallbackMethod: 'GET' | 'POST'
  statusUrl: string | null
  createdAt: number
  updatedAt: number
}

/** A document that the carrier keeps and serves. */
export interface SwmlScript {
  kind: 'swml_script'
  id: string
  innerId: string
  name: string
  contents: unknown
  statusUrl: string | null
  createdAt: number
  updatedAt: number
}

/** A business number of the account. */
export interface BusinessNumber {
  id: string
  number: string
  name: string | null
  callHandler: string | null
  callResource: string | null
  messageResource: string | null
  /** Fields that are kept and shown, and mean nothing to the emulator. */
  fields: Record<string, string>
  createdAt: number
  updatedAt: number
}

/** What the account owns. It lives as long as the process, and outlives a reset. */
export class Resources {
  readonly webhooks = new Map<string, SwmlWebhook>()
  readonly scripts = new Map<string, SwmlScript>()
  readonly numbers = new Map<string, BusinessNumber>()
  private readonly clock: Clock

  constructor(clock: Clock) {
    this.clock = clock
  }

  /** Makes a webhook resource. */
  addWebhook(fields: Omit<SwmlWebhook, 'kind' | 'id' | 'innerId' | 'createdAt' | 'updatedAt'>): SwmlWebhook {
    const webhook: SwmlWebhook = { kind: 'swml_webhook', ...this.fresh(), innerId: randomUUID(), ...fields }
    this.webhooks.set(webhook.id, webhook)
    return webhook
  }

  /** Makes a script resource. */
  addScript(fields: Pick<SwmlScript, 'name' | 'contents' | 'statusUrl'>): SwmlScript {
    const script: SwmlScript = { kind: 'swml_script', ...this.fresh(), innerId: randomUUID(), ...fields }
    this.scripts.set(script.id, script)
    return script
  }

  /** Buys a number. */
  addNumber(number: string): BusinessNumber {
    const bought: BusinessNumber = { ...this.fresh(), number, name: null, callHandler: null, callResource: null, messageResource: null, fields: {} }
    this.numbers.set(bought.id, bought)
    return bought
  }

  /** Notes that something was changed. */
  touch(one: { updatedAt: number }): void {
    one.updatedAt = this.clock.now()
  }

  /** The number that is called, if the account owns it. */
  numberAt(number: string): BusinessNumber | undefined {
    return [...this.numbers.values()].find((one) => one.number === number)
  }

  /** A resource of either kind. */
  get(id: string): SwmlWebhook | SwmlScript | undefined {
    return this.webhooks.get(id) ?? this.scripts.get(id)
  }

  private fresh(): { id: string; createdAt: number; updatedAt: number } {
    const now = this.clock.now()
    return { id: randomUUID(), createdAt: now, updatedAt: now }
  }
}
