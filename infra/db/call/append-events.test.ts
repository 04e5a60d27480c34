import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Happening } from '#flows/call/happenings/happening.ts'
import { callNotice, listen, type CallNotice } from '../listen.ts'
import { openDatabase, type Database } from '../orm.ts'
import { answered, mia, rings, start, told } from '../testing/answered-call.ts'
import { arrivalAt, smallOrganisation, type SmallOrganisation } from '../testing/people.ts'
import { temporaryDatabase, type TemporaryDatabase } from '../testing/temporary-database.ts'
import { appendEvents } from './append-events.ts'
import { takeDriver } from './driver.ts'
import { eventsOf } from './events-of.ts'
import { freezeArrival } from './freeze-arrival.ts'
import { talkOf } from './leg-carriers.ts'
import { readCall } from './read-call.ts'
import { rebuildCall } from './rebuild-call.ts'
import { talkingAddresses } from './talking-addresses.ts'

let server: TemporaryDatabase
let db: Database
let organisation: SmallOrganisation
let key: { organisation: string; call: string }
let count = 0

beforeAll(async () => {
  server = await temporaryDatabase()
  db = await openDatabase({ url: server.appUrl })
  organisation = await smallOrganisation(db, { id: '11111111-1111-4111-8111-111111111111', e164: '+12025550101' })
}, 60_000)

afterAll(async () => {
  await db.close()
  await server.remove()
})

beforeEach(() => {
  count += 1
  key = { organisation: organisation.id, call: `call-${count}` }
})

const freeze = () => freezeArrival(db, { arrival: arrivalAt(organisation, { call: key.call }) })

describe('the events of a call', () => {
  it('become its rows', async () => {
    await freeze()
    await appendEvents(db, { ...key, events: told(answered.slice(0, 5)) })
    expect(await readCall(db, key)).toMatchObject({
      state: 'talking',
      answeredAt: start + 4000,
      endedAt: null,
      legs: [{ leg: '2-1', state: 'joined', carrier: null }],
    })
    expect(
      await talkingAddresses(db, { organisation: organisation.id, addresses: ['+12025550199', '+12025550198'] }),
    ).toEqual(new Set(['+12025550199']))
    await appendEvents(db, { ...key, events: told(answered.slice(5), 5) })
    const call = await readCall(db, key)
    expect(call).toMatchObject({ state: 'ended', outcome: 'answered', seconds: 7, endedAt: start + 7000 })
    expect(call?.legs).toEqual([
      {
        ...mia,
        carrier: null,
        address: '+12025550199',
        state: 'ended',
        why: 'hung-up',
        ringingAt: start + 1000,
        pickedUpAt: start + 2000,
        claimedAt: start + 3000,
        joinedAt: start + 4000,
        endedAt: start + 6000,
      },
    ])
    expect(await talkingAddresses(db, { organisation: organisation.id, addresses: ['+12025550199'] })).toEqual(
      new Set(),
    )
  })

  it('know of whoever is no member of the organisation, whose conversation is nobody’s by that', async () => {
    await freeze()
    const drivers = { leg: '2-2', name: 'The drivers' }
    const rang = { ...drivers, address: '+12025550155', seconds: 20, order: 'together' } as const
    const happened: readonly Happening[] = [
      rings,
      { kind: 'ordered', ...rang },
      { kind: 'rings', ...rang, carrier: 'leg' },
      { kind: 'claimed', ...drivers },
      { kind: 'talking', ...drivers },
    ]
    await appendEvents(db, { ...key, events: told(happened) })
    expect((await readCall(db, key))?.legs).toMatchObject([
      { leg: mia.leg, member: mia.member },
      { leg: '2-2', member: null, name: 'The drivers', state: 'joined' },
    ])
    const people = await db.withOrganisation(organisation.id, (em) =>
      em.execute(
        'select p.member from conversation_person p join call c on c.conversation_id = p.conversation_id where c.call = ?',
        [key.call],
      ),
    )
    expect(people).toEqual([{ member: mia.member }])
  })

  it('count once, however often and in whatever batches they are told', async () => {
    await freeze()
    expect((await appendEvents(db, { ...key, events: told(answered.slice(0, 3)) })).added).toHaveLength(3)
    const twice = [...told(answered), ...told(answered)]
    expect((await appendEvents(db, { ...key, events: twice })).added).toHaveLength(answered.length - 3)
    const nothing = await appendEvents(db, { ...key, events: twice })
    expect(nothing.added).toEqual([])
    expect(nothing.before).toEqual(await eventsOf(db, key))
    expect((await eventsOf(db, key)).map((event) => event.key)).toEqual([
      'arrived',
      ...told(answered).map((event) => event.key),
    ])
  })

  it('told by several at once are each kept once', async () => {
    await freeze()
    await Promise.all([0, 2, 4, 1, 3].map((from) => appendEvents(db, { ...key, events: told(answered).slice(from) })))
    expect(await eventsOf(db, key)).toHaveLength(answered.length + 1)
  })

  it('tell of a talk as soon as the caller is being brought to who accepted', async () => {
    await freeze()
    const moved = [
      ...answered.slice(0, 4),
      { kind: 'handed', step: 3, list: [{ do: 'join', room: 'r' }], by: 'push' },
    ] satisfies Happening[]
    await Promise.all([
      appendEvents(db, { ...key, events: told(moved) }),
      appendEvents(db, {
        ...key,
        events: told(
          [
            { kind: 'begun', step: 3 },
            { kind: 'in-room', leg: mia.leg },
          ],
          9,
        ),
      }),
    ])
    expect(await readCall(db, key)).toMatchObject({
      state: 'talking',
      answeredAt: start + 10_000,
      legs: [{ name: 'Mia', state: 'joined' }],
    })
    expect((await talkOf(db, key))?.leg).toBe(mia.leg)
    const seen = await readCall(db, key)
    await rebuildCall(db, key)
    expect(await readCall(db, key)).toEqual(seen)
    await appendEvents(db, {
      ...key,
      events: [{ key: 'talking:2-1', event: { at: start + 8000, node: 'ring', what: { kind: 'talking', ...mia } } }],
    })
    expect((await eventsOf(db, key)).filter(({ what }) => what.kind === 'talking')).toHaveLength(1)
  })

  it('count for a phone although it is kept later that it rings', async () => {
    await freeze()
    await appendEvents(db, {
      ...key,
      events: told(
        [
          { kind: 'picked-up', leg: mia.leg },
          { kind: 'stopped-ringing', ...mia, why: 'declined', seconds: 1 },
        ],
        5,
      ),
    })
    await appendEvents(db, { ...key, events: told([rings]) })
    expect((await readCall(db, key))?.legs).toMatchObject([
      { state: 'ended', why: 'declined', pickedUpAt: start + 5000, endedAt: start + 6000 },
    ])
  })

  it('give the same rows when all of them are folded anew', async () => {
    await freeze()
    await Promise.all(
      [4, 0, 6, 2].map((from) => appendEvents(db, { ...key, events: told(answered).slice(from, from + 2) })),
    )
    await appendEvents(db, {
      ...key,
      events: told([{ kind: 'recording', url: 'https://carrier.test/1', seconds: 4, from: 'word' }], 20),
    })
    await takeDriver(db, key)
    const before = await readCall(db, key)
    await rebuildCall(db, key)
    expect(await readCall(db, key)).toEqual(before)
  })

  it('that come before the arrival are folded when it is frozen', async () => {
    await appendEvents(db, { ...key, events: told(answered) })
    expect(await readCall(db, key)).toBeNull()
    await freeze()
    expect(await readCall(db, key)).toMatchObject({ state: 'ended', outcome: 'answered', legs: [{ state: 'ended' }] })
    // with its arrival, in one transaction: who hears of the one is told of a call that is over
    const [row] = await db.read(
      key.organisation,
      `select v.last_outcome, v.xmin::text = a.xmin::text and c.xmin::text = a.xmin::text as at_once
       from arrival a join call c using (organisation_id, call) join conversation v on v.id = c.conversation_id where a.call = ?`,
      [key.call],
    )
    expect(row).toEqual({ last_outcome: 'answered', at_once: true })
  })

  it('leave a call that its document drives to its document', async () => {
    await freeze()
    await appendEvents(db, {
      ...key,
      events: told([
        rings,
        { kind: 'document-drives', why: 'no answer' },
        rings,
        { kind: 'ladder-connected', name: null },
      ]),
    })
    expect(await readCall(db, key)).toMatchObject({ state: 'document-driven', answeredAt: start + 3000 })
  })

  it('are told to whoever listens, once for a batch', async () => {
    const heard: CallNotice[] = []
    const { promise: listening, resolve } = Promise.withResolvers<void>()
    const listener = listen({
      url: server.appUrl,
      channels: ['call_event'],
      onNotice: (_, payload) => heard.push(callNotice(payload)),
      onListening: resolve,
    })
    await listening
    await freeze()
    await appendEvents(db, { ...key, events: told(answered) })
    await expect.poll(() => heard.length).toBe(2)
    const events = await eventsOf(db, key)
    expect(heard).toEqual([
      { ...key, id: events[0]?.id },
      { ...key, id: events.at(-1)?.id },
    ])
    await listener.close()
  })

  it('are heard again after the listener’s connection was cut', async () => {
    const admin = new pg.Client(server.superuserUrl)
    await admin.connect()
    let times = 0
    const heard: string[] = []
    const listener = listen({
      url: server.appUrl,
      channels: ['call_event'],
      onNotice: (_, payload) => heard.push(payload),
      onListening: () => (times += 1),
    })
    await expect.poll(() => times).toBe(1)
    await admin.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'ringdown listener'`,
    )
    await expect.poll(() => times, { timeout: 5000 }).toBe(2)
    await freeze()
    await expect.poll(() => heard.length).toBe(1)
    await Promise.all([listener.close(), admin.end()])
  })
})
