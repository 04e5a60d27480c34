import { beforeAll, describe, expect, it } from 'vitest'
import type { DeedContext } from '#infra/db/deed.ts'
import { Device } from '#infra/db/member/device.ts'
import type { Readiness } from '#infra/db/member/readiness.ts'
import { liveNumbers } from '#infra/db/number/live-numbers.ts'
import { PhoneNumber } from '#infra/db/number/number.ts'
import type { Database } from '#infra/db/orm.ts'
import { openedDatabase } from '#infra/db/testing/opened-database.ts'
import { anOffice } from '../../testing/office.ts'
import { publishFlow } from '../flows/publish-flow.server.ts'
import { saveFlowDraft } from '../flows/save-flow-draft.server.ts'
import { setActive } from '../people/set-active.server.ts'
import { verifyDevice } from '../people/verify-device.server.ts'
import { allowCountries } from '../settings/allow-countries.server.ts'
import { barredBy, readinessChecks } from '../shared/readiness-words.ts'
import { choosePlan } from '../plan/choose-plan.server.ts'
import { assignFlow } from './assign-flow.server.ts'
import { grantAccess } from './grant-access.server.ts'
import { saveNumberSettings } from './save-number-settings.server.ts'
import { numberView } from './number-view.server.ts'
import { whySkipped } from './routing-words.ts'
import { saveRoutingList } from './save-routing-list.server.ts'
import { readSeats } from './seats.server.ts'

let db: Database

const rings: Readiness = { member: 'ana', name: 'Ana', email: 'ana@office.test', role: 'member', joined: 'joined', active: true, seenAt: null, notifications: null, device: 'verified', abroad: null, address: '+13035550001', addressKind: 'phone', seats: [], talking: false }

beforeAll(async () => {
  const opened = await openedDatabase()
  db = opened.db
  return opened.close
}, 60_000)

describe('the people of a number', () => {
  it.each([
    ['[S12] ten on Starter', 'starter', 10],
    ['[S14] a hundred on Business', 'business', 100],
  ] as const)('are at most %s: the next is refused with the limit, the plan and what to do', async (_sentence, plan, limit) => {
    const { context, number, people } = await anOffice(db, { people: limit + 1, plan })
    const last = people[limit]
    for (const member of people.slice(0, limit)) expect(await grantAccess(context, { number, member, role: 'member' })).toMatchObject({ ok: true })
    const refusal = await grantAccess(context, { number, member: must(last), role: 'member' })
    expect(refusal).toMatchObject({ ok: false, problem: { code: 'too-many-people', status: 409, details: { limit } } })
    expect(refusal.ok || refusal.problem.title).toBe(`This number has ${limit} people, as many as the ${plan === 'starter' ? 'Starter' : 'Business'} plan allows.`)
    expect(await grantAccess(context, { number, member: must(people[0]), role: null })).toMatchObject({ ok: true })
    expect(await grantAccess(context, { number, member: must(last), role: 'member' })).toMatchObject({ ok: true })
  }, 60_000)

  it('do not pass the limit when two are added at once', async () => {
    const { context, number, people } = await anOffice(db, { people: 11 })
    for (const member of people.slice(0, 9)) await grantAccess(context, { number, member, role: 'member' })
    const both = await Promise.all(people.slice(9).map((member) => grantAccess(context, { number, member, role: 'member' })))
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
  })

  it('[S30] may be more once a larger plan is chosen, and no fewer people make the smaller one possible again', async () => {
    const { context, number, people } = await anOffice(db, { people: 11 })
    for (const member of people.slice(0, 10)) await grantAccess(context, { number, member, role: 'member' })
    expect(await choosePlan(context, { plan: 'business' })).toEqual({ ok: true })
    expect(await grantAccess(context, { number, member: must(people[10]), role: 'member' })).toMatchObject({ ok: true })
    expect(await choosePlan(context, { plan: 'starter' })).toMatchObject({ ok: false, problem: { code: 'plan-too-small', title: 'The Starter plan allows 10 people on a number, and Main has 11.' } })
  })

  it('[S17] are people of the organisation, each once, and no auditors or deactivated people', async () => {
    const { context, number, people, add } = await anOffice(db, { people: 1 })
    const { people: strangers } = await anOffice(db, { people: 1 })
    expect(await grantAccess(context, { number, member: must(strangers[0]), role: 'member' })).toMatchObject({ problem: { code: 'member-not-found', status: 404 } })
    await grantAccess(context, { number, member: must(people[0]), role: 'member', asNew: true })
    expect(await grantAccess(context, { number, member: must(people[0]), role: 'member', asNew: true })).toMatchObject({ problem: { code: 'already-on-number', status: 409 } })
    expect(await grantAccess(context, { number, member: await add('Audrey', { role: 'auditor' }), role: 'member' })).toMatchObject({ problem: { code: 'auditor-on-number' } })
    expect(await grantAccess(context, { number, member: await add('Gone', { gone: true }), role: 'member' })).toMatchObject({ problem: { code: 'member-deactivated' } })
  })
})

describe('[C1] who brings people to a number', () => {
  it.each([
    ['an owner adds a member', 'owner', null, ['member'], true],
    ['an admin makes somebody the number’s admin', 'admin', null, ['admin'], true],
    ['the number’s admin adds a member', 'member', 'admin', ['member'], true],
    ['the number’s admin takes a member away', 'member', 'admin', ['member', null], true],
    ['the number’s admin makes no admins', 'member', 'admin', ['admin'], false],
    ['a member of the number adds nobody', 'member', 'member', ['member'], false],
    ['somebody who is not on the number adds nobody', 'member', null, ['member'], false],
    ['an auditor adds nobody', 'auditor', null, ['member'], false],
  ] as const)('%s', async (_sentence, role, onNumber, roles, allowed) => {
    const { context, number, people, as } = await anOffice(db, { people: 1 })
    const asked = { ...context, who: as(role, onNumber === null ? {} : { onNumber }) }
    const answers = []
    for (const wanted of roles) answers.push(await grantAccess(asked, { number, member: must(people[0]), role: wanted }))
    expect(answers.every(({ ok }) => ok)).toBe(allowed)
    if (!allowed) expect(answers[0]).toMatchObject({ problem: { code: 'not-allowed', status: 403 } })
  })

  it('leaves the number’s admins to owners and admins: another of its admins can neither demote nor remove one', async () => {
    const { context, number, people, as } = await anOffice(db, { people: 1 })
    await grantAccess(context, { number, member: must(people[0]), role: 'admin' })
    for (const role of ['member', null] as const) {
      const answer = await grantAccess({ ...context, who: as('member', { onNumber: 'admin' }) }, { number, member: must(people[0]), role })
      expect(answer).toMatchObject({ problem: { status: 403, title: 'Only owners and admins can say who is an admin of a number.' } })
    }
  })
})

describe('a removal from a number', () => {
  it('is undone with the role and the seat of before', async () => {
    const { context, number, add, as } = await anOffice(db)
    const people = [await add('Ana', { onNumber: true }), await add('Ben', { onNumber: true }), await add('Cy', { onNumber: true })]
    const ben = must(people[1])
    const asked = { ...context, who: as('admin') }
    expect(await grantAccess(asked, { number, member: ben, role: null })).toMatchObject({ ok: true, name: 'Ben' })
    expect((await listOf(context, number)).map(({ member }) => member)).not.toContain(ben)
    expect(await grantAccess(asked, { number, member: ben, role: 'admin', asNew: true, seat: { place: 1, active: false } })).toMatchObject({ ok: true })
    expect(await listOf(context, number)).toEqual(people.map((member) => ({ member, active: member !== ben })))
  })

  it('gives no number’s admin a way to the routing list', async () => {
    const { context, number, people, as } = await anOffice(db, { people: 1 })
    const asked = { ...context, who: as('member', { onNumber: 'admin' }) }
    const member = must(people[0])
    expect(await grantAccess(asked, { number, member, role: 'member', asNew: true, seat: { place: 0, active: true } })).toMatchObject({ problem: { code: 'not-allowed', status: 403 } })
    expect(await grantAccess(asked, { number, member, role: 'member', asNew: true })).toMatchObject({ ok: true })
    expect(await listOf(context, number)).toEqual([])
  })
})

describe('[C2] a flow that rings everyone at once', () => {
  it('refuses the eleventh who could ring: added, verified or back again, and says why', async () => {
    const { context, number, people, add, as } = await anOffice(db, { people: 9, plan: 'business' })
    for (const member of people) await grantAccess(context, { number, member, role: 'member' })
    await answersWith(context, { number, who: { kind: 'everyone' } })
    const [later, back, eleventh] = [await add('Later', { verified: false }), await add('Back'), await add('Eleventh')]
    for (const member of [later, back]) expect(await grantAccess(context, { number, member, role: 'member' })).toMatchObject({ ok: true })
    const refusal = await grantAccess(context, { number, member: eleventh, role: 'member' })
    expect(refusal).toMatchObject({ problem: { code: 'rings-too-many', title: expect.stringContaining('11 people would ring, but at most 10 phones can ring at once.') } })
    expect(await verifyDevice(context, { device: await deviceOf(context, later) })).toMatchObject({ problem: { code: 'rings-too-many' } })
    const owner = { ...context, who: as('owner') }
    expect(await setActive(owner, { member: back, active: false })).toMatchObject({ ok: true })
    expect(await verifyDevice(context, { device: await deviceOf(context, later) })).toMatchObject({ ok: true })
    expect(await setActive(owner, { member: back, active: true })).toMatchObject({ problem: { code: 'rings-too-many' } })
  })
})

describe('a routing list', () => {
  it('[W9] has no active seat for somebody without a verified device, and keeps one that is there', async () => {
    const { context, number, add } = await anOffice(db)
    const [ana, ben] = [await add('Ana'), await add('Ben', { verified: false })]
    for (const member of [ana, ben]) await grantAccess(context, { number, member, role: 'member' })
    const list = (active: boolean) => ({ number, seats: [{ member: ana, active: true }, { member: ben, active }] })
    expect(await saveRoutingList(context, list(true))).toMatchObject({ problem: { code: 'seat-without-phone', title: 'Ben’s seat cannot be active: device not verified.' } })
    expect(await saveRoutingList(context, list(false))).toMatchObject({ ok: true })
    await verifyDevice(context, { device: await deviceOf(context, ben) })
    expect(await saveRoutingList(context, list(true))).toMatchObject({ ok: true })
    await db.withOrganisation(context.organisation, (em) => em.nativeUpdate(Device, { member: ben }, { verifiedAt: null }))
    expect(await saveRoutingList(context, { number, seats: [{ member: ben, active: true }, { member: ana, active: false }] })).toMatchObject({ ok: true })
  })

  it('says that calls to the country are not allowed, and not that the device is not verified, where that is why', async () => {
    const { context, number, owner, add } = await anOffice(db)
    const ana = await add('Ana', { onNumber: true })
    await saveRoutingList(context, { number, seats: [{ member: ana, active: false }] })
    await allowCountries(context, { countries: ['JM'] })
    expect(await saveRoutingList(context, { number, seats: [{ member: ana, active: true }] })).toMatchObject({
      problem: { title: 'Ana’s seat cannot be active: calls to the United States are not allowed.', fix: 'An owner or admin can allow them under Settings, Countries. Until then, leave the seat inactive.' },
    })
    const view = await numberView(db, { organisation: context.organisation, number, reader: { member: owner, manages: true } })
    const person = view?.people.find(({ member }) => member === ana)
    expect(whySkipped({ member: ana, active: true }, person)).toBe('Skipped: calls to the United States are not allowed. You can allow them under Settings, Countries.')
  })

  it.each([
    ['no device', { device: 'none', address: null }, 'Skipped: no device. Add a telephone under Devices on their page, and verify it.'],
    ['a device that nobody verified', { device: 'unverified', address: null }, 'Skipped: device not verified. Have it called under Devices on their page, and enter the code that it hears.'],
    ['left the organisation', { active: false }, 'Skipped: deactivated. An owner or admin can reactivate them on their page.'],
    ['not joined yet', { joined: 'invited' }, 'Skipped: invited, not joined yet. They join by the link in their letter, or after signing in. An owner or admin can send it again from their page.'],
    ['a device that rings', {}, null],
  ] as const)('says of whoever has %s the same as their page', (_sentence, different, words) => {
    const checks = readinessChecks({ ...rings, ...different }, { now: new Date() })
    expect(whySkipped({ member: 'ana', active: true }, { barred: barredBy(checks) })).toBe(words)
  })

  it('changed by two people at once keeps the first change, and tells the second about it', async () => {
    const { context, number, add } = await anOffice(db)
    const [ana, ben] = [await add('Ana', { onNumber: true }), await add('Ben', { onNumber: true })]
    const [on, off] = [(member: string) => ({ member, active: true }), (member: string) => ({ member, active: false })]
    const seen = [on(ana), on(ben)]
    expect(await saveRoutingList(context, { number, seats: [on(ben), on(ana)], before: seen })).toMatchObject({ ok: true })
    expect(await saveRoutingList(context, { number, seats: [off(ana), on(ben)], before: seen })).toMatchObject({ problem: { code: 'routing-list-stale', status: 409 } })
    expect(await saveRoutingList(context, { number, seats: [on(ben), on(ana)], before: seen })).toMatchObject({ ok: true }) // both wanted the same
    expect(await listOf(context, number)).toEqual([on(ben), on(ana)])
  })

  it('[W17][W18] counts for the next call, in its new order and without whoever is inactive', async () => {
    const { context, number, add } = await anOffice(db)
    const [ana, ben] = [await add('Ana'), await add('Ben')]
    for (const member of [ana, ben]) await grantAccess(context, { number, member, role: 'member' })
    await saveRoutingList(context, { number, seats: [{ member: ana, active: true }, { member: ben, active: true }] })
    await answersWith(context, { number, who: { kind: 'everyone' } })
    await saveRoutingList(context, { number, seats: [{ member: ben, active: true }, { member: ana, active: false }] })
    const live = (await liveNumbers(db)).find((one) => one.number === number)
    expect(live?.routing).toEqual([{ member: ben, active: true }, { member: ana, active: false }])
  })
})

it('[C3] keeps who may read a number’s conversations, and its business name', async () => {
  const { context, number } = await anOffice(db)
  const settings = { number, name: 'Sales', businessName: 'Harbour Bikes Ltd', visibility: 'organisation' } as const
  expect(await saveNumberSettings(context, settings)).toEqual({ ok: true, troubles: [] })
  const read = () => db.withOrganisation(context.organisation, (em) => em.findOneOrFail(PhoneNumber, { id: number }))
  expect(await read()).toMatchObject({ name: 'Sales', businessName: 'Harbour Bikes Ltd', visibility: 'organisation' })
  await saveNumberSettings(context, { ...settings, businessName: '', visibility: 'people' })
  expect(await read()).toMatchObject({ businessName: null, visibility: 'people' })
  const { context: others } = await anOffice(db)
  expect(await saveNumberSettings(others, settings)).toMatchObject({ problem: { code: 'number-not-found', status: 404 } })
})

/** Publishes a flow with one group and lets the number answer with it. */
async function answersWith(context: DeedContext, { number, who }: { number: string; who: object }): Promise<void> {
  const at = { position: { x: 0, y: 0 } }
  const document = {
    format: 1,
    name: 'All',
    nodes: [
      { id: 'in', kind: 'incoming-call', title: 'In', config: { language: 'en-US' }, ...at },
      { id: 'all', kind: 'ring-group', title: 'All', config: { who, seconds: 15 }, ...at },
      { id: 'end', kind: 'hang-up', title: 'End', config: {}, ...at },
    ],
    edges: [
      { from: 'in', exit: 'next', to: 'all' },
      ...['no-answer', 'declined', 'nobody'].map((exit) => ({ from: 'all', exit, to: 'end' })),
    ],
  }
  const saved = await saveFlowDraft(context, { document })
  if (!saved.ok) throw new Error(saved.problem.title)
  await assignFlow(context, { number, flow: saved.flow })
  const published = await publishFlow(context, { flow: saved.flow })
  if (!published.ok) throw new Error(JSON.stringify(published.problem))
}

async function listOf({ organisation }: DeedContext, number: string) {
  return db.withOrganisation(organisation, (em) => readSeats(em, number))
}

async function deviceOf({ organisation }: DeedContext, member: string): Promise<string> {
  return db.withOrganisation(organisation, async (em) => (await em.findOneOrFail(Device, { member })).id)
}

function must<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the office has fewer people')
  return value
}
