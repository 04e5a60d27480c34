import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { appendEvents } from '#infra/db/call/append-events.ts'
import { readCall } from '#infra/db/call/read-call.ts'
import type { CallRef } from '../call-activities.ts'
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
  Object.assign(ground.carrier, { ends: [], entries: [] })
  ground.carrier.ended.length = 0
})

const end = (...legs: readonly ReturnType<typeof refOf>[]) => endLegs(ground.deps, call, { events: [], node: 'Ring', legs, farewell: [] })
const lookUp = (...legs: readonly ReturnType<typeof refOf>[]) => lookUpLegs(ground.deps, call, { events: [], node: 'Ring', legs, caller: false, met: null })

/** A leg of a call that rings, as the dial writes it. */
async function rings(of: CallRef, leg: string, address: string, carrier: string | null): Promise<void> {
  const what = { kind: 'rings', leg, carrier, member: address, name: 'Ana', address, seconds: 20, order: 'together' } as const
  await appendEvents(ground.db, { organisation: of.organisation, call: of.call, events: [{ key: `rings:${leg}`, event: { at: Date.now(), node: null, what } }] })
}

it('a leg that the carrier does not end is no success: the order fails, and is given again until it is over', async () => {
  ground.carrier.ends = ['unavailable', 'lost']
  const leg = refOf('2-1', ANA, { carrier: 'one' })
  await expect(end(leg)).rejects.toThrow(/not known to be over: 2-1/)
  await expect(end(leg)).rejects.toThrow(/not known to be over: 2-1/)
  expect(await end(leg)).toMatchObject({ ended: ['2-1'] })
})

it('what is over is written at once, so that nobody reports it as a difference while two talk', async () => {
  await rings(call, '2-1', ANA, 'one')
  await end(refOf('2-1', ANA, { carrier: 'one' }))
  expect((await readCall(ground.db, call))?.legs).toMatchObject([{ leg: '2-1', state: 'ended', why: 'cancelled' }])
})

it('a leg whose dial was never answered is found by its own callback, and ended', async () => {
  await rings(call, '2-1', ANA, null)
  await appendEvents(ground.db, { organisation: call.organisation, call: call.call, events: [{ key: 'phone-rings:2-1', event: { at: Date.now(), node: null, what: { kind: 'phone-rings', leg: '2-1', carrier: 'by-callback' } } }] })
  await end(refOf('2-1', ANA))
  expect(ground.carrier.ended).toEqual(['by-callback'])
})

it('another call’s leg to the same person is never taken for our own', async () => {
  const other = await ground.arrived(`talks-${count}`)
  await rings(other, '2-1', ANA, 'their-leg')
  await rings(call, '2-1', ANA, null)
  ground.carrier.entries = [entryOf('their-leg', { to: ANA, state: 'answered' })]
  expect(await lookUp(refOf('2-1', ANA))).toMatchObject({ legs: [{ leg: '2-1', carrier: null, state: 'unknown' }] })
  await end(refOf('2-1', ANA))
  expect(ground.carrier.ended).toEqual([])
})

it('two calls that both lost a dial to one person leave the only leg there is alone: it may be either’s', async () => {
  const other = await ground.arrived(`lost-too-${count}`)
  await rings(other, '2-1', BEN, null)
  await rings(call, '2-1', BEN, null)
  ground.carrier.entries = [entryOf('whose', { to: BEN })]
  expect(await lookUp(refOf('2-1', BEN))).toMatchObject({ legs: [{ carrier: null, state: 'unknown' }] })
})

it('a leg that nobody else can own is found in the log by its numbers, the one that is still there first', async () => {
  const address = '+12025550179'
  await rings(call, '2-1', address, null)
  ground.carrier.entries = [entryOf('over', { to: address, state: 'ended' }), entryOf('ours', { to: address })]
  expect(await lookUp(refOf('2-1', address))).toMatchObject({ legs: [{ leg: '2-1', carrier: 'ours', state: 'ringing' }] })
})

it('a leg of which nobody knows anything is looked for again, and was never placed after a while', async () => {
  await expect(end(refOf('2-1', '+12025550178', { orderedAt: Date.now() }))).rejects.toThrow(/2-1/)
  expect(await end(refOf('2-1', '+12025550178'))).toMatchObject({ ended: ['2-1'] })
})
