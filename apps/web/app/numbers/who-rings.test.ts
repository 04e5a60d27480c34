import { beforeAll, describe, expect, it } from 'vitest'
import type { DeedContext } from '#infra/db/deed.ts'
import { Device } from '#infra/db/member/device.ts'
import { readinessOf, type Readiness } from '#infra/db/member/readiness.ts'
import { liveNumbers } from '#infra/db/number/live-numbers.ts'
import type { Database } from '#infra/db/orm.ts'
import { openedDatabase } from '#infra/db/testing/opened-database.ts'
import { anOffice } from '../../testing/office.ts'
import { publishFlow } from '#infra/deeds/flows/publish-flow.ts'
import { saveFlowDraft } from '#infra/deeds/flows/save-flow-draft.ts'
import { setActive } from '#infra/deeds/people/set-active.ts'
import { verifyDevice } from '#infra/deeds/devices/verify-device.ts'
import { allowCountries } from '#infra/deeds/organisation/allow-countries.ts'
import { barredBy, readinessChecks, readinessInShort } from '#infra/db/member/readiness-words.ts'
import { assignFlow } from '#infra/deeds/numbers/assign-flow.ts'
import { grantAccess } from '#infra/deeds/numbers/grant-access.ts'
import { numberView } from './number-view.server.ts'
import { numbersView } from './numbers-view.server.ts'
import { whySkipped } from './routing-words.ts'
import { saveRoutingList } from '#infra/deeds/numbers/save-routing-list.ts'
import { readSeats } from '#infra/deeds/numbers/seats.ts'

let db: Database

const rings: Readiness = {
  member: 'ana',
  name: 'Ana',
  email: 'ana@office.test',
  role: 'member',
  joined: 'joined',
  active: true,
  seenAt: null,
  notifications: null,
  device: 'verified',
  abroad: null,
  address: '+13035550001',
  addressKind: 'phone',
  seats: [],
  talking: false,
}

beforeAll(async () => {
  const opened = await openedDatabase()
  db = opened.db
  return opened.close
}, 60_000)

describe('[C2] a flow that rings everyone at once', () => {
  it('refuses the eleventh who could ring: added, verified or back again, and says why', async () => {
    const { context, number, people, add, as } = await anOffice(db, { people: 9, plan: 'business' })
    for (const member of people) await grantAccess(context, { number, member, role: 'member' })
    await answersWith(context, { number, who: { kind: 'everyone' } })
    const [later, back, eleventh] = [await add('Later', { verified: false }), await add('Back'), await add('Eleventh')]
    for (const member of [later, back])
      expect(await grantAccess(context, { number, member, role: 'member' })).toMatchObject({ ok: true })
    const refusal = await grantAccess(context, { number, member: eleventh, role: 'member' })
    expect(refusal).toMatchObject({
      problem: {
        code: 'rings-too-many',
        title: expect.stringContaining('11 people would ring, but at most 10 phones can ring at once.'),
      },
    })
    expect(await verifyDevice(context, { device: await deviceOf(context, later) })).toMatchObject({
      problem: { code: 'rings-too-many' },
    })
    const owner = { ...context, who: as('owner') }
    expect(await setActive(owner, { member: back, active: false })).toMatchObject({ ok: true })
    expect(await verifyDevice(context, { device: await deviceOf(context, later) })).toMatchObject({ ok: true })
    expect(await setActive(owner, { member: back, active: true })).toMatchObject({
      problem: { code: 'rings-too-many' },
    })
  })
})

describe('a routing list', () => {
  it('[W9] has no active seat for somebody without a verified device, and keeps one that is there', async () => {
    const { context, number, add } = await anOffice(db)
    const [ana, ben] = [await add('Ana'), await add('Ben', { verified: false })]
    for (const member of [ana, ben]) await grantAccess(context, { number, member, role: 'member' })
    const list = (active: boolean) => ({
      number,
      seats: [
        { member: ana, active: true },
        { member: ben, active },
      ],
    })
    expect(await saveRoutingList(context, list(true))).toMatchObject({
      problem: { code: 'seat-without-phone', title: 'Ben’s seat cannot be active: device not verified.' },
    })
    expect(await saveRoutingList(context, list(false))).toMatchObject({ ok: true })
    await verifyDevice(context, { device: await deviceOf(context, ben) })
    expect(await saveRoutingList(context, list(true))).toMatchObject({ ok: true })
    await db.withOrganisation(context.organisation, (em) =>
      em.nativeUpdate(Device, { member: ben }, { verifiedAt: null }),
    )
    expect(
      await saveRoutingList(context, {
        number,
        seats: [
          { member: ben, active: true },
          { member: ana, active: false },
        ],
      }),
    ).toMatchObject({ ok: true })
  })

  it('says that calls to the country are not allowed, and not that the device is not verified, where that is why', async () => {
    const { context, number, owner, add } = await anOffice(db)
    const ana = await add('Ana', { onNumber: true })
    await saveRoutingList(context, { number, seats: [{ member: ana, active: false }] })
    await allowCountries(context, { countries: ['JM'] })
    expect(await saveRoutingList(context, { number, seats: [{ member: ana, active: true }] })).toMatchObject({
      problem: {
        title: 'Ana’s seat cannot be active: calls to the United States are not allowed.',
        fix: 'An owner or admin can allow them under Settings, Countries. Until then, leave the seat inactive.',
      },
    })
    const view = await numberView(db, {
      organisation: context.organisation,
      number,
      reader: { member: owner, manages: true },
    })
    const person = view?.people.find(({ member }) => member === ana)
    expect(whySkipped({ member: ana, active: true }, person)).toBe(
      'Skipped: calls to the United States are not allowed. You can allow them under Settings, Countries.',
    )
  })

  it.each([
    [
      'no device',
      { device: 'none', address: null },
      'Skipped: no device. Add a phone under Devices on their page, then verify it.',
    ],
    [
      'a device that nobody verified',
      { device: 'unverified', address: null },
      'Skipped: device not verified. Have us call it under Devices on their page. Whoever picks up hears a code to enter there.',
    ],
    [
      'left the organisation',
      { active: false },
      'Skipped: deactivated. An owner or admin can reactivate them on their page.',
    ],
    [
      'not joined yet',
      { joined: 'invited' },
      'Skipped: invited, not joined yet. They can join with the link in the invitation, or by signing in. An owner or admin can send it again from their page.',
    ],
    ['a device that rings', {}, null],
  ] as const)('says of whoever has %s the same as their page', (_sentence, different, words) => {
    const checks = readinessChecks({ ...rings, ...different }, { now: new Date() })
    expect(whySkipped({ member: 'ana', active: true }, { barred: barredBy(checks), isChosen: true })).toBe(words)
  })

  it('says of a seat that is switched off what the flow does, and not what the list alone would', async () => {
    const { context, number, owner, add } = await anOffice(db)
    const ana = await add('Ana', { onNumber: true })
    await answersWith(context, { number, who: { kind: 'members', members: [ana] } })
    await saveRoutingList(context, { number, seats: [{ member: ana, active: false }] })
    const view = await numberView(db, {
      organisation: context.organisation,
      number,
      reader: { member: owner, manages: true },
    })
    const person = view?.people.find(({ member }) => member === ana)
    expect(readinessInShort(person?.checks ?? []).says).toBe('Rings')
    expect([view?.followsList, whySkipped({ member: ana, active: false }, person)]).toEqual([
      false,
      'Skipped here until switched on, but rung by another step of the flow. Keeps their place.',
    ])
    expect(
      await numbersView(db, { organisation: { id: context.organisation, name: 'Office' }, numbers: new Map() }),
    ).toMatchObject([{ people: 1, rung: 1 }])
    const ben = await add('Ben', { onNumber: true })
    expect(
      (await db.withOrganisation(context.organisation, (em) => readinessOf(em, { member: ben })))[0]?.seats,
    ).toMatchObject([{ active: true, flow: 'not-chosen' }])
  })

  it('changed by two people at once keeps the first change, and tells the second about it', async () => {
    const { context, number, add } = await anOffice(db)
    const [ana, ben] = [await add('Ana', { onNumber: true }), await add('Ben', { onNumber: true })]
    const [on, off] = [(member: string) => ({ member, active: true }), (member: string) => ({ member, active: false })]
    const seen = [on(ana), on(ben)]
    expect(await saveRoutingList(context, { number, seats: [on(ben), on(ana)], before: seen })).toMatchObject({
      ok: true,
    })
    expect(await saveRoutingList(context, { number, seats: [off(ana), on(ben)], before: seen })).toMatchObject({
      problem: { code: 'routing-list-stale', status: 409 },
    })
    expect(await saveRoutingList(context, { number, seats: [on(ben), on(ana)], before: seen })).toMatchObject({
      ok: true,
    }) // both wanted the same
    expect(await listOf(context, number)).toEqual([on(ben), on(ana)])
  })

  it('[W17][W18] counts for the next call, in its new order and without whoever is inactive', async () => {
    const { context, number, add } = await anOffice(db)
    const [ana, ben] = [await add('Ana'), await add('Ben')]
    for (const member of [ana, ben]) await grantAccess(context, { number, member, role: 'member' })
    await saveRoutingList(context, {
      number,
      seats: [
        { member: ana, active: true },
        { member: ben, active: true },
      ],
    })
    await answersWith(context, { number, who: { kind: 'everyone' } })
    await saveRoutingList(context, {
      number,
      seats: [
        { member: ben, active: true },
        { member: ana, active: false },
      ],
    })
    const live = (await liveNumbers(db)).find((one) => one.number === number)
    expect(live?.routing).toEqual([
      { member: ben, active: true },
      { member: ana, active: false },
    ])
  })
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
