import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { CallRef } from '../call-activities.ts'
import { onlyAttempt, type Attempt } from './attempt.ts'
import { endLegs } from './end-legs.ts'
import { ANA, BEN, callGround, refOf, type CallGround } from './testing/call-ground.ts'

let ground: CallGround
let call: CallRef
let count = 0

beforeAll(async () => {
  ground = await callGround()
}, 60_000)
afterAll(() => ground[Symbol.asyncDispose]())
beforeEach(async () => {
  count += 1
  call = await ground.arrived(`told-${count}`)
  ground.carrier.ends = []
  ground.carrier.ended.length = 0
  ground.carrier.redirected.length = 0
})

it('whoever has picked up as the caller goes is told so, once; whoever still rings is ended', async () => {
  ground.carrier.answered.add('picked-up')
  ground.carrier.redirected.length = 0
  const order = {
    events: [],
    node: 'Ring',
    legs: [refOf('2-1', ANA, { carrier: 'picked-up' }), refOf('2-2', BEN, { carrier: 'rings' })],
    farewell: [],
    goodbye: true,
  }
  expect(await endLegs(ground.deps, call, order, onlyAttempt())).toMatchObject({ ended: ['2-2'], told: ['2-1'] })
  expect(ground.carrier.redirected).toEqual(['picked-up'])
  ground.carrier.answered.clear()
})

it('a goodbye that the carrier does not take is said again', async () => {
  ground.carrier.redirected.length = 0
  ground.carrier.moves = ['unavailable', 'lost']
  await endLegs(
    ground.deps,
    call,
    { events: [], node: 'Ring', legs: [], farewell: [refOf('2-1', ANA, { carrier: 'accepted' })], goodbye: true },
    onlyAttempt(),
  )
  expect(ground.carrier.redirected).toEqual(['accepted'])
})

it('whoever is told that the caller has gone is told once, however often another leg has to be looked for', async () => {
  const order = {
    events: [],
    node: 'Ring',
    legs: [refOf('2-2', NEVER)],
    farewell: [refOf('2-1', ANA, { carrier: 'accepted' })],
  }
  const next = tries()
  for (let tried = 0; tried < 3; tried += 1)
    await expect(endLegs(ground.deps, call, order, next())).rejects.toThrow(/2-2/)
  expect(ground.carrier.redirected).toEqual(['accepted'])
})

it('whoever picks up while the carrier takes no order is told that the caller has gone by the order that it takes, once', async () => {
  ground.carrier.redirected.length = 0
  const order = {
    events: [],
    node: 'Ring',
    legs: [refOf('2-1', ANA, { carrier: 'picks-up' }), refOf('2-2', NEVER)],
    farewell: [],
    goodbye: true,
  }
  const next = tries()
  ground.carrier.ends = ['unavailable']
  await expect(endLegs(ground.deps, call, order, next())).rejects.toThrow(/2-1/)
  ground.carrier.answered.add('picks-up')
  await expect(endLegs(ground.deps, call, order, next())).rejects.toThrow(/2-2/)
  await expect(endLegs(ground.deps, call, order, next())).rejects.toThrow(/2-2/)
  expect(ground.carrier.redirected).toEqual(['picks-up'])
  expect(ground.carrier.ended).toEqual([])
  ground.carrier.answered.clear()
})

/** One try after another of the same order, each with what the one before has remembered. */
function tries(): () => Attempt {
  let [number, kept]: [number, unknown] = [0, undefined]
  return () => {
    number += 1
    return { ...onlyAttempt(), number, remembered: kept, remember: (what) => void (kept = what) }
  }
}

const NEVER = '+12025550178'
