import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DatabaseStore } from '#infra/call-store/database-store.ts'
import { DiskStore } from '#infra/call-store/disk-store.ts'
import { SafeStore } from '#infra/call-store/safe-store.ts'
import { DATABASE_PATIENCE } from '#infra/call-store/store.ts'
import { openDatabase, type Database } from '#infra/db/orm.ts'
import { arrivalAt } from '#infra/db/testing/people.ts'
import { carrierUrls } from '#infra/signalwire/urls.ts'
import { temporalClient } from '#infra/temporal/client.ts'
import { WorkflowStarts } from './workflow-starts.ts'
import { EventDelivery } from './event-delivery.ts'
import { Questions } from './questions.ts'
import { TemporalCalls } from './temporal-calls.ts'
import { muteServer, type MuteServer } from './testing/mute-server.ts'

/**
 * How long the carrier's edge takes for an answer while the database and Temporal accept connections and say nothing. A
 * document's question may take 3 s, and the fetch that it leads to comes on top of that in the same silence.
 */

let folder = ''
let db: Database
let questions: Questions
let hanging: MuteServer

beforeAll(async () => {
  hanging = await muteServer()
  folder = await mkdtemp(join(tmpdir(), 'ringdown-silence-'))
  db = await openDatabase({ url: `postgres://nobody@127.0.0.1:${hanging.port}/nothing` })
  const log = pino({ level: 'silent' })
  const disk = new DiskStore(folder)
  await disk.freeze(
    arrivalAt({ id: 'o1', member: 'mia', number: 'n1', e164: '+12025550100', flow: 'f1' }, { call: 'known' }),
  )
  const store = new SafeStore(new DatabaseStore(db, DATABASE_PATIENCE), disk, log)
  const calls = new TemporalCalls(
    temporalClient({
      TEMPORAL_ADDRESS: `127.0.0.1:${hanging.port}`,
      TEMPORAL_NAMESPACE: 'default',
      TEMPORAL_TLS: false,
      PAYLOAD_KEYS: [{ id: 'k', key: new Uint8Array(32) }],
    }),
  )
  const starts = new WorkflowStarts({ store, calls, log })
  const delivery = new EventDelivery({ calls, store, starts, log })
  questions = new Questions({
    store,
    calls,
    delivery,
    starts,
    urls: carrierUrls({ publicUrl: 'https://phone.example.com', secret: 's'.repeat(32) }),
    log,
  })
})

afterAll(async () => {
  hanging.close()
  await db.close()
  await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 })
})

const at = { step: 2, from: 'in' }
const word = (tries: number) => ({ try: tries, last: tries === 5, waited: null, result: null })

describe.each(['known', 'unread'])('of a call that is %s here', (call) => {
  const key = { organisation: 'o1', call }
  test.concurrent.each<[what: string, within: number, ask: () => Promise<unknown>]>([
    ['a first question', 2900, () => questions.next(key, { ...at, step: 1 }, word(1))],
    ['a question', 2900, () => questions.next(key, at, word(2))],
    ['the last question, after which the document goes on alone', 2900, () => questions.next(key, at, word(5))],
    ['the question of a document that is about to go on alone', 2900, () => questions.alone(key, at)],
    ['the fetch of a step', 900, () => questions.step(key, { ...at, step: 3 })],
    ['the fetch of the first step', 900, () => questions.step(key, { ...at, step: 1 })],
  ])('%s is answered within %i ms', async (_what, within, ask) => {
    const began = performance.now()
    await ask()
    expect(performance.now() - began).toBeLessThan(within)
  })
})
