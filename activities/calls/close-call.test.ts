import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { KeyedEvent } from '#flows/call/exchange.ts'
import { takeDriver } from '#infra/db/call/driver.ts'
import { eventsOf } from '#infra/db/call/events-of.ts'
import { readCall } from '#infra/db/call/read-call.ts'
import type { CallRef } from '../call-activities.ts'
import type { CallDeps } from './call-deps.ts'
import { closeCall } from './close-call.ts'
import { callGround, type CallGround } from './testing/call-ground.ts'
import { writeEvents } from './write-events.ts'

let ground: CallGround
let deps: CallDeps
let call: CallRef
let count = 0
/** Workflows that were started. */
const started: string[] = []
/** What the last of them was given. */
let given: unknown = null

beforeAll(async () => {
  ground = await callGround()
  const workflow = {
    start: async (
      _type: string,
      { workflowId, args: [input] }: { readonly workflowId: string; readonly args: readonly unknown[] },
    ) => {
      started.push(workflowId)
      given = input
    },
  }
  deps = { ...ground.deps, client: { workflow } as unknown as CallDeps['client'], taskQueue: 'calls' }
}, 60_000)
afterAll(() => ground[Symbol.asyncDispose]())
beforeEach(async () => {
  count += 1
  call = await ground.arrived(`closed-${count}`)
  Object.assign(ground.carrier, { hangUps: [] })
  started.length = 0
})

const ended: KeyedEvent = {
  key: 'ended',
  event: { at: Date.now(), node: null, what: { kind: 'ended', outcome: 'missed', seconds: 1 } },
}
const refused: KeyedEvent = {
  key: 'trouble:dial',
  event: { at: Date.now(), node: null, what: { kind: 'trouble', with: 'dial', detail: 'a nothing: \u0000' } },
}
const close = (attempt: number, events: readonly KeyedEvent[] = [ended]) =>
  closeCall(
    deps,
    call,
    { events, node: 'Goodbye', endCaller: true, outcome: 'missed', endedAt: Date.now(), expectsRecording: false },
    attempt,
  )
const read = () => readCall(ground.db, { organisation: call.organisation, call: call.call })

it('a call that its document drove without its workflow knowing is missed, and the message of its ladder is fetched', async () => {
  await takeDriver(ground.db, { organisation: call.organisation, call: call.call })
  const abandoned: KeyedEvent = {
    key: 'ended',
    event: { ...ended.event, what: { kind: 'ended', outcome: 'abandoned', seconds: 1 } },
  }
  await closeCall(
    deps,
    call,
    {
      events: [abandoned],
      node: 'Arrival',
      endCaller: false,
      outcome: 'abandoned',
      endedAt: Date.now(),
      expectsRecording: false,
    },
    1,
  )
  expect((await read())?.outcome).toBe('missed')
  expect([started, given]).toEqual([
    [`after-call/${call.call}`],
    { organisation: call.organisation, call: call.call, beginsLate: true },
  ])
})

it.each(['refused', 'unauthorised'] as const)(
  'a caller whom the carrier will not hang up on (%s) keeps no call open',
  async (trouble) => {
    ground.carrier.hangUps = [trouble]
    await close(1)
    expect((await read())?.state).toBe('ended')
    expect(started).toEqual([]) // nobody was asked for a message
  },
)

it('a carrier in trouble is asked again, but not for ever', async () => {
  ground.carrier.hangUps = ['unavailable', 'lost', 'unavailable']
  await expect(close(1)).rejects.toThrow(/unavailable/)
  await expect(close(7)).rejects.toThrow(/lost/)
  await close(8)
  expect((await read())?.state).toBe('ended')
})

it('an event that the database refuses for what it holds is dropped with the reason, and the call closes', async () => {
  await close(1, [refused, ended])
  expect((await read())?.state).toBe('ended')
  const events = await eventsOf(ground.db, { organisation: call.organisation, call: call.call })
  expect(events.map(({ what }) => what).filter(({ kind }) => kind === 'trouble')).toEqual([
    { kind: 'trouble', with: 'record', detail: expect.stringContaining('22P05') },
  ])
})

it('such an event does not ride along with every later order: the others are written, and all of them are done with', async () => {
  const entered: KeyedEvent = {
    key: 'entered:x',
    event: { at: Date.now(), node: 'x', what: { kind: 'entered', title: 'X', node: 'say' } },
  }
  expect(await writeEvents(deps, call, [refused, entered])).toBe(true)
  expect(
    (await eventsOf(ground.db, { organisation: call.organisation, call: call.call })).map(({ key }) => key),
  ).toContain('entered:x')
})
