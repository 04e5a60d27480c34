import { join } from 'node:path'
import type { Router } from 'express'
import type { Logger } from 'pino'
import { listen } from '#infra/db/listen.ts'
import { liveNumbers } from '#infra/db/number/live-numbers.ts'
import { callerGoneWritten } from '#infra/db/call/caller-left.ts'
import { openLegsOf } from '#infra/db/call/open-legs.ts'
import { openDatabase } from '#infra/db/orm.ts'
import type { Env } from '#infra/env.ts'
import { signalWire } from '#infra/signalwire/client.ts'
import { signatures } from '#infra/signalwire/signature.ts'
import { carrierUrls } from '#infra/signalwire/urls.ts'
import { temporalClient } from '#infra/temporal/client.ts'
import { inOrganisation } from '#infra/temporal/organisation-scope.ts'
import type { DeedWord } from '#workflows/messages.ts'
import { Assistants } from './assistants.ts'
import { Callbacks } from './callbacks.ts'
import { CarrierClock } from './carrier-clock.ts'
import { Counters } from './counters.ts'
import { DatabaseStore } from '#infra/call-store/database-store.ts'
import { callQueue } from '#infra/call-store/call-queue.ts'
import { DiskStore } from '#infra/call-store/disk-store.ts'
import { clockRemarks, databaseClock, engineClock, remembered } from './clock-skew.ts'
import { carrierGuard, type CarrierGuard } from './carrier-guard.ts'
import { LegQuestions } from './leg-questions.ts'
import { LiveNumbers } from './live-numbers.ts'
import { reconcileMissedHangups } from './missed-hangups.ts'
import { WorkflowStarts } from './workflow-starts.ts'
import { EventDelivery } from './event-delivery.ts'
import { Questions } from './questions.ts'
import { trouble } from './readiness.ts'
import { carrierRouter } from './router.ts'
import { SafeStore } from '#infra/call-store/safe-store.ts'
import { DATABASE_PATIENCE, type CallKey } from '#infra/call-store/store.ts'
import { StandIn } from './stand-in.ts'
import { Sweep } from './sweep.ts'
import { TemporalCalls } from './temporal-calls.ts'
import { whoMet } from './who-met.ts'

export interface Carrier {
  readonly router: Router
  readonly door: CarrierGuard
  /** What keeps the product from taking calls, a sentence each; empty when it is ready. */
  trouble(): Promise<readonly string[]>
  /** What a person should look at although calls are taken. */
  remarks(): Promise<readonly string[]>
  /** Somebody of the organisation does something to a call; `unanswered` when the engine is away or does not know the call. */
  deed(key: CallKey, word: DeedWord & { readonly id: string }): Promise<'done' | 'refused' | 'unanswered'>
  /** What has happened at the carrier's edge since the process began, and how often. */
  readonly totals: Readonly<Record<string, number>>
  close(): Promise<void>
}

/** Opens everything behind the carrier's edge. Neither the database nor Temporal needs to be up. */
export async function openCarrier(env: Env, log: Logger): Promise<Carrier> {
  const db = await openDatabase({
    url: env.DATABASE_APP_URL,
    onTrouble: (message) => log.warn({ message }, 'Trouble with the database'),
  })
  const client = temporalClient(env)
  const folder = join(env.DATA_DIR, 'web')
  const store = new SafeStore(new DatabaseStore(db, DATABASE_PATIENCE), new DiskStore(callQueue(env.DATA_DIR)), log)
  const counters = new Counters()
  const calls = new TemporalCalls(client, () => {
    counters.count('clock-set')
    log.warn(
      'The clock of Temporal or of this machine was set while calls ran: what was refused as late is asked again',
    )
  })
  const urls = carrierUrls({ publicUrl: env.PUBLIC_URL, secret: env.TOKEN_SECRET })
  const numbers = new LiveNumbers(() => liveNumbers(db, { timeout: 3000 }), join(folder, 'live-numbers.json'), log)
  const starts = new WorkflowStarts({ store, calls, log })
  const delivery = new EventDelivery({ calls, store, starts, log })
  const questions = new Questions({ store, calls, delivery, starts, urls, log })
  const legQuestions = new LegQuestions({ store, calls, urls })
  const carrier = signalWire({
    baseUrl: env.SIGNALWIRE_BASE_URL,
    project: env.SIGNALWIRE_PROJECT,
    token: env.SIGNALWIRE_TOKEN,
  })
  const standIn = new StandIn({
    carrier,
    store,
    openLegs: (key) => openLegsOf(db, { ...key, timeout: 1000 }),
    engineKnows: (key) => callerGoneWritten(db, { ...key, timeout: 1000 }),
    tell: (key, news) => delivery.tell(key, news),
    log,
  })
  const carrierClock = new CarrierClock()
  const callbacks = new Callbacks({ store, delivery, standIn, clock: carrierClock })
  const assistants = new Assistants({ store, urls, counters, log })
  const keys = [env.SIGNALWIRE_SIGNING_KEY, env.SIGNALWIRE_SIGNING_KEY_PREVIOUS].filter((key) => key !== undefined)
  const checkSignature = signatures({ publicUrl: env.PUBLIC_URL, keys })
  await numbers.begin()
  const changes = listen({
    url: env.DATABASE_APP_URL,
    channels: ['number_changed'],
    onNotice: () => numbers.changed(),
    onListening: () => numbers.changed(),
    onTrouble: (message) => log.warn({ message }, 'Changes of numbers are not heard for a moment'),
  })
  const others = {
    Temporal: () => engineClock(client, { timeout: 1500 }),
    'the database': () => databaseClock(db, { timeout: 1500 }),
    'the carrier': () => carrierClock.read(),
  }
  const clocks = remembered(() => clockRemarks(others), { milliseconds: 60_000 })
  const sweep = new Sweep({ db, store, starts, log })
  sweep.begin()
  void reconcileMissedHangups({ db, carrier, callbacks, log })
  return {
    router: carrierRouter({
      urls,
      checkSignature,
      numbers,
      store,
      calls,
      questions,
      legQuestions,
      callbacks,
      assistants,
      counters,
      log,
    }),
    door: carrierGuard({ urls, counters, log }),
    trouble: () => trouble({ db, client, namespace: env.TEMPORAL_NAMESPACE }),
    remarks: async () => [await store.trouble(), ...(await clocks())].filter((each) => each !== null),
    async deed(key, word) {
      const met = await whoMet(store, key)
      const asked = await inOrganisation(key.organisation, () => calls.deed(key.call, { ...word, ...(met && { met }) }))
      return asked.kind === 'answered' ? asked.answer : 'unanswered'
    },
    get totals() {
      return counters.totals
    },
    async close() {
      await delivery.close(CLOSES_WITHIN)
      await callbacks.close()
      await sweep.close()
      await changes.close()
      await numbers.close()
      await client.connection.close()
      await db.close()
    },
  }
}

/** As long as news may take to be told or kept. Milliseconds. */
const CLOSES_WITHIN = 2500
