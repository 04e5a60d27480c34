import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { CallEvent } from '#flows/call/happenings/happening.ts'
import { DiskStore } from '#infra/call-store/disk-store.ts'
import type { OpenLeg } from '#infra/db/call/open-legs.ts'
import { Callbacks } from './callbacks.ts'
import { CarrierClock } from './carrier-clock.ts'
import { WorkflowStarts } from './workflow-starts.ts'
import { EventDelivery } from './event-delivery.ts'
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

test('an engine that has not answered by then keeps no phone ringing, and is waited for a little longer by whoever has picked up', async () => {
  const [moment, answer] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const waits: number[] = []
  const ben: OpenLeg = {
    ...rings,
    leg: '2-2',
    carrier: 'leg-picked-up',
    member: 'ben',
    name: 'Ben',
    state: 'picked-up',
  }
  const { callbacks, ended, told } = edgeWhere(
    () => answer.promise,
    [rings, ben],
    (ms) => {
      waits.push(ms)
      return waits.length === 1 ? moment.promise : new Promise(() => {})
    },
  )
  const heard = callbacks.number('o1', callerHungUp, Date.now())
  await expect.poll(() => told).toEqual(['caller-ended'])
  expect(waits, 'its moment has begun before it answers').toHaveLength(1)
  expect(ended).toEqual([])
  moment.resolve()
  await expect.poll(() => waits).toHaveLength(2)
  await expect.poll(() => ended).toEqual(['leg-ringing'])
  answer.resolve()
  await heard
  expect(ended).toContain('leg-picked-up')
})

test('a phone that stops while others ring is seen to have stopped before the engine has an order to give', async () => {
  const ben: OpenLeg = { ...rings, leg: '2-2', member: 'ben', name: 'Ben' }
  const { callbacks, kept } = edgeWhere(async () => {}, [rings, ben])
  await callbacks.leg({ organisation: 'o1', call: 'call-1' }, '2-1', declined, Date.now())
  await expect
    .poll(() => kept().then((all) => all.map(({ what }) => what)))
    .toMatchObject([{ kind: 'stopped-ringing', leg: '2-1', member: 'ana', name: 'Ana', why: 'declined' }])
})

test('the last phone that rings, and one beside somebody who has accepted, are the engine’s to tell', async () => {
  for (const legs of [
    [rings],
    [
      { ...rings, isTaken: true },
      { ...rings, leg: '2-2', isTaken: true },
    ],
  ]) {
    const { callbacks, kept, asked } = edgeWhere(async () => {}, legs)
    await callbacks.leg({ organisation: 'o1', call: 'call-1' }, '2-1', declined, Date.now())
    await expect.poll(() => asked.count).toBe(1)
    expect(await kept()).toEqual([])
  }
})

test('who is hung up on after their caller went is news for an engine that has not closed the call in a moment, whatever the rows say of the leg', async () => {
  const key = { organisation: 'o1', call: 'call-1' }
  for (const legs of [[], [{ ...rings, state: 'joined' }]] as const) {
    const { callbacks, told } = edgeWhere(async () => {}, legs)
    await callbacks.number('o1', callerHungUp, Date.now())
    told.length = 0
    await callbacks.leg(key, '2-1', hungUpOn, Date.now())
    expect(told).toEqual([])
    await expect.poll(() => told, { timeout: 5000 }).toEqual(['leg-ended'])
  }
})

/** The carrier's edge with phones that ring, and an engine that answers as soon as this is done. @param wait absent for real time. */
function edgeWhere(
  answers: () => Promise<void>,
  legs: readonly OpenLeg[] = [rings],
  wait?: (ms: number) => Promise<void>,
) {
  const log = pino({ level: 'silent' })
  const store = new DiskStore(folder)
  const stopped: number[] = []
  const told: string[] = []
  const asked = { count: 0 }
  const ended: string[] = []
  const order = async (which: string | { readonly id: string }): Promise<void> => {
    stopped.push(performance.now())
    ended.push(typeof which === 'string' ? which : which.id)
  }
  const calls: Pick<TemporalCalls, 'tell' | 'start'> = {
    async tell(_call, news) {
      told.push(news.kind)
      if (news.kind === 'caller-ended') await answers()
      return { kind: 'answered', answer: undefined }
    },
    start: async () => ({ kind: 'silent' }),
  }
  const delivery = new EventDelivery({ calls, store, starts: new WorkflowStarts({ store, calls, log }), log })
  const standIn = new StandIn({
    carrier: { cancel: order, end: order, redirect: order },
    store,
    openLegs: async () => {
      asked.count += 1
      return legs
    },
    engineKnows: async () => false,
    tell: (key, news) => delivery.tell(key, news),
    log,
    ...(wait && { wait }),
  })
  /** What was written of the call so far. */
  const kept = async (): Promise<readonly CallEvent[]> => {
    const all: CallEvent[] = []
    for await (const { what } of store.waiting())
      if (what?.kind === 'events') all.push(...what.events.map(({ event }) => event))
    return all
  }
  const callbacks = new Callbacks({ store, delivery, standIn, clock: new CarrierClock() })
  return { callbacks, stopped, ended, told, kept, asked }
}

const declined = {
  event_type: 'calling.call.state',
  event_channel: 'swml:x',
  timestamp: 1,
  params: { call_id: 'leg-ringing', call_state: 'ended', end_reason: 'decline' },
}
const hungUpOn = { ...declined, params: { ...declined.params, end_reason: 'hangup' } }
const callerHungUp = {
  event_type: 'calling.call.state',
  event_channel: 'swml:x',
  timestamp: 1,
  params: { call_id: 'call-1', call_state: 'ended', end_reason: 'hangup' },
}
const rings: OpenLeg = {
  leg: '2-1',
  carrier: 'leg-ringing',
  member: 'ana',
  name: 'Ana',
  address: '+12025550199',
  state: 'ringing',
  ringingAt: 1,
  pickedUpAt: null,
  joinedAt: null,
  isTaken: false,
  unknown: false,
}
