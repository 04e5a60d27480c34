import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DeedContext } from '#infra/db/deed.ts'
import { Device } from '#infra/db/member/device.ts'
import { Member } from '#infra/db/member/member.ts'
import { asOwner } from '#infra/deeds/permissions.ts'
import { Flow } from '#infra/db/flow/flow.ts'
import { numberPeople } from '#infra/db/number/number-people.ts'
import { liveNumbers, type LiveNumber } from '#infra/db/number/live-numbers.ts'
import { listen } from '#infra/db/listen.ts'
import { openDatabase, type Database } from '#infra/db/orm.ts'
import { temporaryDatabase, type TemporaryDatabase } from '#infra/db/testing/temporary-database.ts'
import { CarrierError } from '#infra/signalwire/carrier-error.ts'
import { publishFlow } from '#infra/deeds/flows/publish-flow.ts'
import { saveFlowDraft } from '#infra/deeds/flows/save-flow-draft.ts'
import { addNumber } from '#infra/deeds/numbers/add-number.ts'
import { assignFlow } from '#infra/deeds/numbers/assign-flow.ts'
import { grantAccess } from '#infra/deeds/numbers/grant-access.ts'
import { saveRoutingList } from '#infra/deeds/numbers/save-routing-list.ts'
import { addMember } from '#infra/deeds/people/add-member.ts'
import { inviteMember } from '#infra/deeds/people/invite-member.ts'
import { saveDevice } from '#infra/deeds/devices/save-device.ts'
import { verifyDevice } from '#infra/deeds/devices/verify-device.ts'
import { harbourBikes } from './demo-data.ts'
import { seed } from './seed.ts'
import { notedProvision } from './testing/noted-provision.ts'

let server: TemporaryDatabase
let db: Database
let context: DeedContext
const { asked, provision } = notedProvision()

beforeAll(async () => {
  server = await temporaryDatabase()
  db = await openDatabase({ url: server.appUrl })
  await seed(db, provision)
  const actor = await memberId('olive@harbour.test')
  context = { db, organisation: harbourBikes.id, actor, who: asOwner(actor), address: null, provision }
}, 60_000)

afterAll(async () => {
  await db.close()
  await server.remove()
})

describe('publishing', () => {
  it('makes a version only when something changed, and numbers answer with it', async () => {
    const sales = await lineOf('+12025550100')
    expect(await publishFlow(context, { flow: sales.flow })).toMatchObject({
      ok: true,
      version: 1,
      numbers: [sales.number],
      troubles: [],
    })
    const { draft } = await db.withOrganisation(context.organisation, (em) =>
      em.findOneOrFail(Flow, { id: sales.flow }),
    )
    const document = JSON.parse(JSON.stringify(draft).replace('"seconds":20', '"seconds":25')) as unknown
    expect(await saveFlowDraft(context, { flow: sales.flow, document })).toMatchObject({ ok: true, flow: sales.flow })
    expect((await lineOf('+12025550100')).version).toBe(1)
    expect(await publishFlow(context, { flow: sales.flow })).toMatchObject({ ok: true, version: 2 })
    expect((await lineOf('+12025550100')).plan.steps['chain']?.config).toMatchObject({ seconds: 25 })
  })

  it('refuses a flow with errors and says where they are', async () => {
    const saved = await saveFlowDraft(context, { document: { format: 1, name: 'Empty', nodes: [], edges: [] } })
    const flow = saved.ok ? saved.flow : ''
    const answer = await publishFlow(context, { flow })
    expect(answer).toMatchObject({
      ok: false,
      problem: { code: 'flow-has-errors', status: 422, details: { issues: [{ severity: 'error' }] } },
    })
  })

  it('refuses what is no flow, a name that is taken and a flow of another organisation', async () => {
    expect(await saveFlowDraft(context, { document: { nodes: 3 } })).toMatchObject({
      ok: false,
      problem: { code: 'flow-unreadable' },
    })
    expect(
      await saveFlowDraft(context, { document: { format: 1, name: 'Sales', nodes: [], edges: [] } }),
    ).toMatchObject({ problem: { code: 'flow-name-taken' } })
    const shop = await lineOf('+12025550130')
    expect(await publishFlow(context, { flow: shop.flow })).toMatchObject({
      problem: { code: 'flow-not-found', status: 404 },
    })
  })

  it('goes through when the carrier does not, and says so', async () => {
    const away = new CarrierError({ kind: 'unavailable', code: null, status: null, message: 'connect ECONNREFUSED' })
    const failing: DeedContext = { ...context, provision: () => Promise.reject(away) }
    const { flow, number } = await lineOf('+12025550120')
    expect(await publishFlow(failing, { flow })).toMatchObject({
      ok: true,
      troubles: [{ number, e164: '+12025550120', message: expect.stringMatching(/^The carrier cannot be reached\./) }],
    })
  })
})

describe('a number', () => {
  it('of another organisation is refused in the same words as one that the account does not have', async () => {
    const notInAccount = await addNumber(
      { ...context, isInAccount: async () => false },
      { e164: '+12025550149', name: 'Foreign' },
    )
    const ofOthers = await addNumber(
      { ...context, isInAccount: async () => true },
      { e164: '+12025550130', name: 'Taken' },
    )
    expect(notInAccount).toMatchObject({
      problem: { code: 'number-not-available', title: '+1 202 555 0149 is not free in the account at the carrier.' },
    })
    const withoutNumber = (answer: unknown) => JSON.stringify(answer).replaceAll(/0149|0130/g, '…')
    expect(withoutNumber(ofOthers)).toBe(withoutNumber(notInAccount))
  })

  it('answers with a flow that suits its people', async () => {
    const added = await addNumber(context, { e164: '+1 202 555 0140', name: 'New' })
    const number = added.ok ? added.number : ''
    expect(await addNumber(context, { e164: '+12025550140', name: 'Again' })).toMatchObject({
      problem: { code: 'number-in-use', title: 'This is already one of the organisation’s numbers.' },
    })
    const { flow } = await lineOf('+12025550110')
    expect(await assignFlow(context, { number, flow })).toMatchObject({
      ok: false,
      problem: {
        code: 'flow-unfit',
        status: 422,
        title: 'The flow Support cannot answer New yet: it has an error.',
        fix: expect.stringContaining('to this number. Give'),
      },
    })
    await grantAccess(context, { number, member: await memberId('ana@harbour.test'), role: 'admin' })
    expect(await assignFlow(context, { number, flow })).toMatchObject({ ok: true, version: 1 })
    expect((await lineOf('+12025550140')).roster.map(({ name }) => name)).toEqual(['Ana'])
  })

  it('has a routing list of people with access, in their order, each once', async () => {
    const { number } = await lineOf('+12025550120')
    const [ana, ben, adam] = await Promise.all(
      ['ana@harbour.test', 'ben@harbour.test', 'adam@harbour.test'].map(memberId),
    )
    if (!ana || !ben || !adam) throw new Error('the seed has them')
    expect(await saveRoutingList(context, { number, seats: [{ member: adam, active: true }] })).toMatchObject({
      problem: { code: 'no-access', details: { members: [adam] } },
    })
    expect(
      await saveRoutingList(context, {
        number,
        seats: [
          { member: ana, active: true },
          { member: ana, active: false },
        ],
      }),
    ).toMatchObject({ problem: { code: 'listed-twice' } })
    expect(
      await saveRoutingList(context, {
        number,
        seats: [
          { member: ben, active: true },
          { member: ana, active: false },
        ],
      }),
    ).toEqual({ ok: true, troubles: [] })
    const quick = await lineOf('+12025550120')
    expect(quick.routing).toEqual([
      { member: ben, active: true },
      { member: ana, active: false },
    ])
    expect(await db.withOrganisation(context.organisation, (em) => numberPeople(em, number))).toEqual({
      roster: quick.roster,
      routing: [ben, ana],
      inactive: [ana],
    })
    expect(asked.at(-1)?.people.inactive).toEqual([ana])
  })

  it('loses a person with their seat', async () => {
    const { number } = await lineOf('+12025550110')
    const cy = await memberId('cy@harbour.test')
    expect(await grantAccess(context, { number, member: cy, role: null })).toMatchObject({ ok: true })
    const support = await lineOf('+12025550110')
    expect([support.roster, support.routing].flat().map(({ member }) => member)).not.toContain(cy)
  })

  it('says that it has changed', async () => {
    const heard: string[] = []
    const { promise: listening, resolve } = Promise.withResolvers<void>()
    const listener = listen({
      url: server.appUrl,
      channels: ['number_changed'],
      onNotice: (_, payload) => heard.push(payload),
      onListening: resolve,
    })
    await listening
    const { number } = await lineOf('+12025550100')
    await saveRoutingList(context, { number, seats: [] })
    await expect.poll(() => heard).toEqual([harbourBikes.id])
    await listener.close()
  })
})

describe('a person', () => {
  it('rings once a device is verified, by the first verified one', async () => {
    const added = await addMember(context, { name: 'Dora', email: 'dora@harbour.test', role: 'member' })
    const member = added.ok ? added.member : ''
    const { number } = await lineOf('+12025550100')
    await grantAccess(context, { number, member, role: 'member' })
    const seat = async () => (await lineOf('+12025550100')).roster.find((one) => one.member === member)
    expect(await seat()).toMatchObject({ address: null, barred: 'no-verified-phone' })
    const second = await saveDevice(context, { member, kind: 'sip', address: 'sip:dora@harbour.test', position: 1 })
    const first = await saveDevice(context, { member, kind: 'phone', address: '+1 (202) 555-0126', position: 0 })
    expect(await seat()).toMatchObject({ address: null })
    if (second.ok) await verifyDevice(context, { device: second.device })
    expect(await seat()).toMatchObject({ address: 'sip:dora@harbour.test', barred: null })
    if (first.ok) await verifyDevice(context, { device: first.device })
    expect(await seat()).toMatchObject({ address: '+12025550126' })
    if (first.ok)
      expect(
        await saveDevice(context, {
          member,
          device: first.device,
          kind: 'phone',
          address: '+12025550127',
          position: 0,
        }),
      ).toMatchObject({ verified: false })
    expect(await seat()).toMatchObject({ address: 'sip:dora@harbour.test' })
    expect(await db.withOrganisation(context.organisation, (em) => em.count(Device, { member }))).toBe(2)
  })

  it.each([
    ['911', 'emergency-number'],
    ['+1 911', 'emergency-number'],
    ['112', 'emergency-number'],
    ['+12025550100', 'own-number'],
    ['0555 123', 'address-invalid'],
    ['hello', 'address-invalid'],
  ])('cannot be reached at %s: %s', async (address, code) => {
    expect(
      await saveDevice(context, { member: context.who.member, kind: 'phone', address, position: 0 }),
    ).toMatchObject({
      ok: false,
      problem: { code },
    })
  })

  it('is not there before they have accepted, unless whoever adds them says that they have', async () => {
    const joined = async (email: string) =>
      (await db.withOrganisation(context.organisation, (em) => em.findOneOrFail(Member, { email }))).hasJoined()
    const asked = { ...context, invite: () => Promise.resolve() }
    await inviteMember(asked, { name: 'Faye', email: 'faye@harbour.test', role: 'member' })
    await db.withOrganisation(
      context.organisation,
      async (em) =>
        void em.create(Member, {
          organisation: context.organisation,
          name: 'Gus',
          email: 'gus@harbour.test',
          role: 'member',
        }),
    )
    expect([
      await joined('faye@harbour.test'),
      await joined('gus@harbour.test'),
      await joined('dora@harbour.test'),
    ]).toEqual([false, false, true])
  })

  it('has an e-mail address of their own', async () => {
    expect(await addMember(context, { name: 'Ana 2', email: 'ana@harbour.test', role: 'member' })).toMatchObject({
      problem: { code: 'email-taken' },
    })
  })
})

async function lineOf(e164: string): Promise<LiveNumber> {
  const line = (await liveNumbers(db)).find((number) => number.e164 === e164)
  if (!line) throw new Error(`${e164} answers no calls`)
  return line
}

async function memberId(email: string): Promise<string> {
  return db.withOrganisation(harbourBikes.id, async (em) => (await em.findOneOrFail(Member, { email })).id)
}
