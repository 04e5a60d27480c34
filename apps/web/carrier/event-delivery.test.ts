import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { DiskStore } from '#infra/call-store/disk-store.ts'
import type { KeptNews } from '#infra/call-store/store.ts'
import type { News } from '#flows/call/call-words.ts'
import { temporalClient } from '#infra/temporal/client.ts'
import { WorkflowStarts } from './workflow-starts.ts'
import { EventDelivery } from './event-delivery.ts'
import { TemporalCalls } from './temporal-calls.ts'
import { muteServer } from './testing/mute-server.ts'

test('the end of a caller is told at once, however many other news wait for an engine that hangs', async () => {
  const engine = await muteServer()
  const folder = await mkdtemp(join(tmpdir(), 'ringdown-post-'))
  const log = pino({ level: 'silent' })
  const store = new DiskStore(folder)
  const calls = new TemporalCalls(
    temporalClient({
      TEMPORAL_ADDRESS: `127.0.0.1:${engine.port}`,
      TEMPORAL_NAMESPACE: 'default',
      TEMPORAL_TLS: false,
      PAYLOAD_KEYS: [{ id: 'k', key: new Uint8Array(32) }],
    }),
  )
  const delivery = new EventDelivery({ calls, store, starts: new WorkflowStarts({ store, calls, log }), log })
  const key = { organisation: 'o1', call: 'call-1' }
  const told: string[] = []
  const tell = async (name: string, news: Parameters<EventDelivery['tell']>[1]) => {
    await delivery.tell(key, news)
    told.push(name)
  }
  const legs = ['2-1', '2-2'].map((leg) => tell(leg, { kind: 'leg-ended', leg, why: 'declined', at: 1 }))
  const caller = tell('caller', { kind: 'caller-ended', at: 1 })
  await Promise.race([caller, legs[1]])
  expect(told).toContain('caller')
  expect(told).not.toContain('2-2')
  await Promise.all(legs)
  engine.close()
  await rm(folder, { recursive: true, force: true })
})

test('an engine that is back hears that the caller has gone before it hears of the phones that stopped for it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'ringdown-post-'))
  const log = pino({ level: 'silent' })
  const store = new DiskStore(folder)
  const heard: string[] = []
  let isBack = false
  const calls: Pick<TemporalCalls, 'tell' | 'start'> = {
    async tell(_call, news) {
      if (!isBack) return { kind: 'silent' }
      heard.push(news.kind)
      return { kind: 'answered', answer: undefined }
    },
    start: async () => ({ kind: 'silent' }),
  }
  const delivery = new EventDelivery({ calls, store, starts: new WorkflowStarts({ store, calls, log }), log })
  const key = { organisation: 'o1', call: 'call-1' }
  await delivery.tell(key, { kind: 'caller-ended', at: 1 })
  expect(await delivery.tell(key, { kind: 'leg-ended', leg: '2-1', why: 'cancelled', at: 2 })).toBe('silent')
  isBack = true
  for (const leg of ['2-2', '2-3']) await delivery.tell(key, { kind: 'leg-ended', leg, why: 'cancelled', at: 2 })
  expect(heard).toEqual(['caller-ended', 'leg-ended', 'leg-ended'])
  await rm(folder, { recursive: true, force: true })
})

test('phones that stop while the end of their caller is still on its way are told of after it', async () => {
  const heard: string[] = []
  const engine = Promise.withResolvers<void>()
  await using office = await officeWhere(async (news) => {
    if (news.kind === 'caller-ended') await engine.promise
    heard.push(news.kind)
    return { kind: 'answered', answer: undefined }
  })
  const telling = [
    office.delivery.tell(office.key, { kind: 'caller-ended', at: 1 }),
    office.delivery.tell(office.key, { kind: 'leg-ended', leg: '2-1', why: 'cancelled', at: 2 }),
  ]
  engine.resolve()
  await Promise.all(telling)
  expect(heard).toEqual(['caller-ended', 'leg-ended'])
})

test('news of a call whose workflow is only just beginning is told again, 0.2, 0.6 and 1.5 s after it came, and then left to the sweep', async () => {
  await using office = await officeWhere(async () => ({ kind: 'closed' }))
  expect(await office.delivery.tell(office.key, hungUp)).toBe('closed')
  for (const wait of [200, 400, 900]) {
    await expect.poll(() => office.waits.at(-1)?.ms, { interval: 1 }).toBe(wait)
    expect(office.told()).toBe(office.waits.length)
    office.waits.at(-1)?.over()
  }
  await expect.poll(office.told, { interval: 1 }).toBe(4)
  expect(office.waits).toHaveLength(3)
  expect(await office.store.kept(office.key)).toMatchObject([{ news: hungUp }])
})

test('a workflow that is there a moment later hears the news then, once, and it is kept no longer', async () => {
  let isThere = false
  await using office = await officeWhere(async () =>
    isThere ? { kind: 'answered', answer: undefined } : { kind: 'closed' },
  )
  await office.delivery.tell(office.key, hungUp)
  expect(office.delivered).toEqual([])
  isThere = true
  await expect.poll(() => office.waits.length, { interval: 1 }).toBe(1)
  office.waits[0]?.over()
  await expect.poll(() => office.delivered, { interval: 1 }).toMatchObject([{ news: hungUp }])
  expect([office.told(), office.waits.length]).toEqual([2, 1])
})

const hungUp = { kind: 'leg-ended', leg: '2-1', why: 'hung-up', at: 1 } as const

/** The delivery to an engine that says this to every piece of news, how often it was told, and the waits between, which end when the test says so. */
async function officeWhere(says: (news: News) => Promise<Awaited<ReturnType<TemporalCalls['tell']>>>) {
  const folder = await mkdtemp(join(tmpdir(), 'ringdown-post-'))
  const log = pino({ level: 'silent' })
  const store = new DiskStore(folder)
  const delivered: KeptNews[] = []
  // the disk keeps it for the database to reject
  store.delivered = async (...all: readonly KeptNews[]) => void delivered.push(...all)
  let told = 0
  const waits: { readonly ms: number; readonly over: () => void }[] = []
  const calls: Pick<TemporalCalls, 'tell' | 'start'> = {
    async tell(_call, news) {
      told += 1
      return await says(news)
    },
    start: async () => ({ kind: 'silent' }),
  }
  const wait = (ms: number) => new Promise<void>((over) => void waits.push({ ms, over }))
  const delivery = new EventDelivery({ calls, store, starts: new WorkflowStarts({ store, calls, log }), log, wait })
  return {
    delivery,
    store,
    told: () => told,
    waits,
    delivered,
    key: { organisation: 'o1', call: 'call-1' },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  }
}

test('news of a call that its engine has closed is neither kept nor told again', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'ringdown-post-'))
  const log = pino({ level: 'silent' })
  const disk = new DiskStore(folder)
  const overs = new Set(['over'])
  const store: DiskStore = Object.assign(Object.create(disk), {
    isOver: async ({ call }: { readonly call: string }) => overs.has(call),
    keep: (item: KeptNews) => disk.keep(item),
    kept: (of: { readonly organisation: string; readonly call: string }) => disk.kept(of),
  })
  const calls: Pick<TemporalCalls, 'tell' | 'start'> = {
    tell: async () => ({ kind: 'closed' }),
    start: async () => ({ kind: 'silent' }),
  }
  const delivery = new EventDelivery({ calls, store, starts: new WorkflowStarts({ store, calls, log }), log })
  const late = { kind: 'leg-ended', leg: '2-1', why: 'hung-up', at: 1 } as const
  expect(await delivery.tell({ organisation: 'o1', call: 'over' }, late)).toBe('closed')
  expect(await delivery.tell({ organisation: 'o1', call: 'not-begun' }, late)).toBe('closed')
  expect(await disk.kept({ organisation: 'o1', call: 'over' })).toEqual([])
  expect(await disk.kept({ organisation: 'o1', call: 'not-begun' })).toHaveLength(1)
  await rm(folder, { recursive: true, force: true })
})
