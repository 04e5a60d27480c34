import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { eventKey, type Happening } from '#flows/call/happenings/happening.ts'
import { appendEvents } from '#infra/db/call/append-events.ts'
import { LOCK_CALL } from '#infra/db/call/call-key.ts'
import { openDatabase } from '#infra/db/orm.ts'
import type { CallRef } from '../call-activities.ts'
import { onlyAttempt } from './attempt.ts'
import { lookUpLegs } from './look-up-legs.ts'
import { moveCaller } from './move-caller.ts'
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
  call = await ground.arrived(`moved-${count}`)
  Object.assign(ground.carrier, { moves: [], entries: [] })
  ground.carrier.redirected.length = 0
})

const join = { n: 3, list: [{ do: 'join', room: 'c-1' }], node: 'a', ladder: [], by: 'push' } as const
const move = ({
  again = false,
  meets = null,
  deps = ground.deps,
}: { again?: boolean; meets?: string | null; deps?: CallGround['deps'] } = {}) =>
  moveCaller(
    deps,
    call,
    { events: [], node: 'Ring', step: join, end: [], takenBy: 'Ana', unlessBegun: again, meets },
    onlyAttempt(),
  )
const kept = (what: Happening) =>
  appendEvents(ground.db, {
    organisation: call.organisation,
    call: call.call,
    events: [{ key: eventKey(what), event: { at: Date.now(), node: null, what } }],
  })

it('a caller whose document has said that it began is not moved once more', async () => {
  await kept({ kind: 'begun', step: 3 })
  expect(await move({ again: true })).toMatchObject({ caller: 'moved' })
  expect(ground.carrier.redirected).toEqual([])
})

it('while our rows cannot be read nobody is moved once more: the two may talk by now', async () => {
  const away = await openDatabase({ url: 'postgres://nobody@127.0.0.1:1/nothing' })
  expect(await move({ again: true, deps: { ...ground.deps, db: away } })).toMatchObject({ caller: 'unsure' })
  expect(ground.carrier.redirected).toEqual([])
  await away.close()
})

it('a caller whose document has not begun is moved once more', async () => {
  expect(await move({ again: true })).toMatchObject({ caller: 'moved' })
  expect(ground.carrier.redirected).toEqual([call.call])
})

it('it is said whether the document of a caller who was moved was heard to begin', async () => {
  expect(await move()).toMatchObject({ caller: 'moved', begun: false })
  call = await ground.arrived(`moved-and-heard-${count}`)
  await kept({ kind: 'begun', step: 3 })
  expect(await move()).toMatchObject({ caller: 'moved', begun: true })
})

it('a caller who is to meet somebody is moved once more only when that person was heard to wait for them: words of two who talk may have been lost', async () => {
  expect(await move({ again: true, meets: '2-1' })).toMatchObject({ caller: 'unsure' })
  expect(ground.carrier.redirected).toEqual([])
  await kept({ kind: 'in-room', leg: '2-1' })
  expect(await move({ again: true, meets: '2-1' })).toMatchObject({ caller: 'moved', begun: false })
  expect(ground.carrier.redirected).toEqual([call.call])
})

it("a person's leg is moved to a step of its own, and not once more when its document has begun", async () => {
  const last = { n: 3, list: [{ do: 'hang-up', cause: 'done' }], node: 'a', ladder: [], by: 'push' } as const
  const move = (again: boolean, leg = refOf('2-1', ANA, { carrier: 'answered' })) =>
    moveCaller(
      ground.deps,
      call,
      {
        events: [],
        node: 'Ring',
        step: last,
        leg,
        end: [],
        takenBy: null,
        unlessBegun: again,
      },
      onlyAttempt(),
    )
  expect(await move(false)).toMatchObject({ caller: 'moved' })
  await kept({ kind: 'begun', step: 3, leg: '2-1' })
  expect(await move(true)).toMatchObject({ caller: 'moved' })
  expect(ground.carrier.redirected).toEqual(['answered'])
  expect(await move(false, refOf('2-2', BEN, { carrier: null }))).toMatchObject({ caller: 'refused' })
})

it('who has picked up is told who has the call, and known to hear it; who still rings is ended', async () => {
  ground.carrier.answered.add('answered')
  const end = [refOf('2-1', ANA, { carrier: 'answered' }), refOf('2-2', BEN, { carrier: 'rings' })]
  expect(
    await moveCaller(
      ground.deps,
      call,
      { events: [], node: 'Ring', step: join, end, takenBy: 'Cy', unlessBegun: false },
      onlyAttempt(),
    ),
  ).toMatchObject({ ended: ['2-2'], told: ['2-1'] })
  expect(ground.carrier.redirected).toEqual([call.call, 'answered'])
})

it('who still rings is ended although the answer to the move does not come', async () => {
  const answered = Promise.withResolvers<void>()
  ground.carrier.whileMoving = () => answered.promise
  ground.carrier.ended.length = 0
  const moving = moveCaller(
    ground.deps,
    call,
    {
      events: [],
      node: 'Ring',
      step: join,
      end: [refOf('2-2', BEN, { carrier: 'rings' })],
      takenBy: 'Cy',
      unlessBegun: false,
    },
    onlyAttempt(),
  )
  await expect.poll(() => ground.carrier.ended, { timeout: 5000 }).toEqual(['rings'])
  answered.resolve()
  expect(await moving).toMatchObject({ caller: 'moved', ended: ['2-2'] })
  ground.carrier.whileMoving = async () => {}
})

it('a caller who is found to be gone left when the carrier’s log says, not now', async () => {
  const createdAt = Date.now() - 60_000
  ground.carrier.moves = ['gone']
  ground.carrier.entries = [{ ...entryOf(call.call, { to: ANA, state: 'ended', createdAt }), seconds: 40 }]
  expect(await move()).toMatchObject({ caller: 'gone', callerEndedAt: createdAt + 40_000 })
  expect(
    await lookUpLegs(ground.deps, call, { events: [], node: 'Ring', legs: [], caller: true, met: null }, onlyAttempt()),
  ).toMatchObject({ callerEnded: true, callerEndedAt: createdAt + 40_000 })
})

it('a caller whom the log does not know, or not yet, is not taken to be gone', async () => {
  expect(
    await lookUpLegs(
      ground.deps,
      call,
      { events: [], node: 'Arrival', legs: [], caller: true, met: null },
      onlyAttempt(),
    ),
  ).toMatchObject({ callerEnded: false })
})

it('an order that is carried out once more does not move the caller a second time: whether they were moved is found out', async () => {
  expect(await move()).toMatchObject({ caller: 'moved' })
  expect(await move()).toMatchObject({ caller: 'unsure' })
  expect(ground.carrier.redirected).toEqual([call.call])
})

it('where a workflow task waits, a move is answered before its document begins, and the call hears if it does not', async () => {
  const told: unknown[] = []
  const workflow = { getHandle: () => ({ signal: async (_: string, news: unknown) => void told.push(news) }) }
  const deps = { ...ground.deps, client: { workflow } } as unknown as CallGround['deps']
  const local = { ...onlyAttempt(), isCounted: false }
  const order = { events: [], node: 'Ring', step: join, end: [], takenBy: 'Ana', unlessBegun: false }
  expect(await moveCaller(deps, call, order, local)).toEqual({ caller: 'moved', ended: [], written: true })
  await expect.poll(() => told, { timeout: 5000 }).toMatchObject([{ kind: 'not-begun', step: 3 }])

  const away = await openDatabase({ url: 'postgres://nobody@127.0.0.1:1/nothing' })
  ground.carrier.redirected.length = 0
  await expect(moveCaller({ ...deps, db: away }, call, order, local)).rejects.toThrow(/could not be written/)
  expect(ground.carrier.redirected).toEqual([])
  await away.close()
})

it('where a workflow task waits, a move waits for its row: written late, it is not taken for that of an earlier try', async () => {
  const local = { ...onlyAttempt(), isCounted: false }
  const order = { events: [], node: 'Ring', step: { ...join, n: 4 }, end: [], takenBy: null, unlessBegun: false }
  const moving = await ground.db.withOrganisation(call.organisation, async (em) => {
    await em.execute(LOCK_CALL, [call.call])
    const begun = { moving: moveCaller(ground.deps, call, order, local) }
    // longer than one that is counted waits, and shorter than the row may take
    await pause(450)
    return begun
  })
  expect(await moving.moving).toMatchObject({ caller: 'moved', written: true })
  expect(ground.carrier.redirected).toEqual([call.call])
})
