import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Device } from '#infra/db/member/device.ts'
import { codeHash } from '#infra/db/member/device-code.ts'
import { Member } from '#infra/db/member/member.ts'
import { NumberAccess } from '#infra/db/number/number-access.ts'
import { PhoneNumber } from '#infra/db/number/number.ts'
import { RoutingSeat } from '#infra/db/number/routing-seat.ts'
import type { EntityManager } from '#infra/db/orm.ts'
import { Organisation } from '#infra/db/organisation/organisation.ts'
import { harbourBikes, quayBooks } from '../../demo-data.ts'
import { text } from '../../testing/seen-text.ts'
import { testWeb, type Browser, type TestWeb } from '../../testing/web.ts'
import { written } from './routing-changes.ts'

// Every form here is sent as a browser without scripts sends it.
let web: TestWeb
let adam: Browser
let ana: Browser
let quick: string

beforeAll(async () => {
  web = await testWeb()
  adam = await signedIn('adam@harbour.test')
  ana = await signedIn('ana@harbour.test')
  quick = await ours(async (em) => (await em.findOneOrFail(PhoneNumber, { e164: '+12025550120' })).id)
}, 120_000)

afterAll(() => web.close())

describe('the pages of numbers, people and the plan', () => {
  it.each(['/numbers', '/people', '/plan'])(
    '%s is there for everyone in the organisation, auditors too',
    async (path) => {
      for (const browser of [adam, ana, await signedIn('audit@harbour.test')])
        expect((await browser.get(path)).status).toBe(200)
      expect((await web.browser().get(path)).status).toBe(302)
    },
  )

  it('[S22, S26] show members what they may not change as words, not as forms, and everybody whether they are on the number', async () => {
    const page = await text(await ana.get(`/numbers/${quick}`))
    expect(page).toContain('You are on this number as a member.')
    expect(page).toContain('Ana rings first, then Ben, then Cy.')
    expect(page).toContain('Only owners and admins can change the order. Ask Olive or Adam.')
    expect(page).not.toContain('Add people Name or e-mail')
    expect(await text(await adam.get(`/numbers/${quick}`))).toContain('You are not on this number.')
  })

  it('[S25] compare the plans', async () => {
    expect(await text(await ana.get('/plan'))).toMatch(/People who share one number.*up to 10.*up to 100/)
  })

  it('hide what belongs to another organisation, and what is no id at all', async () => {
    const shop = await web.db.withOrganisation(quayBooks.id, async (em) => ({
      number: (await em.findOneOrFail(PhoneNumber, { e164: '+12025550130' })).id,
      member: (await em.findOneOrFail(Member, { email: 'quinn@quay.test' })).id,
    }))
    for (const path of [`/numbers/${shop.number}`, `/people/${shop.member}`, '/numbers/1', '/people/x']) {
      expect([path, (await adam.get(path)).status]).toEqual([path, 404])
      expect([path, (await adam.post(path, { intent: 'remove', member: shop.member })).status]).toEqual([path, 404])
    }
  })

  it('[S22, S23] refuse members what they may not do, also when they ask without the form', async () => {
    const cy = await member('cy@harbour.test')
    const seats = JSON.stringify([])
    const asked: [string, Record<string, string>][] = [
      [`/numbers/${quick}`, { intent: 'routing', seats }],
      [`/numbers/${quick}`, { intent: 'settings', name: 'Mine', businessName: '', visibility: 'organisation' }],
      [`/numbers/${quick}`, { intent: 'remove', member: cy }],
      [`/people/${cy}`, { intent: 'role', role: 'owner' }],
      [`/people/${cy}`, { intent: 'deactivate' }],
      [`/people/${cy}`, { intent: 'device-save', kind: 'phone', address: '+13035550111' }],
      ['/people', { name: 'X', email: 'x@x.test', role: 'owner' }],
      ['/numbers', { name: 'X', e164: '+13035550112' }],
      ['/plan', { plan: 'business' }],
    ]
    for (const [path, form] of asked)
      expect([path, form['intent'], (await ana.post(path, form)).status]).toEqual([path, form['intent'], 403])
  })

  it('keep a colleague’s telephone to themselves', async () => {
    const ben = await member('ben@harbour.test')
    expect(await text(await ana.get(`/people/${ben}`))).not.toContain('555-0122')
    expect(await text(await adam.get(`/people/${ben}`))).toContain('(202) 555-0122')
  })
})

describe('[W17] the routing list without a script', () => {
  it('moves, switches off and takes off, and says so', async () => {
    const [first, second, third] = await order()
    const press = async (change: Parameters<typeof written>[0]) => {
      const seats = await ours((em) => em.find(RoutingSeat, { number: quick }, { orderBy: { priority: 'asc' } }))
      const form = {
        intent: 'routing',
        seats: JSON.stringify(seats.map((seat) => ({ member: seat.member.id, active: seat.active }))),
        change: written(change),
      }
      return adam.post(`/numbers/${quick}`, form)
    }
    const moved = await press({ kind: 'move', member: second ?? '', to: 0 })
    expect([moved.status, (await text(moved)).includes('The order is saved.')]).toEqual([200, true])
    expect(await order()).toEqual([second, first, third])
    expect(await text(await press({ kind: 'switch', member: second ?? '', active: false }))).toContain(
      'Skipped until switched on. Keeps their place.',
    )
    await press({ kind: 'take-off', member: third ?? '' })
    expect(await order()).toEqual([second, first])
  })

  it('refuses a change of a list that somebody else has changed in the meantime, and keeps theirs', async () => {
    const seats = async () =>
      JSON.stringify(
        (await ours((em) => em.find(RoutingSeat, { number: quick }, { orderBy: { priority: 'asc' } }))).map((seat) => ({
          member: seat.member.id,
          active: seat.active,
        })),
      )
    const seen = await seats()
    const [first = ''] = await order()
    const press = (change: Parameters<typeof written>[0]) =>
      adam.post(`/numbers/${quick}`, { intent: 'routing', seats: seen, change: written(change) })
    expect((await press({ kind: 'move', member: first, to: 1 })).status).toBe(200)
    const theirs = await seats()
    const late = await press({ kind: 'take-off', member: first })
    expect([
      late.status,
      (await text(late)).includes('Someone else changed the routing list in the meantime.'),
    ]).toEqual([409, true])
    expect(await seats()).toBe(theirs)
  })

  it('refuses what is no list', async () => {
    for (const seats of ['', '{', '[1]', '[{"member":"x","active":true}]'])
      expect((await adam.post(`/numbers/${quick}`, { intent: 'routing', seats })).status).toBe(422)
    expect((await adam.post(`/numbers/${quick}`, { intent: 'sing' })).status).toBe(400)
  })
})

describe('people on a number', () => {
  it('[S17, S18, S19] are added, made admin and removed; the number’s admin adds and sets, but makes no admins', async () => {
    const olive = await member('olive@harbour.test')
    const path = `/numbers/${quick}`
    expect((await adam.post(path, { intent: 'add', member: olive, role: 'member' })).status).toBe(200)
    const twice = await adam.post(path, { intent: 'add', member: olive, role: 'member' })
    expect([twice.status, (await text(twice)).includes('Olive is already on this number.')]).toEqual([409, true])
    const ben = await member('ben@harbour.test')
    await adam.post(path, { intent: 'role', member: ben, role: 'admin' })
    const benjamin = await signedIn('ben@harbour.test')
    expect(
      (await benjamin.post(path, { intent: 'settings', name: 'Quick', businessName: 'Harbour', visibility: 'people' }))
        .status,
    ).toBe(200)
    const removed = await benjamin.post(path, { intent: 'remove', member: olive })
    expect([removed.status, (await text(removed)).includes('Olive is off this number')]).toEqual([200, true])
    expect(
      (await benjamin.post(path, { intent: 'restore', member: olive, role: 'member', place: '0', active: 'on' }))
        .status,
    ).toBe(403)
    expect(
      await text(
        await benjamin.post(path, { intent: 'restore', member: olive, role: 'member', place: '', active: 'off' }),
      ),
    ).toContain('Olive is on this number again.')
    await benjamin.post(path, { intent: 'remove', member: olive })
    const refused = await benjamin.post(path, { intent: 'add', member: olive, role: 'admin' })
    expect([
      refused.status,
      (await text(refused)).includes('Only owners and admins can say who is an admin of a number.'),
    ]).toEqual([403, true])
    expect(await ours((em) => em.count(NumberAccess, { number: quick, member: olive }))).toBe(0)
  })
})

describe('a person’s page', () => {
  it('[W16] takes a device, says why it could not be called, and verifies it by the code', async () => {
    const own = await member('ana@harbour.test')
    const path = `/people/${own}`
    expect(
      await text(await ana.post(path, { intent: 'device-save', kind: 'phone', address: '+1 303 555 0177' })),
    ).toContain('Added. Once it is verified it is in reserve')
    expect(
      await text(await ana.post(path, { intent: 'device-save', kind: 'phone', address: '+12025550100' })),
    ).toContain('This is one of the organisation’s own numbers')
    expect(
      await text(await ana.post(path, { intent: 'device-save', kind: 'phone', address: '+19005550100' })),
    ).toContain('This number cannot be somebody’s device: it is a premium-rate number.')
    const device = await ours(async (em) => (await em.findOneOrFail(Device, { address: '+13035550177' })).id)
    const called = await ana.post(path, { intent: 'device-call', device })
    expect([called.status, (await text(called)).includes('The device could not be called.')]).toEqual([502, true])
    await ours((em) => em.nativeUpdate(Device, { id: device }, { codeHash: codeHash({ device, code: '123456' }) }))
    expect((await ana.post(path, { intent: 'device-code', device, code: '123457' })).status).toBe(422)
    expect(await text(await ana.post(path, { intent: 'device-code', device, code: '123 456' }))).toContain(
      'Verified. It is in reserve',
    )
    const ben = await signedIn('ben@harbour.test')
    expect((await ben.post(path, { intent: 'device-remove', device })).status).toBe(403)
  })

  it('deactivates, and says so everywhere', async () => {
    const cy = await member('cy@harbour.test')
    expect(await text(await adam.post(`/people/${cy}`, { intent: 'deactivate' }))).toContain('Cy is deactivated')
    expect(await text(await ana.get('/people'))).toContain('Deactivated')
    expect(await text(await adam.post(`/people/${cy}`, { intent: 'reactivate' }))).toContain('Cy is back')
  })

  it('invites, and tells who is there', async () => {
    expect(
      await text(await adam.post('/people', { name: 'Dora', email: 'Dora@harbour.test', role: 'member' })),
    ).toContain(
      'Dora is invited. This is a demo, which sends no e-mail: the invitation to dora@harbour.test is on the page Mail.',
    )
    const dora = `/people/${await member('dora@harbour.test')}`
    expect(await text(await adam.get(dora))).toContain('Dora has not joined yet')
    const adding = await (await adam.get(`/numbers/${quick}?add=1&find=dora`)).text()
    expect([adding.includes('accepted the invitation'), adding.includes('Add Dora')]).toEqual([true, false])
    expect((await ana.post(dora, { intent: 'withdraw' })).status).toBe(403)
    expect((await adam.post(dora, { intent: 'withdraw' })).headers.get('location')).toBe('/people?withdrawn=1')
    expect((await adam.get(dora)).status).toBe(404)
    const wrong = await adam.post('/people', { name: '', email: 'nobody', role: 'member' })
    expect([
      wrong.status,
      (await text(wrong)).includes('Enter the person’s name. This is not an e-mail address.'),
    ]).toEqual([422, true])
    await ana.post('/people/presence', { notifications: 'granted' })
    expect(
      await ours(async (em) => (await em.findOneOrFail(Member, { email: 'ana@harbour.test' })).notifications),
    ).toBe('granted')
  })
})

describe('the organisation’s settings', () => {
  it('let owners and admins set its time zone, and no other organisation’s', async () => {
    for (const [email, timeZone] of [
      ['olive@harbour.test', 'Europe/Lisbon'],
      ['adam@harbour.test', 'Asia/Kolkata'],
    ] as const) {
      const answer = await (await signedIn(email)).post('/settings', { intent: 'time-zone', timeZone })
      expect([answer.status, await zoneOf(harbourBikes.id)]).toEqual([200, timeZone])
    }
    expect(await zoneOf(quayBooks.id)).toBe(quayBooks.timeZone)
  })

  it('show the time zone to everybody, and tell those who may not set it who could', async () => {
    const zone = await zoneOf(harbourBikes.id)
    for (const browser of [ana, await signedIn('audit@harbour.test')]) {
      const page = await text(await browser.get('/settings'))
      expect(page).toContain(`Time zone: ${zone}`)
      expect(page).toContain('Owners and admins can rename it and set its time zone. Ask Olive or Adam.')
      const refused = await browser.post('/settings', { intent: 'time-zone', timeZone: 'UTC' })
      expect([refused.status, await zoneOf(harbourBikes.id)]).toEqual([403, zone])
    }
  })

  it.each(['Europe/Atlantis', '+02:00', ''])('refuse “%s” as a time zone, in words', async (timeZone) => {
    const before = await zoneOf(harbourBikes.id)
    const refused = await adam.post('/settings', { intent: 'time-zone', timeZone })
    expect([refused.status, await text(refused)]).toEqual([
      422,
      expect.stringContaining('Choose a time zone from the list, such as Europe/Berlin.'),
    ])
    expect(await zoneOf(harbourBikes.id)).toBe(before)
  })

  it('rename it by a form of its own', async () => {
    expect(await text(await adam.post('/settings', { intent: 'rename', name: 'Harbour Cycles' }))).toContain(
      'The name is saved.',
    )
    expect(await text(await ana.get('/people'))).toContain('Everyone in Harbour Cycles')
  })
})

it('reports nothing unexpected', () => expect(web.troubles).toEqual([]))

async function signedIn(email: string): Promise<Browser> {
  const browser = web.browser()
  await browser.signIn(email)
  return browser
}

function ours<T>(work: (em: EntityManager) => Promise<T>): Promise<T> {
  return web.db.withOrganisation(harbourBikes.id, work)
}

async function member(email: string): Promise<string> {
  return ours(async (em) => (await em.findOneOrFail(Member, { email })).id)
}

async function order(): Promise<string[]> {
  const seats = await ours((em) => em.find(RoutingSeat, { number: quick }, { orderBy: { priority: 'asc' } }))
  return seats.map((seat) => seat.member.id)
}

async function zoneOf(organisation: string): Promise<string> {
  return web.db.withOrganisation(
    organisation,
    async (em) => (await em.findOneOrFail(Organisation, { id: organisation })).timeZone,
  )
}
