import type { Client } from '@temporalio/client'
import type { Logger } from 'pino'
import type { SafeStore } from '#infra/call-store/safe-store.ts'
import type { Database } from '#infra/db/orm.ts'
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
}
