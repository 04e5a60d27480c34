import { beforeAll, describe, expect, it } from 'vitest'
import type { DeedContext } from '#infra/db/deed.ts'
import { PhoneNumber } from '#infra/db/number/number.ts'
import type { Database } from '#infra/db/orm.ts'
import { openedDatabase } from '#infra/db/testing/opened-database.ts'
import { anOffice } from '../../testing/office.ts'
import { assignFlow } from '#infra/deeds/numbers/assign-flow.ts'
import { saveFlowDraft } from '#infra/deeds/flows/save-flow-draft.ts'
import { templateDocument } from '../flows/templates.ts'
import { choosePlan } from '#infra/deeds/organisation/choose-plan.ts'
import { grantAccess } from '#infra/deeds/numbers/grant-access.ts'
import { saveNumberSettings } from '#infra/deeds/numbers/save-number-settings.ts'
import { readSeats } from '#infra/deeds/numbers/seats.ts'

let db: Database

beforeAll(async () => {
  const opened = await openedDatabase()
  db = opened.db
  return opened.close
}, 60_000)

describe('the people of a number', () => {
  it.each([
    ['[S12] ten on Starter', 'starter', 10],
    ['[S14] a hundred on Business', 'business', 100],
  ] as const)(
    'are at most %s: the next is refused with the limit, the plan and what to do',
    async (_sentence, plan, limit) => {
      const { context, number, people } = await anOffice(db, { people: limit + 1, plan })
      const last = people[limit]
      for (const member of people.slice(0, limit))
        expect(await grantAccess(context, { number, member, role: 'member' })).toMatchObject({ ok: true })
      const refusal = await grantAccess(context, { number, member: must(last), role: 'member' })
      expect(refusal).toMatchObject({
        ok: false,
        problem: { code: 'too-many-people', status: 409, details: { limit } },
      })
      expect(refusal.ok || refusal.problem.title).toBe(
        `This number has ${limit} people, as many as the ${plan === 'starter' ? 'Starter' : 'Business'} plan allows.`,
      )
      expect(await grantAccess(context, { number, member: must(people[0]), role: null })).toMatchObject({ ok: true })
      expect(await grantAccess(context, { number, member: must(last), role: 'member' })).toMatchObject({ ok: true })
    },
    60_000,
  )

  it('do not pass the limit when two are added at once', async () => {
    const { context, number, people } = await anOffice(db, { people: 11 })
    for (const member of people.slice(0, 9)) await grantAccess(context, { number, member, role: 'member' })
    const both = await Promise.all(
      people.slice(9).map((member) => grantAccess(context, { number, member, role: 'member' })),
    )
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
  })

  it('[S30] may be more once a larger plan is chosen, and no fewer people make the smaller one possible again', async () => {
    const { context, number, people } = await anOffice(db, { people: 11 })
    for (const member of people.slice(0, 10)) await grantAccess(context, { number, member, role: 'member' })
    expect(await choosePlan(context, { plan: 'business' })).toEqual({ ok: true })
    expect(await grantAccess(context, { number, member: must(people[10]), role: 'member' })).toMatchObject({ ok: true })
    expect(await choosePlan(context, { plan: 'starter' })).toMatchObject({
      ok: false,
      problem: { code: 'plan-too-small', title: 'The Starter plan allows 10 people on a number, and Main has 11.' },
    })
  })

  it('[S17] are people of the organisation, each once, and no auditors or deactivated people', async () => {
    const { context, number, people, add } = await anOffice(db, { people: 1 })
    const { people: strangers } = await anOffice(db, { people: 1 })
    expect(await grantAccess(context, { number, member: must(strangers[0]), role: 'member' })).toMatchObject({
      problem: { code: 'member-not-found', status: 404 },
    })
    await grantAccess(context, { number, member: must(people[0]), role: 'member', asNew: true })
    expect(await grantAccess(context, { number, member: must(people[0]), role: 'member', asNew: true })).toMatchObject({
      problem: { code: 'already-on-number', status: 409 },
    })
    expect(
      await grantAccess(context, { number, member: await add('Audrey', { role: 'auditor' }), role: 'member' }),
    ).toMatchObject({ problem: { code: 'auditor-on-number' } })
    expect(
      await grantAccess(context, { number, member: await add('Gone', { gone: true }), role: 'member' }),
    ).toMatchObject({ problem: { code: 'member-deactivated' } })
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
    for (const wanted of roles)
      answers.push(await grantAccess(asked, { number, member: must(people[0]), role: wanted }))
    expect(answers.every(({ ok }) => ok)).toBe(allowed)
    if (!allowed) expect(answers[0]).toMatchObject({ problem: { code: 'not-allowed', status: 403 } })
  })

  it('leaves the number’s admins to owners and admins: another of its admins can neither demote nor remove one', async () => {
    const { context, number, people, as } = await anOffice(db, { people: 1 })
    await grantAccess(context, { number, member: must(people[0]), role: 'admin' })
    for (const role of ['member', null] as const) {
      const answer = await grantAccess(
        { ...context, who: as('member', { onNumber: 'admin' }) },
        { number, member: must(people[0]), role },
      )
      expect(answer).toMatchObject({
        problem: { status: 403, title: 'Only owners and admins can say who is an admin of a number.' },
      })
    }
  })
})

describe('a removal from a number', () => {
  it('is undone with the role and the seat of before', async () => {
    const { context, number, add, as } = await anOffice(db)
    const people = [
      await add('Ana', { onNumber: true }),
      await add('Ben', { onNumber: true }),
      await add('Cy', { onNumber: true }),
    ]
    const ben = must(people[1])
    const asked = { ...context, who: as('admin') }
    expect(await grantAccess(asked, { number, member: ben, role: null })).toMatchObject({ ok: true, name: 'Ben' })
    expect((await listOf(context, number)).map(({ member }) => member)).not.toContain(ben)
    expect(
      await grantAccess(asked, { number, member: ben, role: 'admin', asNew: true, seat: { place: 1, active: false } }),
    ).toMatchObject({ ok: true })
    expect(await listOf(context, number)).toEqual(people.map((member) => ({ member, active: member !== ben })))
  })

  it('gives no number’s admin a way to the routing list', async () => {
    const { context, number, people, as } = await anOffice(db, { people: 1 })
    const asked = { ...context, who: as('member', { onNumber: 'admin' }) }
    const member = must(people[0])
    expect(
      await grantAccess(asked, { number, member, role: 'member', asNew: true, seat: { place: 0, active: true } }),
    ).toMatchObject({ problem: { code: 'not-allowed', status: 403 } })
    expect(await grantAccess(asked, { number, member, role: 'member', asNew: true })).toMatchObject({ ok: true })
    expect(await listOf(context, number)).toEqual([])
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
  expect(await saveNumberSettings(others, settings)).toMatchObject({
    problem: { code: 'number-not-found', status: 404 },
  })
})

describe('the settings of a number that two people have open', () => {
  it('keep what the other has saved in a field that one has not touched', async () => {
    const { context, number } = await anOffice(db)
    const drawn = { name: 'Main', businessName: '', visibility: 'people' } as const
    await saveNumberSettings(context, { number, ...drawn, name: 'Front desk', was: drawn })
    expect(await saveNumberSettings(context, { number, ...drawn, businessName: 'Bikes', was: drawn })).toMatchObject({
      ok: true,
    })
    expect(await settingsOf(context, number)).toMatchObject({ name: 'Front desk', businessName: 'Bikes' })
  })

  it('tell whoever changes the same field what is there now, and keep it', async () => {
    const { context, number } = await anOffice(db)
    const drawn = { name: 'Main', businessName: '', visibility: 'people' } as const
    await saveNumberSettings(context, { number, ...drawn, name: 'Front desk', visibility: 'organisation', was: drawn })
    const mine = { number, ...drawn, name: 'Reception', businessName: 'Bikes', was: drawn }
    expect(await saveNumberSettings(context, mine)).toMatchObject({
      problem: {
        code: 'changed-since',
        title: 'Someone else changed this in the meantime: its name is “Front desk” now.',
        details: { now: { ...drawn, name: 'Front desk', visibility: 'organisation' } },
      },
    })
    expect(await settingsOf(context, number)).toMatchObject({ name: 'Front desk', businessName: null })
    const seen = { ...drawn, name: 'Front desk' } // saved again, over what they were told
    expect(await saveNumberSettings(context, { ...mine, was: seen })).toMatchObject({ ok: true })
    expect(await settingsOf(context, number)).toMatchObject({ name: 'Reception', visibility: 'organisation' })
  })
})

async function settingsOf({ organisation }: DeedContext, number: string) {
  return db.withOrganisation(organisation, (em) => em.findOneOrFail(PhoneNumber, { id: number }))
}

async function listOf({ organisation }: DeedContext, number: string) {
  return db.withOrganisation(organisation, (em) => readSeats(em, number))
}

function must<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the office has fewer people')
  return value
}

it('of two who choose another flow for a number at once, the second hears of the first', async () => {
  const { context, number } = await anOffice(db, { people: 1 })
  const flows: string[] = []
  for (const name of ['Days', 'Nights', 'Weekends', 'Holidays']) {
    const made = await saveFlowDraft(context, { document: templateDocument('quick', name) })
    flows.push((made.ok && made.flow) || '')
  }
  const before = await db.withOrganisation(context.organisation, (em) => em.findOneOrFail(PhoneNumber, { id: number }))
  const was = { flow: before.flow?.id ?? '' }
  const all = await Promise.all(flows.map((flow) => assignFlow(context, { number, flow, was })))
  expect(all.filter(({ ok }) => ok)).toHaveLength(1)
  for (const done of all) if (!done.ok) expect(done.problem.code).toBe('changed-since')
})
