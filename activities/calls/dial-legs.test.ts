import { afterAll, afterEach, beforeAll, beforeEach, expect, it, onTestFinished, vi } from 'vitest'
import { eventKey } from '#flows/call/happenings/happening.ts'
import { appendEvents } from '#infra/db/call/append-events.ts'
import { noteCallerLeft } from '#infra/db/call/caller-left.ts'
import { readCall } from '#infra/db/call/read-call.ts'
import { CarrierError } from '#infra/signalwire/carrier-error.ts'
import type { CallRef } from '../call-activities.ts'
import { onlyAttempt } from './attempt.ts'
import { dialLegs } from './dial-legs.ts'
import { ANA, BEN, callGround, orderOf, type CallGround } from './testing/call-ground.ts'

let ground: CallGround
let call: CallRef
let count = 0

beforeAll(async () => {
  ground = await callGround()
}, 60_000)
afterAll(() => ground[Symbol.asyncDispose]())
beforeEach(async () => {
  count += 1
  call = await ground.arrived(`dialled-${count}`)
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
const dial = (given: ReturnType<typeof order>) => dialLegs(ground.deps, call, given, onlyAttempt())
const rows = async () =>
  (await readCall(ground.db, call))?.legs.map(({ leg, carrier, state }) => ({ leg, carrier, state }))

it('ten phones are dialled at once, however slow the carrier answers', async () => {
  // none is answered before all ten are asked for
  const answers: (() => void)[] = []
  ground.carrier.whileDialling = () =>
    new Promise((resolve) => {
      answers.push(resolve)
      if (answers.length === 10) for (const answer of answers) answer()
    })
  const { legs } = await dial(
    order(...Array.from({ length: 10 }, (_, at) => orderOf(`2-${at + 1}`, `+1202555018${at}`))),
  )
  expect(legs.map(({ result }) => result)).toEqual(Array.from({ length: 10 }, () => 'dialled'))
})

it('a leg stands in the rows before the carrier is told of it, and with its id as soon as its own answer is there', async () => {
  let before: unknown
  ground.carrier.whileDialling = async ({ to }) => {
    if (to === ANA) before ??= await rows()
    else await expect.poll(rows, { timeout: 5000 }).toMatchObject([{ leg: '2-1', carrier: `leg-${ANA}` }, {}])
  }
  await dial(order(orderOf('2-1', ANA), orderOf('2-2', BEN)))
  expect(before).toEqual([
    { leg: '2-1', carrier: null, state: 'ringing' },
    { leg: '2-2', carrier: null, state: 'ringing' },
  ])
})

it('a phone is not rung once its country may not be called any more, though the call came in before, and the story says why', async () => {
  expect((await dial(order(orderOf('2-1', '+442079460123')))).legs).toEqual([
    {
      leg: '2-1',
      result: 'refused',
      why: 'failed',
      detail: 'Calls to the United Kingdom are not allowed in this organisation.',
    },
  ])
  expect(ground.carrier.dialled).toEqual([])
})

it('a number that is nobody’s of the organisation is rung by the same rule, and stands in the rows without a member', async () => {
  const outside = (leg: string, address: string) => ({ leg, name: 'The drivers', address, seconds: 20 })
  expect((await dial(order(outside('2-1', '+442079460123'), outside('2-2', BEN)))).legs).toMatchObject([
    { result: 'refused', detail: 'Calls to the United Kingdom are not allowed in this organisation.' },
    { result: 'dialled', carrier: `leg-${BEN}` },
  ])
  expect((await readCall(ground.db, call))?.legs.find(({ leg }) => leg === '2-2')).toMatchObject({
    member: null,
    name: 'The drivers',
  })
})

it('[pitfall 17] a number that has become the organisation’s own is not forwarded to, though the call came in before', async () => {
  const { e164 } = call.number
  const outside = { leg: '2-1', name: 'The drivers', outside: true as const, seconds: 20 }
  const refusal = {
    result: 'refused',
    detail: 'This is one of the organisation’s own numbers: its calls would go around in a circle.',
  }
  expect((await dial(order({ ...outside, address: e164 }))).legs).toMatchObject([refusal])
  const gateway = { ...outside, leg: '2-2', address: `sip:${e164}@gateway.example` }
  expect((await dial(order(gateway))).legs).toMatchObject([refusal])
  expect(ground.carrier.dialled).toEqual([])
})

it('whoever talks at one of their phones is rung at none', async () => {
  const other = await ground.arrived(`at-the-desk-${count}`)
  const [mobile, desk] = ['+12025550178', 'sip:ben@desk.example']
  const events = [
    { kind: 'ordered', ...orderOf('2-1', desk), order: 'together' },
    { kind: 'claimed', leg: '2-1', member: desk, name: 'Ben' },
  ] as const
  await appendEvents(ground.db, {
    ...other,
    events: events.map((what) => ({ key: eventKey(what), event: { at: Date.now(), node: null, what } })),
  })
  const both = [
    { ...orderOf('2-1', mobile), also: [desk] },
    { ...orderOf('2-2', desk), also: [mobile] },
  ]
  expect((await dial(order(...both, orderOf('2-3', ANA)))).legs.map(({ result }) => result)).toEqual([
    'talking',
    'talking',
    'dialled',
  ])
  expect(ground.carrier.dialled.map(({ to }) => to)).toEqual([ANA])
  expect(await rows()).toMatchObject([{ leg: '2-3' }])
})

it('whoever talks is rung all the same where that is asked for', async () => {
  const other = await ground.arrived(`talking-${count}`)
  const ben = '+12025550178'
  const events = [
    { kind: 'ordered', ...orderOf('2-1', ben), order: 'together' },
    { kind: 'claimed', leg: '2-1', member: ben, name: 'Ben' },
  ] as const
  await appendEvents(ground.db, {
    ...other,
    events: events.map((what) => ({ key: eventKey(what), event: { at: Date.now(), node: null, what } })),
  })
  const { legs } = await dial(order({ ...orderOf('2-1', ben), evenTalking: true }))
  expect(legs).toMatchObject([{ result: 'dialled' }])
  expect(await rows()).toMatchObject([{ leg: '2-1' }])
})

it('phones show the caller’s number only where the carrier lets it through, and ring in any case', async () => {
  const shown: (string | undefined)[] = []
  ground.carrier.whileDialling = async ({ callerId }) => {
    shown.push(callerId)
    if (callerId !== undefined)
      throw new CarrierError({ kind: 'refused', code: 'not_purchased_or_verified', status: 422, message: 'no' })
  }
  const shows = { shows: 'caller' as const }
  const { legs } = await dial(order({ ...orderOf('2-1', ANA), ...shows }))
  expect(legs).toMatchObject([{ result: 'dialled' }])
  expect(shown).toEqual([call.caller.e164, undefined])
  // a carrier that has refused is not asked for every phone
  await dial(order({ ...orderOf('2-2', BEN), ...shows }))
  expect(shown.slice(2)).toEqual([undefined])
})

it('a number that is dear is never rung, whoever has verified it', async () => {
  const { legs } = await dial(
    order(
      orderOf('2-1', 'sip:+19005551234@gw.example;user=phone'),
      orderOf('2-2', '+19005551234'),
      orderOf('2-3', ANA),
    ),
  )
  const refusal = { result: 'refused', detail: 'This number cannot be rung: it is a premium-rate number.' }
  expect(legs).toMatchObject([refusal, refusal, { result: 'dialled' }])
  expect(ground.carrier.dialled.map(({ to }) => to)).toEqual([ANA])
})

it('nobody is rung for a caller who has gone', async () => {
  await noteCallerLeft(ground.db, { ...call, at: Date.now() })
  expect((await dial(order(orderOf('2-1', ANA)))).legs).toEqual([{ leg: '2-1', result: 'called-off', carrier: null }])
  expect(ground.carrier.dialled).toEqual([])
})

it('a phone that was placed as the caller hung up is stopped in the same breath', async () => {
  ground.carrier.whileDialling = async () => void (await noteCallerLeft(ground.db, { ...call, at: Date.now() }))
  const { legs } = await dial(order(orderOf('2-1', ANA)))
  expect(legs).toEqual([{ leg: '2-1', result: 'called-off', carrier: `leg-${ANA}` }])
  expect(ground.carrier.ended).toEqual([`leg-${ANA}`])
})

it('a phone whose dial was answered late is stopped when somebody else has accepted meanwhile', async () => {
  vi.useFakeTimers({ toFake: ['performance'] }) // how long a dial took, by a clock that only this test turns
  onTestFinished(() => void vi.useRealTimers())
  ground.carrier.whileDialling = async ({ to }) => {
    if (to === ANA) return
    const what = { kind: 'claimed', leg: '2-1', member: ANA, name: 'Ana' } as const
    await appendEvents(ground.db, {
      ...call,
      events: [{ key: 'claimed:2-1', event: { at: Date.now(), node: null, what } }],
    })
    vi.advanceTimersByTime(400)
  }
  const { legs } = await dial(order(orderOf('2-1', ANA), orderOf('2-2', BEN)))
  expect(legs).toMatchObject([
    { leg: '2-1', result: 'dialled' },
    { leg: '2-2', result: 'called-off' },
  ])
  expect(ground.carrier.ended).toEqual([`leg-${BEN}`])
})

it('a caller who hangs up while one dial hangs leaves no other phone of the batch ringing', async () => {
  const done = new AbortController()
  ground.carrier.whileDialling = async ({ to }) => {
    if (to !== ANA) await new Promise((resolve) => done.signal.addEventListener('abort', resolve))
  }
  const dialling = dial(order(orderOf('2-1', ANA), orderOf('2-2', '+12025550173'), orderOf('2-3', ANA)))
  await expect.poll(rows).toMatchObject([{ leg: '2-1', carrier: `leg-${ANA}` }, { leg: '2-2', carrier: null }, {}])
  await noteCallerLeft(ground.db, { ...call, at: Date.now() })
  await expect.poll(() => ground.carrier.ended, { timeout: 1000 }).toContain(`leg-${ANA}`)
  await expect.poll(rows).toMatchObject([{ state: 'ended' }, { state: 'ringing' }, {}])
  done.abort()
  expect((await dialling).legs).toMatchObject([
    { result: 'called-off', carrier: `leg-${ANA}` },
    { result: 'called-off', carrier: 'leg-+12025550173' },
    { result: 'called-off' },
  ])
})

it('a dial that is put off is not placed, nor waited for, once nobody waits for it', async () => {
  ground.carrier.dials = [{ trouble: 'busy-limit', retryAfter: 15_000 }]
  const began = performance.now()
  const dialling = dial(order(orderOf('2-1', ANA)))
  await expect.poll(() => ground.carrier.dialled).toHaveLength(1)
  await noteCallerLeft(ground.db, { ...call, at: Date.now() })
  expect((await dialling).legs).toEqual([{ leg: '2-1', result: 'called-off', carrier: null }])
  expect(performance.now() - began).toBeLessThan(2000)
  expect(ground.carrier.dialled).toHaveLength(1)
})

it('a dial that was surely not placed is tried again, and not before the time that the carrier asks for', async () => {
  ground.carrier.dials = ['unavailable', { trouble: 'busy-limit', retryAfter: 3000 }]
  const tries: number[] = []
  ground.carrier.whileDialling = async () => void tries.push(performance.now())
  expect((await dial(order(orderOf('2-1', ANA)))).legs).toMatchObject([{ result: 'dialled' }])
  expect(tries).toHaveLength(3)
  // a timer may fire a millisecond early
  expect((tries[2] ?? 0) - (tries[1] ?? 0)).toBeGreaterThan(2990)
})

it('a carrier that asks for no pause at all is left alone between two tries all the same', async () => {
  ground.carrier.dials = Array.from({ length: 200 }, () => ({ trouble: 'unavailable', retryAfter: 0 }) as const)
  expect((await dial(order(orderOf('2-1', ANA, { seconds: 6 })))).legs).toMatchObject([{ result: 'refused' }])
  expect(ground.carrier.dialled.length).toBeLessThan(5)
})

it('whoever has begun to talk to somebody else before the next try is not rung', async () => {
  const other = await ground.arrived(`meanwhile-${count}`)
  const address = '+12025550179'
  const events = [
    { kind: 'ordered', ...orderOf('2-1', address), order: 'together' },
    { kind: 'claimed', leg: '2-1', member: address, name: 'Ben' },
  ] as const
  ground.carrier.dials = ['unavailable']
  ground.carrier.whileDialling = async () =>
    void (await appendEvents(ground.db, {
      ...other,
      events: events.map((what) => ({ key: eventKey(what), event: { at: Date.now(), node: null, what } })),
    }))
  expect((await dial(order(orderOf('2-1', address)))).legs).toEqual([{ leg: '2-1', result: 'talking' }])
  expect(ground.carrier.dialled).toHaveLength(1)
})

it('it is given up when the time of its seat is over', async () => {
  ground.carrier.dials = Array.from({ length: 20 }, () => 'unavailable')
  expect((await dial(order(orderOf('2-1', ANA, { seconds: 4 })))).legs).toMatchObject([
    { result: 'refused', why: 'failed' },
  ])
})

it('a dial that may have been placed, and one that the carrier refuses, are never tried again', async () => {
  ground.carrier.dials = ['lost', 'refused']
  expect(
    (await dial(order(orderOf('2-1', ANA), orderOf('2-2', BEN)))).legs.map(({ result }) => result).toSorted(),
  ).toEqual(['lost', 'refused'])
  expect(ground.carrier.dialled).toHaveLength(2)
})
