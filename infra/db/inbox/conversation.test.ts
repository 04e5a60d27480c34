import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Happening } from '#flows/call/happenings/happening.ts'
import { rebuildCall } from '../call/rebuild-call.ts'
import { openDatabase, type Database } from '../orm.ts'
import { answered, inboxOf, missed, rings, type Inbox } from '../testing/inbox.ts'
import { smallOrganisation, type SmallOrganisation } from '../testing/people.ts'
import { temporaryDatabase, type TemporaryDatabase } from '../testing/temporary-database.ts'
import { countUnread } from './count-unread.ts'
import { markDone, markRead } from './mark-conversation.ts'
import { timeline } from './timeline.ts'

let server: TemporaryDatabase
let db: Database
let organisation: SmallOrganisation
let arrive: Inbox['arrive']
let list: Inbox['list']
let of: Inbox['of']

beforeAll(async () => {
  server = await temporaryDatabase()
  db = await openDatabase({ url: server.appUrl })
  organisation = await smallOrganisation(db, { id: '11111111-1111-4111-8111-111111111111', e164: '+12025550101' })
  ;({ arrive, list, of } = inboxOf(db, organisation))
}, 60_000)

afterAll(async () => {
  await db.close()
  await server.remove()
})

describe('a conversation', () => {
  it('is one per customer and number, and tells of its newest call', async () => {
    const first = await arrive('+12025550160')
    expect(await of('+12025550160')).toMatchObject({
      live: true,
      unread: false,
      state: 'open',
      lastWords: 'The call has come in.',
    })
    await first.tell(rings('mia'), ...missed)
    expect(await of('+12025550160')).toMatchObject({
      live: false,
      unread: true,
      missed: true,
      lastOutcome: 'missed',
      lastWords: 'Rang Mia 20 s; caller left a 0:31 voicemail.',
    })
    const second = await arrive('+12025550160')
    await second.tell(rings('mia'), ...answered)
    expect((await list()).filter(({ caller }) => caller === '+12025550160')).toMatchObject([
      { missed: false, unread: true, lastCall: second.call, lastWords: 'Mia answered.' },
    ])
  })

  it('names those whose phones rang in its newest call, and not who was busy, could not be reached or was called off', async () => {
    const { tell } = await arrive('+12025550148')
    const ring = (leg: string, name: string): Happening => ({
      kind: 'rings',
      leg,
      member: name.toLowerCase(),
      name,
      carrier: null,
      address: `+1202555018${leg.at(-1)}`,
      seconds: 20,
      order: 'together',
    })
    const stops = (leg: string, name: string, why: 'no-answer' | 'busy' | 'failed'): Happening => ({
      kind: 'stopped-ringing',
      leg,
      member: name.toLowerCase(),
      name,
      why,
      seconds: 0,
    })
    await tell(ring('2-1', 'Ana'), ring('2-2', 'Ben'), ring('2-3', 'Cy'), {
      kind: 'ordered',
      leg: '2-4',
      member: 'dee',
      name: 'Dee',
      address: '+12025550184',
      seconds: 20,
      order: 'together',
    })
    expect(await of('+12025550148')).toMatchObject({ lastState: 'ringing' })
    await tell(
      { kind: 'not-rung', leg: '2-4' },
      stops('2-1', 'Ana', 'no-answer'),
      stops('2-2', 'Ben', 'busy'),
      stops('2-3', 'Cy', 'failed'),
      { kind: 'ended', outcome: 'missed', seconds: 20 },
    )
    expect(await of('+12025550148')).toMatchObject({
      lastState: null,
      lastOutcome: 'missed',
      rung: [{ name: 'Ana', talked: false }],
    })
  })

  it('with a contact has the contact’s name', async () => {
    await arrive('+12025550188')
    expect(await of('+12025550188')).toMatchObject({ name: 'Carla' })
  })

  it('of private callers is each their own', async () => {
    await arrive(null)
    await arrive(null)
    expect((await list()).filter(({ caller }) => caller === null)).toHaveLength(2)
  })

  it('that is done is opened again by the next call', async () => {
    const call = await arrive('+12025550161')
    await call.tell(rings('mia'), ...missed)
    const id = (await of('+12025550161'))?.id ?? ''
    expect(
      await db.withOrganisation(organisation.id, (em) =>
        markDone(em, { organisation: organisation.id, conversation: id, done: true }),
      ),
    ).toBe(true)
    expect(await of('+12025550161')).toMatchObject({ state: 'done', unread: false })
    await call.tell({ kind: 'recording', url: 'https://carrier.test/1', seconds: 31, from: 'log' }) // told again by another way: no news
    expect(await of('+12025550161')).toMatchObject({ state: 'done', unread: false })
    await arrive('+12025550161')
    expect(await of('+12025550161')).toMatchObject({ state: 'open' })
  })

  it('is read for the whole team, until there is news', async () => {
    const call = await arrive('+12025550162')
    await call.tell(rings('mia'), ...missed)
    const id = (await of('+12025550162'))?.id ?? ''
    const unread = async () => {
      const { waiting } = await countUnread(db, { organisation: organisation.id, numbers: [organisation.number] })
      return waiting[organisation.number] ?? 0
    }
    const before = await unread()
    expect(
      await db.withOrganisation(organisation.id, (em) =>
        markRead(em, { organisation: organisation.id, conversation: id, read: true }),
      ),
    ).toBe(true)
    expect(await unread()).toBe(before - 1)
    await db.withOrganisation(organisation.id, (em) =>
      markRead(em, { organisation: organisation.id, conversation: id, read: false }),
    )
    expect(await unread()).toBe(before)
    expect((await of('+12025550162'))?.news).not.toBeNull()
  })

  it('is read up to what was seen of it: a call that comes in meanwhile stays unread', async () => {
    const [first, second] = [await arrive('+12025550171'), await arrive('+12025550171')]
    await first.tell(rings('mia'), ...missed)
    const drawn = await of('+12025550171')
    const { calls: listed } = await timeline(db, { organisation: organisation.id, conversation: drawn?.id ?? '' })
    expect(listed.map(({ call, news }) => [call, news])).toEqual([
      [second.call, null],
      [first.call, drawn?.news],
    ])
    await second.tell(rings('mia'), ...missed)
    const key = { organisation: organisation.id, conversation: drawn?.id ?? '', read: true }
    await db.withOrganisation(organisation.id, (em) => markRead(em, { ...key, upTo: drawn?.news ?? 0 }))
    const after = await of('+12025550171')
    expect(after).toMatchObject({ unread: true })
    await db.withOrganisation(organisation.id, (em) => markRead(em, { ...key, upTo: after?.news ?? 0 }))
    await db.withOrganisation(organisation.id, (em) => markRead(em, { ...key, upTo: drawn?.news ?? 0 }))
    expect(await of('+12025550171')).toMatchObject({ unread: false })
  })

  it('says of no phone that it rings once somebody has accepted, though the others’ ends are told later', async () => {
    const call = await arrive('+12025550172')
    await call.tell(rings('mia'), { ...rings('ben'), leg: '2-2', name: 'Ben' } as Happening)
    expect((await of('+12025550172'))?.rung).toEqual([
      { name: 'Mia', rings: true, talked: false },
      { name: 'Ben', rings: true, talked: false },
    ])
    await call.tell({ kind: 'claimed', leg: '2-1', member: 'mia', name: 'Mia' })
    expect((await of('+12025550172'))?.rung).toEqual([
      { name: 'Mia', rings: false, talked: true },
      { name: 'Ben', rings: false, talked: false },
    ])
    await call.tell({ kind: 'ended', outcome: 'answered', seconds: 9 })
  })

  it('is the same when all its calls are folded anew, from nothing', async () => {
    const call = await arrive('+12025550163')
    await call.tell(rings(organisation.member), ...missed)
    await (await arrive('+12025550163')).tell(rings('mia'))
    const rows = () =>
      db.withOrganisation(organisation.id, (em) =>
        em.execute(
          `select c.*, (select array_agg(member order by member) from conversation_person p where p.conversation_id = c.id) as people,
            (select jsonb_agg(jsonb_build_array(i.kind, i.ref, i.at) order by i.at, i.id) from conversation_item i where i.conversation_id = c.id) as items
           from conversation c order by customer`,
        ),
      )
    const [before, ids] = [
      await rows(),
      await db.withOrganisation(organisation.id, (em) => em.execute<{ call: string }[]>('select call from call')),
    ]
    for (const { call: id } of ids) await rebuildCall(db, { organisation: organisation.id, call: id })
    expect(await rows()).toEqual(before)
    await db.withOrganisation(organisation.id, async (em) => {
      await em.execute('update call set conversation_id = null, words = ?, news_event = null', [''], 'run')
      await em.execute('delete from conversation_person', [], 'run')
      await em.execute('delete from conversation_item', [], 'run')
      await em.execute('delete from conversation', [], 'run')
    })
    for (const { call: id } of ids) await rebuildCall(db, { organisation: organisation.id, call: id })
    const asPeopleLeftIt = (row: object) => ({
      ...row,
      id: null,
      done_event: null,
      read_event: null,
      unread: null,
    })
    expect((await rows()).map(asPeopleLeftIt)).toEqual(before.map(asPeopleLeftIt))
  })

  it('loses nothing when several of its calls end at once', async () => {
    const all = await Promise.all([1, 2, 3, 4, 5, 6].map(() => arrive('+12025550164')))
    await Promise.all(all.map((call) => call.tell(rings('mia'), ...answered)))
    expect(await of('+12025550164')).toMatchObject({ live: false, lastOutcome: 'answered', lastWords: 'Mia answered.' })
    const { calls: listed } = await timeline(db, {
      organisation: organisation.id,
      conversation: (await of('+12025550164'))?.id ?? '',
    })
    expect(listed).toHaveLength(6)
    expect(listed[0]).toMatchObject({ words: 'Mia answered.', rung: [{ leg: '2-1', name: 'Mia' }], recordings: [] })
  })
})
