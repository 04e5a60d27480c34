import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { appendEvents } from '#infra/db/call/append-events.ts'
import { readCall } from '#infra/db/call/read-call.ts'
import type { CallRef } from '../call-activities.ts'
import { onlyAttempt, type Attempt } from './attempt.ts'
import { endLegs } from './end-legs.ts'
import { lookUpLegs } from './look-up-legs.ts'
import { ANA, BEN, callGround, entryOf, refOf, type CallGround } from './testing/call-ground.ts'

let ground: CallGround
let call: CallRef
let count = 0

beforeAll(async () => {
  ground = await callGround()
}, 60_000)
afterAll(() => ground[Symbol.asyncDispose]())
beforeEach(async () => {
  count += 1
  call = await ground.arrived(`ended-${count}`)
  Object.assign(ground.carrier, { ends: [], entries: [], isLogDown: false, ahead: 0 })
  ground.carrier.ended.length = 0
})

const endBy = (attempt: Attempt, ...legs: readonly ReturnType<typeof refOf>[]) =>
  endLegs(ground.deps, call, { events: [], node: 'Ring', legs, farewell: [] }, attempt)
const end = (...legs: readonly ReturnType<typeof refOf>[]) => endBy(onlyAttempt(), ...legs)
const lookUp = (...legs: readonly ReturnType<typeof refOf>[]) =>
  lookUpLegs(ground.deps, call, { events: [], node: 'Ring', legs, caller: false, met: null }, onlyAttempt())

/** A leg of a call that rings, as the dial writes it. */
async function rings(of: CallRef, leg: string, address: string, carrier: string | null): Promise<void> {
  const what = {
    kind: 'rings',
    leg,
    carrier,
    member: address,
    name: 'Ana',
    address,
    seconds: 20,
    order: 'together',
  } as const
  await appendEvents(ground.db, {
    organisation: of.organisation,
    call: of.call,
    events: [{ key: `rings:${leg}`, event: { at: Date.now(), node: null, what } }],
  })
}

it('a leg that the carrier does not end is no success: the order fails, and is given again until it is over', async () => {
  ground.carrier.ends = ['unavailable', 'lost']
  const leg = refOf('2-1', ANA, { carrier: 'one' })
  await expect(end(leg)).rejects.toThrow(/not known to be over: 2-1/)
  await expect(end(leg)).rejects.toThrow(/not known to be over: 2-1/)
  expect(await end(leg)).toMatchObject({ ended: ['2-1'] })
})

it('a caller whose call somebody has ended is hung up on with the others, and the order is given again until it is done', async () => {
  const order = { events: [], node: 'Ring', legs: [], caller: true, farewell: [] } as const
  ground.carrier.ends = ['unavailable']
  await expect(endLegs(ground.deps, call, order, onlyAttempt())).rejects.toThrow(/not known to be over: the caller/)
  expect(await endLegs(ground.deps, call, order, onlyAttempt())).toMatchObject({ caller: true, ended: [] })
  expect(ground.carrier.ended).toContain(call.call)
})

it('why a leg was over before, its callback tells: nothing is written of it here', async () => {
  await rings(call, '2-1', ANA, 'one')
  ground.carrier.ends = ['gone', 'gone']
  const leg = refOf('2-1', ANA, { carrier: 'one' })
  for (let times = 1; times <= 2; times += 1) expect(await end(leg)).toMatchObject({ ended: [], over: ['2-1'] })
  expect((await readCall(ground.db, call))?.legs).toMatchObject([{ leg: '2-1', state: 'ringing' }])
})

it('an order that was given before finds what it ended itself: that is ended, and no reason is waited for', async () => {
  ground.carrier.ends = ['gone']
  const legs = [refOf('2-1', ANA, { carrier: 'one' })]
  const order = { events: [], node: 'Ring', legs, farewell: [], again: true } as const
  const answer = await endLegs(ground.deps, call, order, onlyAttempt())
  expect(answer).toEqual({ ended: ['2-1'], written: true })
})

it('an order for phones that still ring leaves whoever has picked up alone, and is done', async () => {
  ground.carrier.answered.add('picked-up')
  const legs = [refOf('2-1', ANA, { carrier: 'rings' }), refOf('2-2', ANA, { carrier: 'picked-up' })]
  const order = { events: [], node: 'Ring', legs, farewell: [], onlyRinging: true } as const
  expect(await endLegs(ground.deps, call, order, onlyAttempt())).toEqual({ ended: ['2-1'], written: true })
  expect(ground.carrier.ended).toEqual(['rings'])
  // it is given again until every phone that rings is known to have stopped
  ground.carrier.ends = ['unavailable']
  await expect(endLegs(ground.deps, call, order, onlyAttempt())).rejects.toThrow(/not known to be over: 2-1/)
})

it('what is over is written at once, so that nobody reports it as a difference while two talk', async () => {
  await rings(call, '2-1', ANA, 'one')
  await end(refOf('2-1', ANA, { carrier: 'one' }))
  expect((await readCall(ground.db, call))?.legs).toMatchObject([{ leg: '2-1', state: 'ended', why: 'cancelled' }])
})

it('a leg whose dial was never answered is found by its own callback, and ended', async () => {
  await rings(call, '2-1', ANA, null)
  await appendEvents(ground.db, {
    organisation: call.organisation,
    call: call.call,
    events: [
      {
        key: 'phone-rings:2-1',
        event: { at: Date.now(), node: null, what: { kind: 'phone-rings', leg: '2-1', carrier: 'by-callback' } },
      },
    ],
  })
  await end(refOf('2-1', ANA))
  expect(ground.carrier.ended).toEqual(['by-callback'])
})

it('another call’s leg to the same person is never taken for our own', async () => {
  const other = await ground.arrived(`talks-${count}`)
  await rings(other, '2-1', ANA, 'their-leg')
  await rings(call, '2-1', ANA, null)
  ground.carrier.entries = [entryOf('their-leg', { to: ANA, state: 'answered' })]
  expect(await lookUp(refOf('2-1', ANA))).toMatchObject({ legs: [{ leg: '2-1', carrier: null, state: 'unknown' }] })
  expect(await end(refOf('2-1', ANA, { ago: LONG_AGO }))).toMatchObject({ ended: ['2-1'] })
  expect(ground.carrier.ended).toEqual([])
})

it('two calls that both lost a dial to one person leave the only leg there is alone, and neither is said to be over while it rings', async () => {
  const other = await ground.arrived(`lost-too-${count}`)
  await rings(other, '2-1', BEN, null)
  await rings(call, '2-1', BEN, null)
  ground.carrier.entries = [entryOf('whose', { to: BEN })]
  expect(await lookUp(refOf('2-1', BEN))).toMatchObject({ legs: [{ carrier: null, state: 'unclear' }] })
  await expect(end(refOf('2-1', BEN, { ago: 60_000 }))).rejects.toThrow(/2-1/)
  expect(ground.carrier.ended).toEqual([])
  ground.carrier.entries = [entryOf('whose', { to: BEN, state: 'ended' })]
  expect(await end(refOf('2-1', BEN, { ago: 60_000 }))).toMatchObject({ ended: ['2-1'] })
})

it('a newer leg of the same call to the same person is not taken for the one that was lost before', async () => {
  const address = '+12025550173'
  await rings(call, '2-1', address, null)
  await rings(call, '3-1', address, null)
  ground.carrier.entries = [entryOf('whose', { to: address })]
  await expect(end(refOf('2-1', address, { ago: 15_000 }))).rejects.toThrow(/2-1/)
  expect(ground.carrier.ended).toEqual([])
  await expect(end(refOf('2-1', address, { ago: 15_000 }), refOf('3-1', address, { ago: 100 }))).rejects.toThrow(
    /: 2-1$/,
  )
  expect(ground.carrier.ended).toEqual(['whose'])
})

it('who has picked up is not hung up on for their number: only their own word or callback says that the leg is ours', async () => {
  const address = '+12025550174'
  await rings(call, '2-1', address, null)
  ground.carrier.entries = [entryOf('talks', { to: address, state: 'answered' })]
  expect(await lookUp(refOf('2-1', address))).toMatchObject({ legs: [{ carrier: null, state: 'unclear' }] })
  await expect(end(refOf('2-1', address))).rejects.toThrow(/2-1/)
  expect(ground.carrier.ended).toEqual([])
  await appendEvents(ground.db, {
    organisation: call.organisation,
    call: call.call,
    events: [
      {
        key: 'picked-up:2-1',
        event: { at: Date.now(), node: null, what: { kind: 'picked-up', leg: '2-1', carrier: 'talks' } },
      },
    ],
  })
  expect(await end(refOf('2-1', address))).toMatchObject({ ended: ['2-1'] })
  expect(ground.carrier.ended).toEqual(['talks'])
})

it('the end of a leg of which nobody told that it was picked up is counted from when its person accepted', async () => {
  await rings(call, '2-1', ANA, 'one')
  const createdAt = Date.now() - 40_000
  const acceptedAt = createdAt + 15_000
  await appendEvents(ground.db, {
    organisation: call.organisation,
    call: call.call,
    events: [
      {
        key: 'claimed:2-1',
        event: { at: acceptedAt, node: null, what: { kind: 'claimed', leg: '2-1', member: 'ana', name: 'Ana' } },
      },
    ],
  })
  ground.carrier.entries = [{ ...entryOf('one', { to: ANA, state: 'ended', createdAt }), seconds: 8 }]
  expect(await lookUp(refOf('2-1', ANA, { carrier: 'one' }))).toMatchObject({
    legs: [{ state: 'ended', at: acceptedAt + 8000 }],
  })
})

it.each([
  ['was there long before the order', 5000, 25_000],
  ['came long after it', 300_000, 0],
])('a leg that %s is not ours', async (_, orderedAgo, createdAgo) => {
  const address = '+12025550175'
  ground.carrier.entries = [entryOf('not-ours', { to: address, createdAt: Date.now() - createdAgo })]
  expect(await lookUp(refOf('2-1', address, { ago: orderedAgo }))).toMatchObject({ legs: [{ state: 'unknown' }] })
})

it('a leg that seems a little older than the order is neither ended nor forgotten', async () => {
  const address = '+12025550176'
  ground.carrier.entries = [entryOf('a-little', { to: address, createdAt: Date.now() - 45_000 })]
  await expect(end(refOf('2-1', address, { ago: 38_000 }))).rejects.toThrow(/2-1/)
  expect(ground.carrier.ended).toEqual([])
})

it.each([12_000, -12_000])(
  'a leg is found by the carrier’s clock, also when that is %i ms ahead of ours',
  async (ahead) => {
    const address = '+12025550177'
    Object.assign(ground.carrier, { ahead, entries: [entryOf('ours', { to: address, createdAt: Date.now() + ahead })] })
    expect(await end(refOf('2-1', address, { ago: 1000 }))).toMatchObject({ ended: ['2-1'] })
    expect(ground.carrier.ended).toEqual(['ours'])
  },
)

it('a leg that nobody else can own is found in the log by its numbers, the one that is still there first', async () => {
  const address = '+12025550179'
  await rings(call, '2-1', address, null)
  ground.carrier.entries = [entryOf('over', { to: address, state: 'ended' }), entryOf('ours', { to: address })]
  expect(await lookUp(refOf('2-1', address))).toMatchObject({
    legs: [{ leg: '2-1', carrier: 'ours', state: 'ringing' }],
  })
})

const NEVER = '+12025550178'

it('a leg of which nobody knows anything is looked for again, and was never placed after a while', async () => {
  await expect(end(refOf('2-1', NEVER))).rejects.toThrow(/2-1/)
  expect(await end(refOf('2-1', NEVER, { ago: LONG_AGO }))).toMatchObject({ ended: ['2-1'] })
})

it('a leg that could not be looked for is not over, however long ago it was ordered', async () => {
  ground.carrier.isLogDown = true
  await expect(end(refOf('2-1', NEVER, { ago: LONG_AGO }))).rejects.toThrow(/2-1/)
  ground.carrier.isLogDown = false
  expect(await end(refOf('2-1', NEVER, { ago: LONG_AGO }))).toMatchObject({ ended: ['2-1'] })
})

it('how long ago a leg was ordered is told by the clock that ordered it, whatever time it is here', async () => {
  const behind: Attempt = { ...onlyAttempt(), now: () => Date.now() - 60_000 }
  await expect(endBy(behind, refOf('2-1', NEVER, { ago: 61_000 }))).rejects.toThrow(/2-1/)
  const ahead: Attempt = { ...onlyAttempt(), now: () => Date.now() + 60_000 }
  expect(await endBy(ahead, refOf('2-1', NEVER, { ago: -20_000 }))).toMatchObject({ ended: ['2-1'] })
})

it('a leg that is being dialled holds up nobody else’s end: it is ended if it is there, and left to its dial if not', async () => {
  await rings(call, '2-1', ANA, 'one')
  expect(
    await end(refOf('2-1', ANA, { dialling: true }), refOf('2-2', NEVER, { dialling: true, ago: LONG_AGO })),
  ).toMatchObject({ ended: ['2-1'] })
  expect(ground.carrier.ended).toEqual(['one'])
})

it('a leg that is being dialled, is there and is not ended by the carrier is no success', async () => {
  await rings(call, '2-1', ANA, 'one')
  ground.carrier.ends = ['unavailable']
  await expect(end(refOf('2-1', ANA, { dialling: true }))).rejects.toThrow(/2-1/)
})

/** Longer than a leg may take to show. Milliseconds. */
const LONG_AGO = 60_000
