import { readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freezeArrival } from '#infra/db/call/freeze-arrival.ts'
import { appendEvents } from '#infra/db/call/append-events.ts'
import { saveRecording } from '#infra/db/call/save-recording.ts'
import { checkRecord } from '#infra/db/deeds/check-record.ts'
import type { DeedKind } from '#infra/db/deeds/kinds.ts'
import { Device } from '#infra/db/member/device.ts'
import { liveNumbers } from '#infra/db/number/live-numbers.ts'
import { openFiles } from '#infra/files/files.ts'
import { DEMO_PASSWORD } from '#infra/identity/demo-logins.ts'
import { EncryptingCodec } from '#infra/temporal/codec.ts'
import { inOrganisation } from '#infra/temporal/organisation-scope.ts'
import { harbourBikes } from '../demo-data.ts'
import { codeOf } from '#test/browser/authenticator.ts'
import { UNRECORDED, WATCH } from '../testing/unrecorded.ts'
import { testWeb, type Browser, type TestWeb } from '../testing/web.ts'
import { addNumber } from './numbers/add-number.server.ts'
import { draftRevision } from './flows/draft-revision.server.ts'

/** Every form and every file that is handed out, used once: what changes something or shows a secret is on record, by the same transaction. */
let web: TestWeb
let olive: Browser
let superuser: pg.Client
const organisation = harbourBikes.id
const walked = new Set<string>()
/** What a form made, for those after it. */
const made = new Map<string, string>()

beforeAll(async () => {
  web = await testWeb()
  superuser = new pg.Client(web.database.superuserUrl.replace(/\/postgres$/, '/ringdown'))
  await superuser.connect()
  await superuser.query(WATCH)
  olive = web.browser()
  await olive.signIn('olive@harbour.test')
  await callWithRecording()
}, 180_000)

afterAll(async () => {
  await superuser.end()
  await web.close()
})

interface Step {
  readonly form: string
  readonly records: readonly DeedKind[]
  readonly by?: () => Browser
  act(browser: Browser): Promise<Response>
}

const step = (form: string, records: DeedKind | readonly DeedKind[], act: Step['act']): Step => ({ form, records: typeof records === 'string' ? [records] : records, act })
const id = (name: string) => made.get(name) ?? name

describe('is on record, by the transaction that did it', () => {
  const steps: readonly Step[] = [
    step('/settings rename', 'organisation.renamed', (by) => by.post('/settings', { intent: 'rename', name: 'Harbour Cycles' })),
    step('/settings time-zone', 'organisation.time-zone', (by) => by.post('/settings', { intent: 'time-zone', timeZone: 'Europe/Berlin' })),
    step('/settings/countries', 'organisation.countries', (by) => by.post('/settings/countries', { countries: 'DE,US' })),
    step('/plan', 'organisation.plan', (by) => by.post('/plan', { plan: 'business' })),

    step('/people', 'person.invited', (by) => by.post('/people', { name: 'Dora', email: 'dora@example.com', role: 'member' })),
    step('/people/:member invite', 'person.invited-again', async (by) => by.post(`/people/${await member('dora@example.com')}`, { intent: 'invite' })),
    step('/people/:member role', 'person.role-changed', async (by) => by.post(`/people/${await member('dora@example.com')}`, { intent: 'role', role: 'admin' })),
    step('/people/:member deactivate', 'person.deactivated', async (by) => by.post(`/people/${await member('dora@example.com')}`, { intent: 'deactivate' })),
    step('/people/:member reactivate', 'person.reactivated', async (by) => by.post(`/people/${await member('dora@example.com')}`, { intent: 'reactivate' })),
    step('/people/:member device-save', 'device.saved', async (by) => by.post(`/people/${await member('dora@example.com')}`, { intent: 'device-save', kind: 'phone', address: '+1 202 555 0177' })),
    step('/people/:member device-call', 'device.called', async (by) => by.post(`/people/${await member('dora@example.com')}`, { intent: 'device-call', device: await device('+12025550177') })),
    step('/people/:member device-code', 'device.code-wrong', async (by) => {
      await expectCode('+12025550177', '123456')
      return by.post(`/people/${await member('dora@example.com')}`, { intent: 'device-code', device: await device('+12025550177'), code: '654321' })
    }),
    step('/people/:member device-code', 'device.verified', async (by) => by.post(`/people/${await member('dora@example.com')}`, { intent: 'device-code', device: await device('+12025550177'), code: '123456' })),
    step('/people/:member device-save', 'device.saved', async (by) => by.post(`/people/${await member('dora@example.com')}`, { intent: 'device-save', kind: 'phone', address: '+1 202 555 0178' })),
    step('/people/:member device-prefer', 'device.preferred', async (by) => by.post(`/people/${await member('dora@example.com')}`, { intent: 'device-prefer', device: await one('select d.id as value from device d join member m on m.id = d.member_id where m.email = $1 order by position desc, d.id desc limit 1', 'dora@example.com') })),
    step('/people/:member device-remove', 'device.removed', async (by) => by.post(`/people/${await member('dora@example.com')}`, { intent: 'device-remove', device: await device('+12025550178') })),
    step('/people', 'person.invited', (by) => by.post('/people', { name: 'Quinn', email: 'quinn@quay.test', role: 'member' })),
    { ...step('/invitations', 'person.declined', async (by) => by.post('/invitations', { member: await invited('quinn@quay.test'), answer: 'decline' })), by: () => quinn },
    step('/people/:member invite', 'person.invited-again', async (by) => by.post(`/people/${await invited('quinn@quay.test')}`, { intent: 'invite' })),
    { ...step('/invitations', 'person.joined', async (by) => by.post('/invitations', { member: await invited('quinn@quay.test'), answer: 'accept' })), by: () => quinn },

    step('/numbers', 'number.added', async () => {
      // the page asks the carrier first whether the account has the number, and here is none
      const added = await addNumber({ db: web.db, organisation, actor: await member('olive@harbour.test'), address: null, provision: null }, { e164: '+12025550190', name: 'Back office' })
      made.set('number', added.ok ? added.number : '')
      return new Response()
    }),
    step('/numbers/:number settings', 'number.settings', (by) => by.post(`/numbers/${id('number')}`, { intent: 'settings', name: 'Office', businessName: 'Harbour', visibility: 'organisation' })),
    step('/numbers/:number add', 'number.access', async (by) => by.post(`/numbers/${id('number')}`, { intent: 'add', member: await member('cy@harbour.test'), role: 'member' })),
    step('/numbers/:number role', 'number.access', async (by) => by.post(`/numbers/${id('number')}`, { intent: 'role', member: await member('cy@harbour.test'), role: 'admin' })),
    step('/numbers/:number routing', 'number.routing-list', async (by) => by.post(`/numbers/${id('number')}`, { intent: 'routing', seats: JSON.stringify([{ member: await member('cy@harbour.test'), active: true }]) })),
    step('/numbers/:number remove', 'number.access', async (by) => by.post(`/numbers/${id('number')}`, { intent: 'remove', member: await member('cy@harbour.test') })),
    step('/numbers/:number restore', 'number.access', async (by) => by.post(`/numbers/${id('number')}`, { intent: 'restore', member: await member('cy@harbour.test'), role: 'member', place: '0', active: 'on' })),

    step('/flows create', 'flow.made', async (by) => kept('flow', await by.post('/flows', { deed: 'create', name: 'Night', template: 'quick' }))),
    step('/flows rename', 'flow.renamed', (by) => by.post('/flows', { deed: 'rename', flow: id('flow'), name: 'Nights' })),
    step('/numbers/:number flow', 'number.flow', (by) => by.post(`/numbers/${id('number')}`, { intent: 'flow', flow: id('flow') })),
    step('/flows/:flow/publish', 'flow.published', (by) => json(by, `/flows/${id('flow')}/publish`, {})),
    step('/flows/:flow/draft', 'flow.renamed', async (by) => json(by, `/flows/${id('flow')}/draft`, { document: { ...(await draft()), name: 'At night' } })),
    step('/flows/:flow/restore', 'flow.restored', async (by) => {
      await json(by, `/flows/${id('flow')}/draft`, { document: { ...(await draft()), nodes: [], edges: [] } })
      return json(by, `/flows/${id('flow')}/restore`, { version: 1, base: await revision() })
    }),

    step('/contacts/new', 'contact.added', async (by) => kept('contact', await by.post('/contacts/new', { name: 'Emil', number: '+1 202 555 0171' }))),
    step('/contacts/:contact add-number', 'contact.number-added', (by) => by.post(`/contacts/${id('contact')}`, { intent: 'add-number', number: '+1 202 555 0172' })),
    step('/contacts/:contact rename', 'contact.renamed', (by) => by.post(`/contacts/${id('contact')}`, { intent: 'rename', name: 'Emil Ek' })),
    step('/contacts/new', 'contact.added', async (by) => kept('other', await by.post('/contacts/new', { name: 'E. Ek', number: '+1 202 555 0173' }))),
    step('/contacts/:contact merge', 'contact.merged', (by) => by.post(`/contacts/${id('contact')}`, { intent: 'merge', other: id('other') })),
    step('/contacts/:contact remove', 'contact.removed', (by) => by.post(`/contacts/${id('contact')}`, { intent: 'remove' })),
    step('/contacts/import', [], (by) => by.post('/contacts/import', { text: 'Finn,+12025550174\n' })),
    step('/contacts/import', 'contact.imported', (by) => by.post('/contacts/import', { text: 'Finn,+12025550174\n', write: 'yes' })),

    step('/calls/:call/history.json', 'export.call', (by) => by.get('/calls/call-1/history.json')),
    { ...step('/calls/:call/recordings/:recording', 'recording.heard', (by) => by.get(`/calls/call-1/recordings/${id('recording')}`)), by: () => ana },
    { ...step('/calls/:call/end', 'call.ended', (by) => by.post('/calls/call-1/end', {})), by: () => ana },
    step('/audit/deeds/export', 'export.deeds', (by) => by.get('/audit/deeds/export?form=json')),
    step('/temporal/decode', 'payloads.decoded', async (by) => json(by, '/temporal/decode', { payloads: [await encrypted()] })),

    step('/account change-password', 'sign-in.own-password-wrong', (by) => by.post('/account', { intent: 'change-password', password: 'not this one', 'new-password': NEW_PASSWORD })),
    step('/account stop-second-factor', 'sign-in.own-password-wrong', (by) => by.post('/account', { intent: 'stop-second-factor', password: 'not this one' })),
    step('/account change-password', 'sign-in.password-changed', (by) => by.post('/account', { intent: 'change-password', password: DEMO_PASSWORD, 'new-password': NEW_PASSWORD })),
    step('/account start-second-factor', 'sign-in.factor-begun', async (by) => {
      const page = await by.post('/account', { intent: 'start-second-factor', password: NEW_PASSWORD })
      made.set('secret', /secret=([A-Z2-7]+)/.exec(await page.clone().text())?.[1] ?? '')
      return page
    }),
    step('/account confirm-second-factor', 'sign-in.own-code-wrong', (by) => by.post('/account', { intent: 'confirm-second-factor', code: '918273' })),
    step('/account confirm-second-factor', 'sign-in.factor-on', (by) => by.post('/account', { intent: 'confirm-second-factor', code: codeOf(id('secret')) })),
    step('/account new-codes', 'sign-in.recovery-codes', async (by) => {
      const page = await by.post('/account', { intent: 'new-codes', password: NEW_PASSWORD })
      made.set('recovery', /<code[^>]*>(\w{5}-\w{5})<\/code>/.exec(await page.clone().text())?.[1] ?? '')
      return page
    }),
    { ...step('/sign-in', [], () => another.signIn('olive@harbour.test', NEW_PASSWORD)) },
    { ...step('/sign-in/code', 'sign-in.failed', () => another.post('/sign-in/code', { code: '918273' })) },
    { ...step('/sign-in/code', 'sign-in.done', () => another.post('/sign-in/code', { code: id('recovery'), to: '/account' })) },
    step('/account end-session', 'sign-in.sessions-ended', async (by) => by.post('/account', { intent: 'end-session', session: /name="session" value="([^"]+)"/.exec(await (await by.get('/account')).text())?.[1] ?? '' })),
    step('/account stop-second-factor', 'sign-in.factor-off', (by) => by.post('/account', { intent: 'stop-second-factor', password: NEW_PASSWORD })),
    { ...step('/sign-in', 'sign-in.done', () => another.signIn('olive@harbour.test', NEW_PASSWORD)) },
    step('/account end-other-sessions', 'sign-in.sessions-ended', (by) => by.post('/account', { intent: 'end-other-sessions' })),
    { ...step('/sign-in', 'sign-in.failed', () => another.signIn('olive@harbour.test', 'not this one')) },
    { ...step('/sign-in', [], () => another.signIn('nobody@example.com', 'not this one')) },
    { ...step('/forgot-password', 'sign-in.reset-asked', () => another.post('/forgot-password', { email: 'olive@harbour.test' })) },
    { ...step('/reset-password', 'sign-in.password-changed', async () => another.post('/reset-password', { token: await resetToken(), password: NEWER_PASSWORD })) },
    { ...step('/sign-in', 'sign-in.done', () => olive.signIn('olive@harbour.test', NEWER_PASSWORD)) },
    { ...step('/sign-out', 'sign-in.signed-out', (by) => by.post('/sign-out', {})) },
    { ...step('/sign-in', 'sign-in.done', () => olive.signIn('olive@harbour.test', NEWER_PASSWORD)) },
    step('/people/:member withdraw', 'person.withdrawn', async (by) => by.post(`/people/${await member('dora@example.com')}`, { intent: 'withdraw' })),
  ]

  it.each(steps)('$form: $records', async ({ form, records, act, by = () => olive }) => {
    walked.add(form)
    const before = await kinds()
    await superuser.query('delete from watch.touched')
    const answer = await act(by())
    const said = await answer.text()
    await expect.poll(async () => (await kinds()).slice(before.length), { timeout: 3_000, message: said.replaceAll(/<(script|style).*?<\/\1>|<[^>]*>/gs, ' ').replaceAll(/\s+/g, ' ').slice(0, 2_000) }).toEqual(records)
    expect((await superuser.query(UNRECORDED)).rows).toEqual([])
  })
})

describe('a record that takes nothing', () => {
  it('keeps a login as it is', async () => {
    const ben = web.browser()
    await ben.signIn('ben@harbour.test')
    await superuser.query('begin')
    await superuser.query('select from deed_head for update')
    const changes: readonly Record<string, string>[] = [
      { intent: 'change-password', password: DEMO_PASSWORD, 'new-password': NEW_PASSWORD },
      { intent: 'start-second-factor', password: DEMO_PASSWORD },
      { intent: 'end-other-sessions' },
    ]
    const answers = await Promise.all(changes.map((form) => ben.post('/account', form)))
    await superuser.query('rollback')
    expect(answers.map(({ status }) => status)).toEqual([500, 500, 500])
    expect((await web.browser().signIn('ben@harbour.test', NEW_PASSWORD)).status).toBe(401)
    expect((await web.browser().signIn('ben@harbour.test')).headers.get('location')).toBe('/account')
  }, 30_000)
})

describe('nothing is left out', () => {
  it('every address that changes something was walked, or changes nothing worth a record', () => {
    const all = Object.values(web.build.routes).flatMap((route) => (route?.module.action === undefined ? [] : [pathOf(route.id)]))
    const left = all.filter((path) => ![...walked].some((form) => form.split(' ')[0] === path) && !(path in unrecorded))
    expect(left).toEqual([])
  })

  it('and so was every form that one of them knows', () => {
    const intents = filesOf('.').filter((file) => /(-action|ask-account)\.server\.ts$/.test(file)).flatMap((file) => [...readFileSync(join(APP, file), 'utf8').matchAll(/case '([\w-]+)'/g)].map((match) => match[1] ?? ''))
    expect(intents.length).toBeGreaterThan(20)
    expect(intents.filter((intent) => ![...walked].some((form) => form.endsWith(` ${intent}`)))).toEqual([])
  })

  it('the chain fits, and no secret is in it', async () => {
    expect(await checkRecord(superuser, { organisation })).toMatchObject({ ok: true })
    const { rows } = await superuser.query<{ row: string }>(`select d::text as row from deed d`)
    const all = rows.map(({ row }) => row).join('\n')
    for (const secret of [DEMO_PASSWORD, NEW_PASSWORD, NEWER_PASSWORD, 'not this one', '123456', '654321', '918273', id('secret'), id('recovery')]) expect([secret, all.includes(secret)]).toEqual([secret, false])
  })
})

/** What is no deed: it changes nothing for anybody else, or is kept elsewhere with who did it. */
const unrecorded: Readonly<Record<string, string>> = {
  '/organisation': 'which organisation a browser shows',
  '/people/presence': 'that somebody is there, and whether their browser may notify them',
  '/flows/:flow/visit': 'that somebody has a flow open',
  '/inbox/:conversation/mark': 'what everybody on the number works on, seen in the inbox',
  '/invitation': 'what it accepts and the sign-in that it ends with are recorded as from the pages for them',
}

const NEW_PASSWORD = 'four words and more'
const NEWER_PASSWORD = 'five words and some more'
const APP = new URL('.', import.meta.url).pathname

let ana: Browser
let another: Browser
let quinn: Browser

async function callWithRecording(): Promise<void> {
  ana = web.browser()
  another = web.browser()
  quinn = web.browser()
  await ana.signIn('ana@harbour.test')
  await quinn.signIn('quinn@quay.test')
  const line = (await liveNumbers(web.db)).find(({ e164 }) => e164 === '+12025550120')
  if (!line) throw new Error('the demo has no Quick line')
  const { number, flow, version, plan, e164, name, roster, routing } = line
  const facts = { call: 'call-1', number: { e164, name }, caller: { e164: '+12025550199', name: null }, roster, routing: routing.map(({ member: one }) => one), inactive: [], seed: 1, arrivedAt: Date.now() }
  await freezeArrival(web.db, { arrival: { organisation, number, flow, version, plan, facts, first: [] } })
  await appendEvents(web.db, { organisation, call: 'call-1', events: [{ key: 'r', event: { at: Date.now(), node: null, what: { kind: 'recording', url: 'https://carrier.test/1', seconds: 31, from: 'word' } } }] })
  const fileKey = `${organisation}/recordings/one.wav`
  await openFiles(join(tmpdir(), `ringdown-web-${new URL(web.url).port}`, 'files')).set(fileKey, new File(['0123456789'], 'recording.wav', { type: 'audio/wav' }))
  await saveRecording(web.db, { organisation, call: 'call-1', recording: { url: 'https://carrier.test/1', seconds: 31, fileKey, bytes: 10, sha256: 'x', keptAt: Date.now() } })
  made.set('recording', await one(`select id as value from recording where call = 'call-1'`))
}

async function kinds(): Promise<readonly string[]> {
  const { rows } = await superuser.query<{ kind: string }>('select kind from deed where organisation_id = $1 order by place', [organisation])
  return rows.map(({ kind }) => kind)
}

async function one(sql: string, ...values: readonly string[]): Promise<string> {
  const { rows } = await superuser.query<{ value: string }>(sql, [...values])
  return String(rows[0]?.value)
}

const member = (email: string) => one('select id as value from member where email = $1', email)
const invited = (email: string) => one('select id as value from member where email = $1 and organisation_id = $2', email, organisation)
const device = (address: string) => one('select id as value from device where address = $1', address)
const revision = async () => draftRevision(await draft())

async function draft(): Promise<Readonly<Record<string, unknown>>> {
  const { rows } = await superuser.query<{ draft: Readonly<Record<string, unknown>> }>('select draft from flow where id = $1', [id('flow')])
  return rows[0]?.draft ?? {}
}

/** Nobody but the device hears the code, so that here one is told that is known. */
async function expectCode(address: string, code: string): Promise<void> {
  await web.db.withOrganisation(organisation, async (em) => (await em.findOneOrFail(Device, { address })).expectCode(code, new Date()))
  await superuser.query('delete from watch.touched')
}

/** Remembers the id in the address that a form leads to. */
function kept(name: string, answer: Response): Response {
  made.set(name, /[0-9a-f-]{36}/.exec(answer.headers.get('location') ?? '')?.[0] ?? '')
  return answer
}

function json(by: Browser, path: string, body: object): Promise<Response> {
  return by.ask(path, { method: 'POST', headers: { origin: web.url, 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' }, body: JSON.stringify(body) })
}

/** A payload of the organisation as Temporal keeps it, in the form in which its pages ask. */
async function encrypted(): Promise<object> {
  const codec = new EncryptingCodec([{ id: 'k1', key: new Uint8Array(32).fill(1) }])
  const [payload] = await inOrganisation(organisation, () => codec.encode([{ metadata: { encoding: Buffer.from('json/plain') }, data: Buffer.from('"Priya"') }]))
  const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')
  return { metadata: Object.fromEntries(Object.entries(payload?.metadata ?? {}).map(([name, value]) => [name, base64(value)])), data: base64(payload?.data ?? new Uint8Array()) }
}

async function resetToken(): Promise<string> {
  const read = async () => /reset-password\?token=([\w-]+)/.exec(await (await web.browser().get('/mail')).text())?.[1] ?? ''
  await expect.poll(read).not.toBe('')
  return read()
}

function pathOf(route: string | undefined): string {
  const all = web.build.routes
  const parts: string[] = []
  for (let at = route; at !== undefined; at = all[at]?.parentId) parts.unshift(all[at]?.path ?? '')
  return `/${parts.filter((part) => part !== '').join('/')}`
}

function filesOf(folder: string): readonly string[] {
  return readdirSync(join(APP, folder), { recursive: true, encoding: 'utf8' })
}
