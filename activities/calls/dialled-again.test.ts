import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { eventKey } from '#flows/call/happenings/happening.ts'
import { appendEvents } from '#infra/db/call/append-events.ts'
import { openDatabase } from '#infra/db/orm.ts'
import { readCall } from '#infra/db/call/read-call.ts'
import type { CallRef } from '../call-activities.ts'
import { onlyAttempt, type Attempt } from './attempt.ts'
import { dialLegs } from './dial-legs.ts'
import { ANA, callGround, entryOf, orderOf, type CallGround } from './testing/call-ground.ts'

let ground: CallGround
let call: CallRef
let count = 0

beforeAll(async () => {
  ground = await callGround()
}, 60_000)
afterAll(() => ground[Symbol.asyncDispose]())
beforeEach(async () => {
  count += 1
  call = await ground.arrived(`dialled-again-${count}`)
  Object.assign(ground.carrier, { dials: [], ends: [], entries: [], isLogDown: false, whileDialling: async () => {} })
  ground.carrier.dialled.length = 0
  ground.carrier.ended.length = 0
})

// so that nobody counts as still in the previous test's talk
afterEach(async () => {
  await appendEvents(ground.db, {
    ...call,
    events: [
      { key: 'ended', event: { at: Date.now(), node: null, what: { kind: 'ended', outcome: 'missed', seconds: 1 } } },
    ],
  })
})

const order = (...legs: readonly ReturnType<typeof orderOf>[]) => ({
  events: [],
  node: 'Ring',
  order: 'together' as const,
  legs,
})
const dial = (given: ReturnType<typeof order>, attempt: Attempt = onlyAttempt()) =>
  dialLegs(ground.deps, call, given, attempt)
const again = (ago: number): Attempt => ({ ...onlyAttempt(), number: 2, orderedAt: Date.now() - ago })
const rows = async () =>
  (await readCall(ground.db, call))?.legs.map(({ leg, carrier, state }) => ({ leg, carrier, state }))

it('a worker that takes over finds what was placed, in our rows and in the carrier’s log, and rings only who does not ring yet', async () => {
  const callback = { kind: 'phone-rings', leg: '2-1', carrier: 'told-by-callback' } as const
  await appendEvents(ground.db, {
    ...call,
    events: ['2-1', '2-2', '2-3'].map((leg) => ({
      key: `ordered:${leg}`,
      event: {
        at: Date.now(),
        node: null,
        what: { kind: 'ordered', ...orderOf(leg, ANA), order: 'together' } as const,
      },
    })),
  })
  await appendEvents(ground.db, {
    ...call,
    events: [{ key: 'phone-rings:2-1', event: { at: Date.now(), node: null, what: callback } }],
  })
  ground.carrier.entries = [entryOf('in-the-log', { to: '+12025550175' })]
  const { legs } = await dial(
    order(orderOf('2-1', ANA), orderOf('2-2', '+12025550175'), orderOf('2-3', '+12025550173')),
    again(5000),
  )
  expect(legs).toEqual([
    { leg: '2-1', result: 'dialled', carrier: 'told-by-callback' },
    { leg: '2-2', result: 'dialled', carrier: 'in-the-log' },
    { leg: '2-3', result: 'dialled', carrier: 'leg-+12025550173' },
  ])
  expect(ground.carrier.dialled).toHaveLength(1)
})

it('a dial that is carried out once more, and is not told so, finds that it was about to be and rings nobody twice', async () => {
  await dial(order(orderOf('2-1', ANA)))
  ground.carrier.entries = [entryOf(`leg-${ANA}`, { to: ANA })]
  expect((await dial(order(orderOf('2-1', ANA)))).legs).toEqual([
    { leg: '2-1', result: 'dialled', carrier: `leg-${ANA}` },
  ])
  const what = { kind: 'ordered', ...orderOf('2-2', '+12025550177'), order: 'together' } as const
  await appendEvents(ground.db, {
    ...call,
    events: [{ key: eventKey(what), event: { at: Date.now() - 1500, node: null, what } }],
  })
  setTimeout(() => (ground.carrier.entries = [entryOf('shows-a-little-late', { to: '+12025550177' })]), 1000)
  expect((await dial(order(orderOf('2-2', '+12025550177')))).legs).toEqual([
    { leg: '2-2', result: 'dialled', carrier: 'shows-a-little-late' },
  ])
  expect(ground.carrier.dialled).toHaveLength(1)
})

it('a leg that was about to be dialled by a worker that died before it could is dialled', async () => {
  const what = { kind: 'ordered', ...orderOf('2-1', ANA), order: 'together' } as const
  await appendEvents(ground.db, {
    ...call,
    events: [{ key: eventKey(what), event: { at: Date.now() - 5000, node: null, what } }],
  })
  const began = performance.now()
  expect((await dial(order(orderOf('2-1', ANA)))).legs).toMatchObject([{ leg: '2-1', result: 'dialled' }])
  expect(performance.now() - began).toBeLessThan(2000)
})

it('what the try before has placed is given time to show, whatever the clocks say of how long ago that was', async () => {
  setTimeout(() => (ground.carrier.entries = [entryOf('shows-late', { to: '+12025550174' })]), 1000)
  expect((await dial(order(orderOf('2-1', '+12025550174')), again(60_000))).legs).toEqual([
    { leg: '2-1', result: 'dialled', carrier: 'shows-late' },
  ])
  expect(ground.carrier.dialled).toEqual([])
})

it('a phone is not rung again while something rings there that may be what the try before has placed', async () => {
  const other = await ground.arrived(`may-be-theirs-${count}`)
  const address = '+12025550178'
  await appendEvents(ground.db, {
    ...other,
    events: [
      {
        key: 'ordered:2-1',
        event: { at: Date.now(), node: null, what: { kind: 'ordered', ...orderOf('2-1', address), order: 'together' } },
      },
    ],
  })
  ground.carrier.entries = [entryOf('whose', { to: address })]
  expect((await dial(order(orderOf('2-1', address)), again(5000))).legs).toEqual([{ leg: '2-1', result: 'lost' }])
  expect(ground.carrier.dialled).toEqual([])
})

it('an order that is given again takes nobody for busy who has accepted this very call, and rings nobody besides them', async () => {
  await dial(order(orderOf('2-1', ANA)))
  const what = { kind: 'claimed', leg: '2-1', member: ANA, name: 'Ana', carrier: `leg-${ANA}` } as const
  await appendEvents(ground.db, {
    ...call,
    events: [{ key: 'claimed:2-1', event: { at: Date.now(), node: null, what } }],
  })
  const { legs } = await dial(order(orderOf('2-1', ANA), orderOf('2-2', '+12025550176')), again(5000))
  expect(legs).toEqual([
    { leg: '2-1', result: 'dialled', carrier: `leg-${ANA}` },
    { leg: '2-2', result: 'called-off', carrier: null },
  ])
  expect(ground.carrier.dialled).toHaveLength(1)
  expect(await rows()).toMatchObject([
    { leg: '2-1', state: 'claimed' },
    { leg: '2-2', state: 'ended' },
  ])
})

it('a worker that stood still rings nobody: somebody else may have the order by now, and it is given again', async () => {
  const stoodStill = { ...onlyAttempt(), isOurs: () => false }
  await expect(dial(order(orderOf('2-1', ANA)), stoodStill)).rejects.toThrow(/stood still/)
  expect(ground.carrier.dialled).toEqual([])
  expect((await dial(order(orderOf('2-1', ANA)), again(5000))).legs).toMatchObject([{ result: 'dialled' }])
})

it('an order that is given again while it still runs joins itself: nobody rings twice', async () => {
  let goOn = (): void => {}
  ground.carrier.whileDialling = () => new Promise((resolve) => (goOn = resolve))
  const first = dial(order(orderOf('2-1', ANA)))
  await expect.poll(() => ground.carrier.dialled).toHaveLength(1)
  const second = dial(order(orderOf('2-1', ANA)), again(0))
  await new Promise((resolve) => setTimeout(resolve, 100))
  goOn()
  expect((await Promise.all([first, second])).map(({ legs }) => legs)).toMatchObject([
    [{ result: 'dialled', carrier: `leg-${ANA}` }],
    [{ result: 'dialled', carrier: `leg-${ANA}` }],
  ])
  expect(ground.carrier.dialled).toHaveLength(1)
})

it('where nobody counts the tries, nobody is dialled while that cannot be written', async () => {
  const away = await openDatabase({ url: 'postgres://nobody@127.0.0.1:1/nothing' })
  const local = { ...onlyAttempt(), isCounted: false }
  await expect(dialLegs({ ...ground.deps, db: away }, call, order(orderOf('2-1', ANA)), local)).rejects.toThrow(
    /could not be written/,
  )
  expect(ground.carrier.dialled).toEqual([])
  await away.close()
})

it('a local try whose database takes its time asks nothing of it a second time: the order is given again', async () => {
  const away = await openDatabase({ url: 'postgres://nobody@127.0.0.1:1/nothing' })
  let asked = 0
  const { store } = ground.deps
  const counted = new Proxy(store, {
    get(of, name) {
      if (name === 'mayDial') asked += 1
      const found: unknown = Reflect.get(of, name)
      return typeof found === 'function' ? found.bind(of) : found
    },
  })
  const deps = { ...ground.deps, db: away, store: counted }
  const given = order(orderOf('2-1', ANA))
  await expect(dialLegs(deps, call, given, { ...onlyAttempt(), isCounted: false })).rejects.toThrow(/not be written/)
  expect(asked).toBe(0)
  await away.close()
})

it('a leg that cannot be looked for is lost alone: who was not dialled before is rung', async () => {
  const what = { kind: 'ordered', ...orderOf('2-1', '+12025550179'), order: 'together' } as const
  await appendEvents(ground.db, {
    ...call,
    events: [{ key: eventKey(what), event: { at: Date.now() - 5000, node: null, what } }],
  })
  ground.carrier.isLogDown = true
  expect((await dial(order(orderOf('2-1', '+12025550179'), orderOf('2-2', '+12025550170')))).legs).toEqual([
    { leg: '2-1', result: 'lost' },
    { leg: '2-2', result: 'dialled', carrier: 'leg-+12025550170' },
  ])
})
