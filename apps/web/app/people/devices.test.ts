import { beforeAll, describe, expect, it } from 'vitest'
import type { DeedContext } from '#infra/db/deed.ts'
import { Device } from '#infra/db/member/device.ts'
import { Member } from '#infra/db/member/member.ts'
import { readinessOf } from '#infra/db/member/readiness.ts'
import { RoutingSeat } from '#infra/db/number/routing-seat.ts'
import type { Database } from '#infra/db/orm.ts'
import { openedDatabase } from '#infra/db/testing/opened-database.ts'
import { errorOf } from '#infra/signalwire/carrier-error.ts'
import { anOffice } from '../../testing/office.ts'
import { enterCode } from '#infra/deeds/devices/enter-code.ts'
import { preferDevice } from '#infra/deeds/devices/prefer-device.ts'
import { removeDevice } from '#infra/deeds/devices/remove-device.ts'
import { saveDevice } from '#infra/deeds/devices/save-device.ts'
import { spokenCode } from './say-code.server.ts'
import { tellCode, type SayCode } from '#infra/deeds/devices/tell-code.ts'
import { verifyDevice } from '#infra/deeds/devices/verify-device.ts'

let db: Database

beforeAll(async () => {
  const opened = await openedDatabase()
  db = opened.db
  return opened.close
}, 60_000)

describe('a device', () => {
  it('is verified by the code that was spoken to it', async () => {
    const { context, add, e164 } = await anOffice(db)
    const member = await add('Ana')
    const device = await deviceAt(context, { member, address: '+13035550199' })
    const { said, sayCode } = ear()
    expect(await tellCode({ ...context, sayCode }, { member, device })).toEqual({ ok: true })
    expect(said).toMatchObject([{ from: e164, to: '+13035550199', code: expect.stringMatching(/^\d{6}$/) }])
    const code = said[0]?.code ?? ''
    expect(await enterCode(context, { member, device, code: other(code) })).toMatchObject({
      problem: { code: 'code-wrong' },
    })
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
    const later = (minutes: number) =>
      db.withOrganisation(
        context.organisation,
        async (em) => (
          await em.execute(`update code_call set at = at - make_interval(mins => ?)`, [minutes]),
          em.execute(`update device set code_sent_at = code_sent_at - make_interval(mins => ?) where id = ?`, [
            minutes,
            device,
          ])
        ),
      )
    await tell()
    for (let tries = 0; tries < 5; tries++)
      await enterCode(context, { member, device, code: other(said[0]?.code ?? '') })
    expect(await enterCode(context, { member, device, code: said[0]?.code ?? '' })).toMatchObject({
      problem: { code: 'code-none' },
    })
    await later(1)
    await tell()
    await later(10)
    expect(await enterCode(context, { member, device, code: said[1]?.code ?? '' })).toMatchObject({
      problem: { code: 'code-none' },
    })
  })

  it('loses its proof and its code when its address changes', async () => {
    const { context, add } = await anOffice(db)
    const member = await add('Ana')
    const device = await deviceAt(context, { member, address: '+13035550197' })
    const { said, sayCode } = ear()
    await tellCode({ ...context, sayCode }, { member, device })
    expect(
      await saveDevice(context, { member, device, kind: 'phone', address: '+13035550196', position: 0 }),
    ).toMatchObject({ ok: true, verified: false })
    expect(await enterCode(context, { member, device, code: said[0]?.code ?? '' })).toMatchObject({
      problem: { code: 'code-none' },
    })
  })

  it('is told why it could not be called', async () => {
    const { context, add } = await anOffice(db)
    const member = await add('Ana')
    const device = await deviceAt(context, { member, address: '+13035550195' })
    expect(
      await tellCode(
        { ...context, sayCode: () => Promise.reject(errorOf('dial', { status: 503, body: '' })) },
        { member, device },
      ),
    ).toMatchObject({
      problem: {
        code: 'code-not-told',
        title: 'The device could not be called.',
        fix: expect.stringContaining('The carrier has a fault of its own at the moment.'),
      },
    })
  })

  it('[W16] is never a number of the organisation', async () => {
    const { context, add, e164 } = await anOffice(db)
    const member = await add('Ana')
    expect(await saveDevice(context, { member, kind: 'phone', address: e164, position: 0 })).toMatchObject({
      problem: { code: 'own-number', status: 422 },
    })
  })

  it('[W16] is never a telephone that is dear to call', async () => {
    const { context, add } = await anOffice(db)
    const member = await add('Ana')
    expect(await saveDevice(context, { member, kind: 'phone', address: '+1 900 555 0100', position: 0 })).toMatchObject(
      { problem: { code: 'dear-number', status: 422 } },
    )
    expect(await saveDevice(context, { member, kind: 'phone', address: '(303) 555-0142', position: 0 })).toMatchObject({
      ok: true,
    })
  })

  it('rings first when it is preferred, and never again when it is removed', async () => {
    const { context, add } = await anOffice(db)
    const member = await add('Ana', { onNumber: true })
    const second = await deviceAt(context, { member, address: 'sip:ana@office.test', kind: 'sip' })
    await verifyDevice(context, { device: second })
    const rings = () =>
      db.withOrganisation(context.organisation, async (em) => (await readinessOf(em, { member }))[0]?.address)
    const first = await rings()
    expect(first).not.toBe('sip:ana@office.test')
    await preferDevice(context, { member, device: second })
    expect(await rings()).toBe('sip:ana@office.test')
    expect(await removeDevice(context, { member, device: second })).toMatchObject({ ok: true })
    expect(await rings()).toBe(first)
    expect(await removeDevice(context, { member: context.who.member, device: second })).toMatchObject({
      problem: { code: 'device-not-found', status: 404 },
    })
  })

  it('hears its code three times, digit by digit', () => {
    expect(JSON.stringify(spokenCode('042137')).match(/Your code is 0, 4, 2, 1, 3, 7\./g)).toHaveLength(3)
  })

  it.each([
    ['12 34 56', '123456'],
    ['12345', null],
    ['abcdef', null],
  ])('takes "%s" as %s', (written, code) => {
    const read = enterCode.input.safeParse({ member: crypto.randomUUID(), device: crypto.randomUUID(), code: written })
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
      {
        name: 'Ana',
        active: true,
        seenAt: '2026-01-05T12:00:00.000Z',
        notifications: 'denied',
        device: 'verified',
        seats: [{ number, active: true }],
        talking: false,
      },
      {
        name: 'Ben',
        active: true,
        seenAt: null,
        notifications: null,
        device: 'unverified',
        seats: [{ number, active: false }],
        talking: false,
      },
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

async function deviceAt(
  context: DeedContext,
  { member, address, kind = 'phone' }: { member: string; address: string; kind?: 'phone' | 'sip' },
): Promise<string> {
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
