import { MockActivityEnvironment } from '@temporalio/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { eventKey, type Happening } from '#flows/call/happenings/happening.ts'
import { eventsOf } from '#infra/db/call/events-of.ts'
import type { AfterDeps } from './after/after-deps.ts'
import { ANA, callGround, refOf, type CallGround } from './calls/testing/call-ground.ts'
import { createActivities } from './index.ts'

let ground: CallGround
beforeAll(async () => {
  ground = await callGround()
}, 60_000)
afterAll(() => ground[Symbol.asyncDispose]())

const keyed = (what: Happening) => ({ key: eventKey(what), event: { at: Date.now(), node: null, what } })

it('of two orders that end the same leg at the same time, the events of both are written, and the caller of the second is hung up on', async () => {
  const call = await ground.arrived('ended-twice')
  // nothing here follows a call
  const { endLegs } = createActivities(ground.deps as unknown as AfterDeps)
  const asked = Promise.withResolvers<void>()
  const released = Promise.withResolvers<void>()
  ground.carrier.whileEnding = () => {
    asked.resolve()
    return released.promise
  }
  const first: Happening = { kind: 'claimed', leg: '2-1', member: ANA, name: 'Ana' }
  const second: Happening = { kind: 'caller-gone' }
  const legs = [refOf('2-1', ANA, { carrier: 'winner' })]
  const end = (what: Happening, caller?: true) =>
    new MockActivityEnvironment({ isLocal: true }).run(() =>
      endLegs(call, { events: [keyed(what)], node: 'Ring', legs, farewell: [], ...(caller && { caller }) }, Date.now()),
    )
  const ending = [end(first)]
  await asked.promise
  ending.push(end(second, true))
  released.resolve()
  expect(await Promise.all(ending)).toMatchObject([{ written: true }, { written: true, caller: true }])
  const keys = (await eventsOf(ground.db, { organisation: call.organisation, call: call.call })).map(({ key }) => key)
  expect(keys).toEqual(expect.arrayContaining([eventKey(first), eventKey(second)]))
})
