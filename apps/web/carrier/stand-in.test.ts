import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { pino } from 'pino'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { DiskStore } from '#infra/call-store/disk-store.ts'
import type { OpenLeg } from '#infra/db/call/open-legs.ts'
import { Callbacks } from './callbacks.ts'
import { CarrierClock } from './carrier-clock.ts'
import { Openings } from './openings.ts'
import { PostOffice } from './post-office.ts'
import { StandIn } from './stand-in.ts'
import type { TemporalCalls } from './temporal-calls.ts'

/** The engine takes the news that a caller has gone, says so, and does nothing. */

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ringdown-stand-in-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

test('a phone that rings for a caller who has gone is stopped within half a second of the news', async () => {
  const { callbacks, stopped } = edgeWhere(async () => {})
  const toldAt = performance.now()
  await callbacks.number('o1', callerHungUp, Date.now())
  expect(stopped).toHaveLength(1)
  const after = (stopped[0] ?? 0) - toldAt
  // twice as long as it should be is what a busy machine may add
  expect(after).toBeLessThan(1000)
  expect(after, 'the engine has a moment to do it itself').toBeGreaterThan(250)
})

test('the time that an engine takes to answer is part of the moment it has to act, and adds nothing to it', async () => {
  const after: number[] = []
  // the least of three: a busy machine may add to one
  for (let tries = 0; tries < 3; tries += 1) {
    let answeredAt = Infinity
    const { callbacks, stopped } = edgeWhere(async () => {
      await pause(400)
      answeredAt = performance.now()
    })
    await callbacks.number('o1', callerHungUp, Date.now())
    after.push((stopped[0] ?? Infinity) - answeredAt)
  }
  expect(Math.min(...after)).toBeLessThan(250)
})

/** The carrier's edge with one phone that rings, and an engine that answers as soon as this is done. */
function edgeWhere(answers: () => Promise<void>) {
  const log = pino({ level: 'silent' })
  const store = new DiskStore(folder)
  const stopped: number[] = []
  const order = async (): Promise<void> => void stopped.push(performance.now())
  const calls: Pick<TemporalCalls, 'tell' | 'start'> = {
    async tell(_call, news) {
      if (news.kind === 'caller-ended') await answers()
      return { kind: 'answered', answer: undefined }
    },
    start: async () => ({ kind: 'silent' }),
  }
  const post = new PostOffice({ calls, store, openings: new Openings({ store, calls, log }), log })
  const standIn = new StandIn({
    carrier: { cancel: order, end: order, redirect: order },
    store,
    openLegs: async () => [rings],
    engineKnows: async () => false,
    tell: (key, news) => post.tell(key, news),
    log,
  })
  return { callbacks: new Callbacks({ store, post, standIn, clock: new CarrierClock() }), stopped }
}

const callerHungUp = { event_type: 'calling.call.state', event_channel: 'swml:x', timestamp: 1, params: { call_id: 'call-1', call_state: 'ended', end_reason: 'hangup' } }
const rings: OpenLeg = { leg: '2-1', carrier: 'leg-ringing', member: 'ana', name: 'Ana', address: '+12025550199', state: 'ringing', ringingAt: 1, pickedUpAt: null, joinedAt: null, isTaken: false, unknown: false }
