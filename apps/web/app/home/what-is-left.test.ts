import { beforeAll, describe, expect, it } from 'vitest'
import { eventKey, type Happening } from '#flows/call/happenings/happening.ts'
import { appendEvents } from '#infra/db/call/append-events.ts'
import { freezeArrival } from '#infra/db/call/freeze-arrival.ts'
import { liveNumbers } from '#infra/db/number/live-numbers.ts'
import { NumberAccess } from '#infra/db/number/number-access.ts'
import { PhoneNumber } from '#infra/db/number/number.ts'
import { provisionNumbers, type Provision } from '#infra/db/number/provision-numbers.ts'
import type { Database } from '#infra/db/orm.ts'
import { openedDatabase } from '#infra/db/testing/opened-database.ts'
import { anOffice, type Office } from '../../testing/office.ts'
import { createFlow } from '../flows/create-flow.server.ts'
import { publishFlow } from '#infra/deeds/flows/publish-flow.ts'
import { assignFlow } from '#infra/deeds/numbers/assign-flow.ts'
import { setActive } from '#infra/deeds/people/set-active.ts'
import { saveRoutingList } from '#infra/deeds/numbers/save-routing-list.ts'
import type { OrganisationRole } from '#infra/deeds/permissions.ts'
import type { Session } from '../access/session.ts'
import { whatIsLeft } from './what-is-left.server.ts'

let db: Database

beforeAll(async () => {
  const opened = await openedDatabase()
  db = opened.db
  return opened.close
}, 60_000)

const sets: Provision = async () => ({ carrierNumber: 'n', webhookResource: 'w', fallbackScript: 's' })

describe('what is left to do', () => {
  it('begins with everything, and each thing checks itself off once calls would be answered so', async () => {
    const office = await anOffice(db)
    const left = () => open(office, 'owner')
    await db.withOrganisation(office.context.organisation, (em) =>
      em.nativeUpdate(PhoneNumber, { id: office.number }, { releasedAt: new Date() }),
    )
    expect(await left()).toEqual(['number', 'people', 'flow', 'call'])
    await db.withOrganisation(office.context.organisation, (em) =>
      em.nativeUpdate(PhoneNumber, { id: office.number }, { releasedAt: null }),
    )
    expect(await left()).toEqual(['people', 'flow', 'call'])
    const ana = await office.add('Ana', { verified: false, onNumber: true })
    expect(await left()).toEqual(['people', 'flow', 'call'])
    const ben = await office.add('Ben', { onNumber: true })
    expect(await left()).toEqual(['flow', 'call'])
    await saveRoutingList(office.context, {
      number: office.number,
      seats: [
        { member: ana, active: false },
        { member: ben, active: true },
      ],
    })
    const made = await createFlow(office.context, { name: 'Front desk', template: 'sales' })
    const flow = made.ok ? made.flow : ''
    await assignFlow(office.context, { number: office.number, flow })
    expect(await publishFlow(office.context, { flow })).toMatchObject({ ok: true })
    expect(await left()).toEqual(['flow', 'call'])
    expect((await seen(office, 'owner')).tasks.find(({ about }) => about === 'flow')).toMatchObject({
      to: `/numbers/${office.number}`,
      waits: { number: 'Main', for: 'carrier' },
    })
    await provisionNumbers(db, { organisation: office.context.organisation, numbers: [office.number], provision: sets })
    expect(await left()).toEqual(['call'])
    const lost = await callTo(office)
    const what: Happening = { kind: 'document-drives', why: 'nothing here answered when it came in', unreached: true }
    await appendEvents(db, {
      organisation: office.context.organisation,
      call: lost,
      events: [{ key: eventKey(what), event: { at: Date.now(), node: null, what } }],
    })
    expect(await left()).toEqual(['call']) // it did not come here
    await callTo(office)
    expect(await left()).toEqual([])
  })

  it('names the numbers that the carrier does not confirm', async () => {
    const office = await anOffice(db)
    await office.add('Ben', { onNumber: true })
    const made = await createFlow(office.context, { name: 'Front desk', template: 'support' })
    await assignFlow(office.context, { number: office.number, flow: made.ok ? made.flow : '' })
    await publishFlow(office.context, { flow: made.ok ? made.flow : '' })
    expect((await seen(office, 'owner')).unconfirmed).toEqual([{ number: office.number, name: 'Main' }])
    await provisionNumbers(db, { organisation: office.context.organisation, numbers: [office.number], provision: sets })
    expect((await seen(office, 'owner')).unconfirmed).toEqual([])
  })

  it('names the numbers whose flow rings nobody once their only person is gone', async () => {
    const office = await anOffice(db)
    const ben = await office.add('Ben', { onNumber: true })
    const made = await createFlow(office.context, { name: 'Front desk', template: 'support' })
    await assignFlow(office.context, { number: office.number, flow: made.ok ? made.flow : '' })
    await publishFlow(office.context, { flow: made.ok ? made.flow : '' })
    expect((await seen(office, 'owner')).silent).toEqual([])
    await setActive({ ...office.context, who: office.as('owner') }, { member: ben, active: false })
    expect((await seen(office, 'owner')).silent).toEqual([{ number: office.number, name: 'Main' }])
  })

  it('tells a new member to add a phone, and that somebody must put them on a number', async () => {
    const office = await anOffice(db)
    const member = await office.add('Ana', { verified: false })
    expect(await open(office, 'member', { member })).toEqual(['own-phone', 'own-number'])
    expect((await seen(office, 'member', { member })).tasks[0]?.to).toBe(`/people/${member}`)
    const other = await office.add('Ben', { onNumber: true })
    expect(await open(office, 'member', { member: other, numbers: new Map([[office.number, 'member']]) })).toEqual([])
  })

  it('asks owners for a phone of their own only once they are on a number', async () => {
    const office = await anOffice(db)
    expect(await open(office, 'owner')).not.toContain('own-phone')
    await db.withOrganisation(
      office.context.organisation,
      async (em) =>
        void em.create(NumberAccess, {
          organisation: office.context.organisation,
          number: office.number,
          member: office.owner,
          role: 'admin',
        }),
    )
    const tasks = (await seen(office, 'owner', { numbers: new Map([[office.number, 'admin']]) })).tasks
    expect(tasks.map(({ about }) => about)).toContain('own-phone')
  })
})

async function open(office: Office, role: OrganisationRole, more: Partial<Session> = {}): Promise<readonly string[]> {
  return (await seen(office, role, more)).tasks.filter(({ isDone }) => !isDone).map(({ about }) => about)
}

function seen({ context, owner }: Office, role: OrganisationRole, more: Partial<Session> = {}) {
  const session: Session = {
    member: owner,
    role,
    numbers: new Map(),
    organisation: { id: context.organisation, name: 'Office' },
    name: 'Olive',
    email: 'olive@office.test',
    colleagues: [],
    administrators: [],
    organisations: [],
    ...more,
  }
  return db.withOrganisation(context.organisation, (em) => whatIsLeft(em, session))
}

async function callTo({ context, number }: Office): Promise<string> {
  const live = (await liveNumbers(db)).find((one) => one.number === number)
  if (!live) throw new Error('the number answers no calls')
  const { flow, version, plan, e164, name, roster, routing } = live
  const facts = {
    call: crypto.randomUUID(),
    number: { e164, name },
    caller: { e164: '+12025550199', name: null },
    roster,
    routing: routing.map(({ member }) => member),
    inactive: [],
    seed: 1,
    arrivedAt: Date.now(),
  }
  await freezeArrival(db, {
    arrival: { organisation: context.organisation, number, flow, version, plan, facts, first: [] },
  })
  return facts.call
}
