import { beforeAll, describe, expect, it } from 'vitest'
import type { DeedContext } from '#infra/db/deed.ts'
import { Device } from '#infra/db/member/device.ts'
import { Member } from '#infra/db/member/member.ts'
import { readinessOf } from '#infra/db/member/readiness.ts'
import { NumberAccess } from '#infra/db/number/number-access.ts'
import { numberPeople } from '#infra/db/number/number-people.ts'
import { RoutingSeat } from '#infra/db/number/routing-seat.ts'
import type { Database } from '#infra/db/orm.ts'
import type { Invitation } from '#infra/identity/invitations.ts'
import { openedDatabase } from '#infra/db/testing/opened-database.ts'
import { anOffice } from '../../testing/office.ts'
import { changeRole } from './change-role.server.ts'
import { enterCode, enterCodeInput } from './enter-code.server.ts'
import { inviteMember } from './invite-member.server.ts'
import { preferDevice } from './prefer-device.server.ts'
import { removeDevice } from './remove-device.server.ts'
import { saveDevice } from './save-device.server.ts'
import { spokenCode } from './say-code.server.ts'
import { setActive } from './set-active.server.ts'
import { tellCode, type SayCode } from './tell-code.server.ts'
import { verifyDevice } from './verify-device.server.ts'
import { withdrawInvitation } from './withdraw-invitation.server.ts'

let db: Database

beforeAll(async () => {
  const opened = await openedDatabase()
  db = opened.db
  return opened.close
}, 60_000)

describe('inviting', () => {
  it('makes the person a member and writes to them', async () => {
    const { context, as } = await anOffice(db)
    const sent: Invitation[] = []
    const invited = await inviteMember({ ...context, who: as('owner'), invite: async (mail) => void sent.push(mail) }, { name: 'Dora', email: 'dora@office.test', role: 'member' })
    expect(invited).toMatchObject({ ok: true, mail: null })
    expect(sent).toMatchObject([{ email: 'dora@office.test', name: 'Dora', by: 'Olive', organisation: { id: context.organisation, name: 'Office' } }])
  })

  it('keeps the person when the mail cannot be sent, and says so', async () => {
    const { context, as } = await anOffice(db)
    const invited = await inviteMember({ ...context, who: as('admin'), invite: () => Promise.reject(new Error('the mail server is away')) }, { name: 'Dora', email: 'dora@office.test', role: 'member' })
    expect(invited).toMatchObject({ ok: true, mail: 'the mail server is away' })
  })

  it('lets only owners invite owners, and nobody twice', async () => {
    const { context, as } = await anOffice(db)
    const invite = async () => undefined
    expect(await inviteMember({ ...context, who: as('admin'), invite }, { name: 'Otto', email: 'otto@office.test', role: 'owner' })).toMatchObject({ problem: { code: 'not-allowed', title: 'Only owners can invite owners.' } })
    expect(await inviteMember({ ...context, who: as('owner'), invite }, { name: 'Olive', email: 'olive@office.test', role: 'owner' })).toMatchObject({ problem: { code: 'email-taken' }, known: { name: 'Olive' } })
  })
})

describe('an invitation', () => {
  it('is withdrawn with everything that was prepared for the person, whose address is free again', async () => {
    const { context, as, add } = await anOffice(db)
    const dora = await add('Dora', { onNumber: true })
    expect(await withdrawInvitation({ ...context, who: as('admin') }, { member: dora })).toMatchObject({ ok: true })
    const left = await db.withOrganisation(context.organisation, async (em) => [await em.count(Member, { id: dora }), await em.count(Device, { member: dora }), await em.count(NumberAccess, { member: dora })])
    expect(left).toEqual([0, 0, 0])
    await add('Dora')
  })

  it('of somebody who has been here already, or of an owner by an admin, is not', async () => {
    const { context, as, add, owner } = await anOffice(db)
    const [ana, otto] = [await add('Ana'), await add('Otto', { role: 'owner' })]
    await db.withOrganisation(context.organisation, async (em) => (await em.findOneOrFail(Member, { id: ana })).wasSeen(new Date()))
    expect(await withdrawInvitation({ ...context, who: as('owner') }, { member: ana })).toMatchObject({ problem: { code: 'signed-in-already', status: 409 } })
    expect(await withdrawInvitation({ ...context, who: as('admin') }, { member: otto })).toMatchObject({ problem: { code: 'not-allowed', status: 403 } })
    expect(await withdrawInvitation({ ...context, who: as('owner', { member: owner }) }, { member: otto })).toMatchObject({ ok: true })
  })
})

describe('a role', () => {
  it('of an owner is changed by owners only, and one owner stays', async () => {
    const { context, as, owner, add } = await anOffice(db)
    expect(await changeRole({ ...context, who: as('admin') }, { member: owner, role: 'member' })).toMatchObject({ problem: { code: 'not-allowed', status: 403 } })
    expect(await changeRole({ ...context, who: as('owner') }, { member: owner, role: 'admin' })).toMatchObject({ problem: { code: 'last-owner', title: 'Olive is the only owner, and every organisation needs one.' } })
    const second = await add('Otto', { role: 'admin' })
    expect(await changeRole({ ...context, who: as('admin') }, { member: second, role: 'owner' })).toMatchObject({ problem: { code: 'not-allowed' } })
    expect(await changeRole({ ...context, who: as('owner') }, { member: second, role: 'owner' })).toMatchObject({ ok: true })
    expect(await changeRole({ ...context, who: as('owner') }, { member: owner, role: 'admin' })).toMatchObject({ ok: true })
  })

  it('is never lost to two owners who unmake each other at once', async () => {
    const { context, as, owner, add } = await anOffice(db)
    const second = await add('Otto', { role: 'owner' })
    await Promise.all([owner, second].map((member) => changeRole({ ...context, who: as('owner') }, { member, role: 'member' })))
    expect(await db.withOrganisation(context.organisation, (em) => em.count(Member, { role: 'owner' }))).toBe(1)
  })

  it('of an auditor takes the person off all numbers', async () => {
    const { context, as, add } = await anOffice(db)
    const ana = await add('Ana', { onNumber: true })
    await changeRole({ ...context, who: as('admin') }, { member: ana, role: 'auditor' })
    const left = await db.withOrganisation(context.organisation, async (em) => [await em.count(NumberAccess, { member: ana }), await em.count(RoutingSeat, { member: ana })])
    expect(left).toEqual([0, 0])
  })
})

describe('a deactivated person', () => {
  it('keeps everything and rings for nobody, until reactivated', async () => {
    const { context, as, add, number } = await anOffice(db)
    const ana = await add('Ana', { onNumber: true })
    const barred = async () => (await db.withOrganisation(context.organisation, (em) => numberPeople(em, number))).roster.find(({ member }) => member === ana)?.barred
    expect(await barred()).toBeNull()
    expect(await setActive({ ...context, who: as('admin') }, { member: ana, active: false })).toMatchObject({ ok: true })
    expect(await barred()).toBe('inactive')
    await setActive({ ...context, who: as('admin') }, { member: ana, active: true })
    expect(await barred()).toBeNull()
  })

  it('is not oneself, nor the last owner, nor an owner for an admin', async () => {
    const { context, as, owner, add } = await anOffice(db)
    const second = await add('Otto', { role: 'owner' })
    expect(await setActive({ ...context, who: as('owner') }, { member: owner, active: false })).toMatchObject({ problem: { code: 'own-account' } })
    expect(await setActive({ ...context, who: as('admin', { member: second }) }, { member: owner, active: false })).toMatchObject({ problem: { code: 'not-allowed' } })
    expect(await setActive({ ...context, who: as('owner', { member: second }) }, { member: owner, active: false })).toMatchObject({ ok: true })
    expect(await changeRole({ ...context, who: as('owner', { member: second }) }, { member: second, role: 'member' })).toMatchObject({ problem: { code: 'last-owner' } })
  })
})

describe('a device', () => {
  it('is verified by the code that was spoken to it', async () => {
    const { context, add, e164 } = await anOffice(db)
    const member = await add('Ana')
    const device = await deviceAt(context, { member, address: '+13035550199' })
    const { said, sayCode } = ear()
    expect(await tellCode({ ...context, sayCode }, { member, device })).toEqual({ ok: true })
    expect(said).toMatchObject([{ from: e164, to: '+13035550199', code: expect.stringMatching(/^\d{6}$/) }])
    const code = said[0]?.code ?? ''
    expect(await enterCode(context, { member, device, code: other(code) })).toMatchObject({ problem: { code: 'code-wrong' } })
    expect(await enterCode(context, { member, device, code })).toEqual({ ok: true, troubles: [] })
    expect(await enterCode(context, { member, device, code })).toMatchObject({ problem: { code: 'code-none' } })
    const row = await db.withOrganisation(context.organisation, (em) => em.findOneOrFail(Device, { id: device }))
    expect([row.isVerified(), row.codeHash]).toEqual([true, null])
  })

  it('needs a new code after five wrong ones, or ten minutes', async () => {
    const { context, add } = await anOffice(db)
    const member = await add('Ana')
    const device = await deviceAt(context, { member, address: '+13035550198' })
    const { said, sayCode } = ear()
    const tell = () => tellCode({ ...context, sayCode }, { member, device })
    const later = (minutes: number) => db.withOrganisation(context.organisation, async (em) => (await em.execute(`update code_call set at = at - make_interval(mins => ?)`, [minutes]), em.execute(`update device set code_sent_at = code_sent_at - make_interval(mins => ?) where id = ?`, [minutes, device])))
    await tell()
    for (let tries = 0; tries < 5; tries++) await enterCode(context, { member, device, code: other(said[0]?.code ?? '') })
    expect(await enterCode(context, { member, device, code: said[0]?.code ?? '' })).toMatchObject({ problem: { code: 'code-none' } })
    await later(1)
    await tell()
    await later(10)
    expect(await enterCode(context, { member, device, code: said[1]?.code ?? '' })).toMatchObject({ problem: { code: 'code-none' } })
  })

  it('loses its proof and its code when its address changes', async () => {
    const { context, add } = await anOffice(db)
    const member = await add('Ana')
    const device = await deviceAt(context, { member, address: '+13035550197' })
    const { said, sayCode } = ear()
    await tellCode({ ...context, sayCode }, { member, device })
    expect(await saveDevice(context, { member, device, kind: 'phone', address: '+13035550196', position: 0 })).toMatchObject({ ok: true, verified: false })
    expect(await enterCode(context, { member, device, code: said[0]?.code ?? '' })).toMatchObject({ problem: { code: 'code-none' } })
  })

  it('is told why it could not be called', async () => {
    const { context, add } = await anOffice(db)
    const member = await add('Ana')
    const device = await deviceAt(context, { member, address: '+13035550195' })
    expect(await tellCode({ ...context, sayCode: () => Promise.reject(new Error('The carrier is away.')) }, { member, device })).toMatchObject({ problem: { code: 'code-not-told', title: 'The device could not be called: The carrier is away.' } })
  })

  it('[W16] is never a number of the organisation', async () => {
    const { context, add, e164 } = await anOffice(db)
    const member = await add('Ana')
    expect(await saveDevice(context, { member, kind: 'phone', address: e164, position: 0 })).toMatchObject({ problem: { code: 'own-number', status: 422 } })
  })

  it('[W16] is never a telephone that is dear to call', async () => {
    const { context, add } = await anOffice(db)
    const member = await add('Ana')
    expect(await saveDevice(context, { member, kind: 'phone', address: '+1 900 555 0100', position: 0 })).toMatchObject({ problem: { code: 'dear-number', status: 422 } })
    expect(await saveDevice(context, { member, kind: 'phone', address: '(303) 555-0142', position: 0 })).toMatchObject({ ok: true })
  })

  it('rings first when it is preferred, and never again when it is removed', async () => {
    const { context, add } = await anOffice(db)
    const member = await add('Ana', { onNumber: true })
    const second = await deviceAt(context, { member, address: 'sip:ana@office.test', kind: 'sip' })
    await verifyDevice(context, { device: second })
    const rings = () => db.withOrganisation(context.organisation, async (em) => (await readinessOf(em, { member }))[0]?.address)
    const first = await rings()
    expect(first).not.toBe('sip:ana@office.test')
    await preferDevice(context, { member, device: second })
    expect(await rings()).toBe('sip:ana@office.test')
    expect(await removeDevice(context, { member, device: second })).toMatchObject({ ok: true })
    expect(await rings()).toBe(first)
    expect(await removeDevice(context, { member: context.actor, device: second })).toMatchObject({ problem: { code: 'device-not-found', status: 404 } })
  })

  it('hears its code three times, digit by digit', () => {
    expect(JSON.stringify(spokenCode('042137')).match(/Your code is 0, 4, 2, 1, 3, 7\./g)).toHaveLength(3)
  })

  it.each([
    ['12 34 56', '123456'],
    ['12345', null],
    ['abcdef', null],
  ])('takes "%s" as %s', (written, code) => {
    const read = enterCodeInput.safeParse({ member: crypto.randomUUID(), device: crypto.randomUUID(), code: written })
    expect(read.data?.code ?? null).toBe(code)
  })
})

describe('[S27] readiness', () => {
  it('tells what keeps each phone of a number from ringing', async () => {
    const { context, add, number } = await anOffice(db)
    const [ana, ben] = [await add('Ana', { onNumber: true }), await add('Ben', { onNumber: true, verified: false })]
    await db.withOrganisation(context.organisation, async (em) => {
      const row = await em.findOneOrFail(Member, { id: ana })
      row.wasSeen(new Date('2026-01-05T12:00:00Z'), 'denied')
      await em.nativeUpdate(RoutingSeat, { member: ben }, { active: false })
    })
    expect(await db.withOrganisation(context.organisation, (em) => readinessOf(em, { number }))).toMatchObject([
      { name: 'Ana', active: true, seenAt: '2026-01-05T12:00:00.000Z', notifications: 'denied', device: 'verified', seats: [{ number, active: true }], talking: false },
      { name: 'Ben', active: true, seenAt: null, notifications: null, device: 'unverified', seats: [{ number, active: false }], talking: false },
    ])
  })

  it('notes presence once a minute', () => {
    const member = new Member()
    const at = (seconds: number) => new Date(Date.UTC(2026, 0, 5, 12, 0, seconds))
    for (const seconds of [0, 30, 59]) member.wasSeen(at(seconds))
    expect(member.seenAt).toEqual(at(0))
    member.wasSeen(at(60), 'granted')
    expect([member.seenAt, member.notifications]).toEqual([at(60), 'granted'])
  })
})

async function deviceAt(context: DeedContext, { member, address, kind = 'phone' }: { member: string; address: string; kind?: 'phone' | 'sip' }): Promise<string> {
  const saved = await saveDevice(context, { member, kind, address, position: 5 })
  if (!saved.ok) throw new Error(saved.problem.title)
  return saved.device
}

/** Hears the codes that are spoken. */
function ear() {
  const said: Parameters<SayCode>[0][] = []
  const sayCode: SayCode = async (call) => void said.push(call)
  return { said, sayCode }
}

/** A wrong code. */
function other(code: string): string {
  return code === '000000' ? '000001' : '000000'
}
