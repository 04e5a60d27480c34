import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { DatabaseStore } from '#infra/call-store/database-store.ts'
import { DiskStore } from '#infra/call-store/disk-store.ts'
import { SafeStore } from '#infra/call-store/safe-store.ts'
import { freezeArrival } from '#infra/db/call/freeze-arrival.ts'
import { keepWord } from '#infra/db/call/keep-word.ts'
import { openedDatabase } from '#infra/db/testing/opened-database.ts'
import { arrivalAt, smallOrganisation, type SmallOrganisation } from '#infra/db/testing/people.ts'
import type { CallInput } from '#workflows/messages.ts'
import { WorkflowStarts } from './workflow-starts.ts'
import { Sweep } from './sweep.ts'

let opened: Awaited<ReturnType<typeof openedDatabase>>
let organisation: SmallOrganisation
let folder: string
const log = pino({ level: 'silent' })

beforeAll(async () => {
  opened = await openedDatabase()
  organisation = await smallOrganisation(opened.db, {
    id: '11111111-1111-4111-8111-111111111111',
    e164: '+12025550101',
  })
  folder = await mkdtemp(join(tmpdir(), 'ringdown-sweep-'))
}, 60_000)
afterAll(async () => {
  await opened.close()
  await rm(folder, { recursive: true, force: true })
})

test('a call that never spoke, and of which only its end was heard, is opened within seconds; one that may yet speak is left to it', async () => {
  for (const call of ['gone', 'may speak']) {
    const arrival = arrivalAt(organisation, { call })
    await freezeArrival(opened.db, { arrival: { ...arrival, facts: { ...arrival.facts, arrivedAt: Date.now() } } })
  }
  await keepWord(opened.db, {
    organisation: organisation.id,
    call: 'gone',
    key: 'caller-ended',
    signal: { kind: 'caller-ended', at: 7 },
  })
  const started: CallInput[] = []
  const store = new SafeStore(new DatabaseStore(opened.db, 3000), new DiskStore(folder), log)
  const starts = new WorkflowStarts({
    store,
    calls: {
      tell: async () => ({ kind: 'answered', answer: undefined }),
      async start(input) {
        started.push(input)
        return { kind: 'answered', answer: undefined }
      },
    },
    log,
  })
  const sweep = new Sweep({ db: opened.db, store, starts, log })
  sweep.begin()
  await vi.waitFor(() => expect(started).toHaveLength(1), { timeout: 8000 })
  await sweep.close()
  expect(started[0]).toMatchObject({
    arrival: { facts: { call: 'gone' } },
    openedBy: 'sweep',
    heard: [{ kind: 'caller-ended', at: 7 }],
  })
})
