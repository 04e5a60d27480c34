import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Clock } from '../clock.ts'

const method = z.enum(['GET', 'POST'])
const times = { createdAt: z.number(), updatedAt: z.number() }

const swmlWebhook = z.object({
  kind: z.literal('swml_webhook'),
  id: z.string(),
  /** The id of the webhook inside the resource: the specification has two. */
  innerId: z.string(),
  name: z.string(),
  usedFor: z.enum(['calling', 'messaging']),
  primaryUrl: z.string(),
  primaryMethod: method,
  fallbackUrl: z.string().nullable(),
  fallbackMethod: method,
  statusUrl: z.string().nullable(),
  ...times,
})

/** A document at a customer's URL, as a resource that numbers can be routed to. */
export type SwmlWebhook = z.output<typeof swmlWebhook>

const swmlScript = z.object({
  kind: z.literal('swml_script'),
  id: z.string(),
  innerId: z.string(),
  name: z.string(),
  contents: z.unknown(),
  statusUrl: z.string().nullable(),
  ...times,
})

/** A document that the carrier keeps and serves. */
export type SwmlScript = z.output<typeof swmlScript>

const businessNumber = z.object({
  id: z.string(),
  number: z.string(),
  name: z.string().nullable(),
  callHandler: z.string().nullable(),
  callResource: z.string().nullable(),
  messageResource: z.string().nullable(),
  /** Fields that are kept and shown, and mean nothing to the emulator. */
  fields: z.record(z.string(), z.string()),
  ...times,
})

/** A business number of the account. */
export type BusinessNumber = z.output<typeof businessNumber>

/** Everything an account owns, as it is kept on disk. */
export const possessions = z.object({
  numbers: z.array(businessNumber),
  webhooks: z.array(swmlWebhook),
  scripts: z.array(swmlScript),
})

/** See {@link possessions}. */
export type Possessions = z.output<typeof possessions>

/** What the account owns. It outlives a reset and, because `changed` is told of every change, the process too. */
export class Resources {
  readonly webhooks: Map<string, SwmlWebhook>
  readonly scripts: Map<string, SwmlScript>
  readonly numbers: Map<string, BusinessNumber>
  private readonly clock: Clock
  private readonly changed: () => void

  constructor(clock: Clock, { owned, changed }: { owned: Possessions; changed: () => void }) {
    this.clock = clock
    this.changed = changed
    this.webhooks = byId(owned.webhooks)
    this.scripts = byId(owned.scripts)
    this.numbers = byId(owned.numbers)
  }

  /** Everything that is owned now. */
  get owned(): Possessions {
    return {
      numbers: [...this.numbers.values()],
      webhooks: [...this.webhooks.values()],
      scripts: [...this.scripts.values()],
    }
  }

  /** Makes a webhook resource. */
  addWebhook(fields: Omit<SwmlWebhook, 'kind' | 'id' | 'innerId' | 'createdAt' | 'updatedAt'>): SwmlWebhook {
    const webhook: SwmlWebhook = { kind: 'swml_webhook', ...this.fresh(), innerId: randomUUID(), ...fields }
    this.webhooks.set(webhook.id, webhook)
    this.changed()
    return webhook
  }

  /** Makes a script resource. */
  addScript(fields: Pick<SwmlScript, 'name' | 'contents' | 'statusUrl'>): SwmlScript {
    const script: SwmlScript = { kind: 'swml_script', ...this.fresh(), innerId: randomUUID(), ...fields }
    this.scripts.set(script.id, script)
    this.changed()
    return script
  }

  /** Buys a number. */
  addNumber(number: string): BusinessNumber {
    const bought: BusinessNumber = {
      ...this.fresh(),
      number,
      name: null,
      callHandler: null,
      callResource: null,
      messageResource: null,
      fields: {},
    }
    this.numbers.set(bought.id, bought)
    this.changed()
    return bought
  }

  /** Notes that something was changed. */
  touch(one: { updatedAt: number }): void {
    one.updatedAt = this.clock.now()
    this.changed()
  }

  /** Gives a number back, or removes a resource; false when there is none. */
  remove(kind: 'numbers' | 'webhooks' | 'scripts', id: string): boolean {
    const removed = this[kind].delete(id)
    if (removed) this.changed()
    return removed
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

function byId<T extends { id: string }>(list: readonly T[]): Map<string, T> {
  return new Map(list.map((one) => [one.id, one]))
}
