import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { DiskStore } from '#infra/call-store/disk-store.ts'
import { temporalClient } from '#infra/temporal/client.ts'
import { Openings } from './openings.ts'
import { PostOffice } from './post-office.ts'
import { TemporalCalls } from './temporal-calls.ts'
import { muteServer } from './testing/mute-server.ts'

test('the end of a caller is told at once, however many other news wait for an engine that hangs', async () => {
  const engine = await muteServer()
  const folder = await mkdtemp(join(tmpdir(), 'ringdown-post-'))
  const log = pino({ level: 'silent' })
  const store = new DiskStore(folder)
  const calls = new TemporalCalls(temporalClient({ TEMPORAL_ADDRESS: `127.0.0.1:${engine.port}`, TEMPORAL_NAMESPACE: 'default', TEMPORAL_TLS: false, PAYLOAD_KEYS: [{ id: 'k', key: new Uint8Array(32) }] }))
  const post = new PostOffice({ calls, store, openings: new Openings({ store, calls, log }), log })
  const key = { organisation: 'o1', call: 'call-1' }
  const told: string[] = []
  const tell = async (name: string, news: Parameters<PostOffice['tell']>[1]) => {
    await post.tell(key, news)
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
  const post = new PostOffice({ calls, store, openings: new Openings({ store, calls, log }), log })
  const key = { organisation: 'o1', call: 'call-1' }
  await post.tell(key, { kind: 'caller-ended', at: 1 })
  expect(await post.tell(key, { kind: 'leg-ended', leg: '2-1', why: 'cancelled', at: 2 })).toBe('silent')
  isBack = true
  for (const leg of ['2-2', '2-3']) await post.tell(key, { kind: 'leg-ended', leg, why: 'cancelled', at: 2 })
  expect(heard).toEqual(['caller-ended', 'leg-ended', 'leg-ended'])
  await rm(folder, { recursive: true, force: true })
})
