import type { Client } from '@temporalio/client'
import type { Logger } from 'pino'
import type { SafeStore } from '#infra/call-store/safe-store.ts'
import type { Database } from '#infra/db/orm.ts'
import type { Sealer } from '#infra/secrets/sealer.ts'
import type { SignalWire } from '#infra/signalwire/client.ts'
import type { CarrierUrls } from '#infra/signalwire/urls.ts'

/** What the activities of a call need; the worker makes it once. */
export interface CallDeps {
  readonly carrier: SignalWire
  readonly urls: CarrierUrls
  readonly db: Database
  readonly store: SafeStore
  readonly client: Client
  readonly taskQueue: string
  readonly log: Logger
  readonly webhooks: {
    /** Opens what they send in secret. */
    readonly sealer: Sealer
    /** Origins on this machine or in private networks to which they may go, because an operator has named them. */
    readonly nearby: readonly string[]
  }
}
