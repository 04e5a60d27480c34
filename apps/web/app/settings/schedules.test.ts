import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DeedContext } from '#infra/db/deed.ts'
import { Flow } from '#infra/db/flow/flow.ts'
import { Schedule } from '#infra/db/schedule/schedule.ts'
import { PhoneNumber } from '#infra/db/number/number.ts'
import { listen } from '#infra/db/listen.ts'
import { liveNumbers } from '#infra/db/number/live-numbers.ts'
import { arrivalOf } from '#infra/call-store/arrivals.ts'
import { publishFlow } from '#infra/deeds/flows/publish-flow.ts'
import { saveFlowDraft } from '#infra/deeds/flows/save-flow-draft.ts'
import { asOwner } from '#infra/deeds/permissions.ts'
import { changeSchedule } from '#infra/deeds/schedules/change-schedule.ts'
import { deleteSchedule } from '#infra/deeds/schedules/delete-schedule.ts'
import { makeSchedule } from '#infra/deeds/schedules/make-schedule.ts'
import { MOST_SCHEDULES } from '#infra/deeds/schedules/schedule-input.ts'
import { drawn } from '#test/builders/flows.ts'
import { harbourBikes } from '../../demo-data.ts'
import { testWeb, type Browser, type TestWeb } from '../../testing/web.ts'

let web: TestWeb
let context: DeedContext
let olive: Browser
let number: { readonly id: string; readonly flow: string }

beforeAll(async () => {
  web = await testWeb()
  olive = web.browser()
  await olive.signIn('olive@harbour.test')
  number = await web.db.withOrganisation(harbourBikes.id, async (em) => {
    const sales = await em.findOneOrFail(PhoneNumber, { e164: '+12025550100' }, { populate: ['flow'] })
    return { id: sales.id, flow: sales.flow?.id ?? '' }
  })
  const actor = (await liveNumbers(web.db))[0]?.roster[0]?.member ?? ''
  context = { db: web.db, organisation: harbourBikes.id, actor, who: asOwner(actor), address: null, provision: null }
}, 180_000)

afterAll(() => web.close())

async function made(name: string): Promise<string> {
  const done = await makeSchedule(context, { name })
  if (!done.ok) throw new Error(done.problem.title)
  return done.schedule
}

/** The flow of the sales line asks these hours, in its draft. */
async function drawsWith(schedule: string): Promise<void> {
  const flow = drawn('Sales', ['business-hours', { hours: { kind: 'shared', schedule } }], ['hang-up'])
  expect(await saveFlowDraft(context, { flow: number.flow, document: flow })).toMatchObject({ ok: true })
}

const monday = Date.parse('2026-11-30T12:00:00Z')

async function decidedNow(): Promise<string | undefined> {
  const live = (await liveNumbers(web.db)).find((one) => one.number === number.id)
  if (!live) throw new Error('the line answers')
  const { facts } = await arrivalOf({ ...live, zone: 'UTC' }, { call: 'c1', from: null }, monday)
  return facts.decided?.['n1']
}

describe('shared hours', () => {
  it('are used by a published flow from the next call on, changed without publishing, and cannot be deleted meanwhile', async () => {
    const schedule = await made('Office hours')
    await drawsWith(schedule)
    expect(await (await olive.get(`/settings/hours/${schedule}`)).text()).toContain('In its draft')
    expect(await publishFlow(context, { flow: number.flow })).toMatchObject({ ok: true })
    expect(await decidedNow()).toBe('open')

    const heard: string[] = []
    const changes = listen({
      url: web.database.appUrl,
      channels: ['number_changed'],
      onNotice: (_channel, payload) => heard.push(payload),
      onListening: () => heard.push('listening'),
      onTrouble: () => undefined,
    })
    await expect.poll(() => heard).toContain('listening')
    const input = changeSchedule.input.parse({
      schedule,
      name: 'Office',
      hours: JSON.stringify({ dates: [{ name: 'Outing', first: '2026-11-30' }] }),
    })
    expect(await changeSchedule(context, input)).toMatchObject({ ok: true })
    await expect.poll(() => heard).toContain(harbourBikes.id)
    await changes.close()
    expect(await decidedNow()).toBe('holiday')

    const page = await (await olive.get(`/settings/hours/${schedule}`)).text()
    expect(page).toContain('Published')
    expect(await deleteSchedule(context, { schedule })).toMatchObject({
      ok: false,
      problem: { code: 'schedule-in-use', title: expect.stringContaining('Sales') },
    })
  })

  it('bring the public holidays of their place along, for years to come', async () => {
    const schedule = await made('Bavaria')
    const hours = JSON.stringify({ publicHolidays: 'DE-BY' })
    await changeSchedule(context, changeSchedule.input.parse({ schedule, name: 'Bavaria', hours }))
    await drawsWith(schedule)
    await publishFlow(context, { flow: number.flow })
    const live = (await liveNumbers(web.db)).find((one) => one.number === number.id)
    expect(live?.holidays?.['DE-BY']).toMatchObject({ '2026-01-06': 'Epiphany', '2028-12-25': 'Christmas Day' })
    expect(Object.keys(live?.schedules ?? {})).toEqual([schedule])
    const others = (await liveNumbers(web.db)).filter((one) => one.number !== number.id)
    expect(others.map(({ holidays }) => holidays)).toEqual(others.map(() => undefined))
  })

  it('that only a draft uses are not deleted either', async () => {
    const schedule = await made('Drawn')
    await drawsWith(schedule)
    const refused = { code: 'schedule-in-use', title: expect.stringContaining('Sales') }
    expect(await deleteSchedule(context, { schedule })).toMatchObject({ ok: false, problem: refused })
    const page = await (await olive.get(`/settings/hours/${schedule}`)).text()
    expect(page).toContain('To delete these hours, choose other hours in the flows above')
    expect(page).not.toContain('Delete these hours')
  })

  it('are read with the numbers whose flows name them, and with no other', async () => {
    await made('Nobody asks them')
    const others = (await liveNumbers(web.db)).filter((one) => one.number !== number.id)
    expect(others.map(({ schedules }) => schedules)).toEqual(others.map(() => ({})))
    expect(others).not.toEqual([])
  })

  it('that are gone keep a draft from being published, and the node says so', async () => {
    const schedule = await made('Passing')
    expect(await deleteSchedule(context, { schedule })).toMatchObject({ ok: true, name: 'Passing' })
    await drawsWith(schedule)
    expect(await publishFlow(context, { flow: number.flow })).toMatchObject({
      ok: false,
      problem: {
        code: 'flow-has-errors',
        details: { issues: [{ node: 'n1', severity: 'error', message: expect.stringContaining('were deleted') }] },
      },
    })
    expect(await deleteSchedule(context, { schedule })).toMatchObject({ problem: { code: 'schedule-not-found' } })
  })

  it('that two people change at once are lost to neither: whoever comes second is told', async () => {
    const schedule = await made('Together')
    const input = (name: string, first: string, was: Record<string, string>) =>
      changeSchedule.input.parse({ schedule, name, hours: JSON.stringify({ dates: [{ name, first }] }), was })
    expect(await changeSchedule(context, input('Together', '2026-12-24', {}))).toMatchObject({ ok: true })
    expect(
      await changeSchedule(
        context,
        input('Together', '2026-12-31', { name: 'Together', hours: 'an earlier revision' }),
      ),
    ).toMatchObject({ problem: { code: 'changed-since', title: expect.stringContaining('Together 2026-12-24') } })
  })

  it('are fifty at most', async () => {
    const before = await web.db.withOrganisation(harbourBikes.id, (em) => em.count(Schedule, {}))
    const more = []
    for (let n = before; n < MOST_SCHEDULES; n += 1) more.push(await made(`Hours ${n}`))
    expect(await makeSchedule(context, { name: 'Too many' })).toMatchObject({ problem: { code: 'schedules-limit' } })
    for (const schedule of more) expect(await deleteSchedule(context, { schedule })).toMatchObject({ ok: true })
  })

  it('have names of their own', async () => {
    await made('Twice')
    expect(await makeSchedule(context, { name: 'Twice' })).toMatchObject({ problem: { code: 'schedule-name-taken' } })
  })

  it.each([
    ['what is no JSON', '{', /./],
    ['a week that is open without times', '{"week":{"monday":{"kind":"spans","spans":[]}}}', /./],
    ['times of a day that are none', JSON.stringify({ closedUntil: 'later' }), /Choose a day and a time/],
    ['a field that there is not', '{"__proto__x":1}', /./],
    ['a megabyte', JSON.stringify({ timeZone: 'x'.repeat(1_000_000) }), /too long/],
  ])('refuse %s', (_what, hours, message) => {
    const read = changeSchedule.input.safeParse({ schedule: number.id, name: 'X', hours })
    expect(read.error?.issues[0]?.message).toMatch(message)
  })

  it('of another organisation are not found', async () => {
    const schedule = await made('Ours')
    const quinn = web.browser()
    await quinn.signIn('quinn@quay.test')
    expect((await quinn.get(`/settings/hours/${schedule}`)).status).toBe(404)
    expect((await olive.get('/settings/hours/nothing')).status).toBe(404)
    const theirs = await web.db.withOrganisation(harbourBikes.id, (em) => em.count(Flow, {}))
    expect(theirs).toBeGreaterThan(0)
  })

  it('can be read by members, and changed by owners and admins alone', async () => {
    const schedule = await made('Readable')
    const ana = web.browser()
    await ana.signIn('ana@harbour.test')
    const page = await (await ana.get(`/settings/hours/${schedule}`)).text()
    expect(page).toContain('Mon–Fri 09:00–17:00')
    expect(page).not.toContain('Save hours')
    expect((await ana.post(`/settings/hours/${schedule}`, { intent: 'delete' })).status).toBe(403)
    expect((await ana.post('/settings/hours', { name: 'Mine' })).status).toBe(403)
  })
})
