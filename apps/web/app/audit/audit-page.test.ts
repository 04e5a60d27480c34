import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CallerFacts } from '#flows/call/facts.ts'
import { Contact } from '#infra/db/contact/contact.ts'
import { recordDeed } from '#infra/db/deeds/record-deed.ts'
import { Member } from '#infra/db/member/member.ts'
import { Organisation } from '#infra/db/organisation/organisation.ts'
import { harbourBikes } from '../../demo-data.ts'
import { quickLine, type QuickLine } from '../../testing/quick-line.ts'
import { textOf } from '../../testing/seen-text.ts'
import { testWeb, type Browser, type TestWeb } from '../../testing/web.ts'
import type { Found } from '../lists/found.ts'

let web: TestWeb
let auditor: Browser
let line: QuickLine

beforeAll(async () => {
  web = await testWeb()
  auditor = web.browser()
  await auditor.signIn('audit@harbour.test')
  line = await quickLine(web)
}, 120_000)

afterAll(() => web.close())

const plain = (page: string) => page.replaceAll('<!-- -->', '')
const audit = async (asked: Record<string, string> = {}) =>
  plain(await (await auditor.get(`/audit?${new URLSearchParams(asked).toString()}`)).text())
const call = async (id: string, caller: CallerFacts, arrivedAt = Date.now()) => {
  await line.arrive(id, { caller, arrivedAt })
  await line.tell(id, {
    kind: 'arrived',
    caller: caller.name ?? caller.e164 ?? '',
    number: 'Quick',
    flow: 'f',
    version: 1,
  })
}
const sent = (e164: string): CallerFacts => ({ e164, name: null })

describe('in the zone of the organisation', () => {
  const at = Date.parse('2026-10-25T00:30:00Z')

  beforeAll(async () => {
    await web.db.withOrganisation(harbourBikes.id, (em) =>
      em.nativeUpdate(Organisation, { id: harbourBikes.id }, { timeZone: 'Pacific/Kiritimati' }),
    )
    await call('kiribati', sent('+12025550140'), at)
  })

  it.each([
    ['the audit', '/audit?caller=5550140'],
    ['the list of calls', '/calls'],
    ['the page of a call', '/calls/kiribati'],
  ])('%s tells days and times, and names it once', async (_what, path) => {
    const page = plain(await (await auditor.get(path)).text())
    expect(page.match(/Days and times are those of Pacific\/Kiritimati, the organisation’s time zone\./g)).toHaveLength(
      1,
    )
    expect(page).toMatch(/25 October 2026<\/time>,? ?<time[^>]*>14:30</)
  })
})

describe('a caller', () => {
  const priya: CallerFacts = { e164: '+12025550156', name: 'Priya Nair' }

  beforeAll(async () => {
    await call('named', priya)
    await call('renamed', sent('+12025550157'))
    await call('sip', sent('sip:kofi@example.org'))
    await call('short', sent('12345'))
    await web.db.withOrganisation(harbourBikes.id, async (em) => {
      em.create(Contact, { organisation: harbourBikes.id, name: 'Zoë Ågård', e164: '+12025550157' })
      await em.flush()
    })
  })

  it('who has a name is shown with their number, in the list and on the page of the call', async () => {
    expect(await audit({ caller: '0156' })).toMatch(/Priya Nair<\/bdi><bdi[^>]*>\(202\) 555-0156</)
    const page = plain(await (await auditor.get('/calls/named')).text())
    expect(page).toMatch(/<bdi>Priya Nair<\/bdi> <bdi>\(202\) 555-0156<\/bdi> called/)
    expect(page).toContain('Priya Nair (202) 555-0156 calls Quick')
  })

  it('who became a contact later is shown as who they are now, and the event as it was kept', async () => {
    const page = plain(await (await auditor.get('/calls/renamed')).text())
    expect(page).toContain('Zoë Ågård (202) 555-0157 calls Quick')
    expect(page).toContain('&quot;caller&quot;:&quot;+12025550157&quot;')
  })

  it.each([
    ['priya', 'named'],
    ['agard', 'renamed'],
    ['A\u030Aga\u030Ard', 'renamed'],
    ['(202) 555-0156', 'named'],
    ['sip:kofi@example.org', 'sip'],
    ['kofi', 'sip'],
    ['12345', 'short'],
  ])('is found by %j in the audit, and by the palette of those who read all calls', async (caller, id) => {
    const listed = (page: string) => [...page.matchAll(/href="\/calls\/(\w+)"/g)].map(([, found]) => found)
    expect(listed(await audit({ caller }))).toEqual([id])
    const answer = await auditor.get(`/find?${new URLSearchParams({ q: caller }).toString()}`)
    const { found } = (await answer.json()) as { readonly found: readonly Found[] } // what the route returns
    expect(found.filter(({ kind }) => kind === 'calls')).toEqual([
      {
        kind: 'calls',
        to: `/audit?${new URLSearchParams({ caller }).toString()}`,
        label: `Calls from “${caller}”`,
        detail: '1 found',
      },
    ])
  })

  it.each(['sip:kofi@example.org', 'kofi', '12345'])(
    'is found by %j in the inbox and by the palette of those on the number',
    async (q) => {
      const ana = web.browser()
      await ana.signIn('ana@harbour.test')
      const asked = new URLSearchParams({ q }).toString()
      const answer = await ana.get(`/find?${asked}`)
      const { found } = (await answer.json()) as { readonly found: readonly Found[] } // what the route returns
      expect(found.map(({ kind }) => kind)).toEqual(['conversation'])
      expect(await (await ana.get(`/inbox?${asked}`)).text()).toContain(found[0]?.to)
    },
  )
})

it.each(['number', 'person', 'flow'])('an unknown %s is said at its field, and nothing is searched', async (name) => {
  const page = await audit({ [name]: '5ea50000-0000-4000-8000-00000000dead' })
  expect(page).toContain('“5ea50000-0000-4000-8000-00000000dead” is not')
  expect(page).toContain('Nothing was searched')
})

describe('the record of what people did', () => {
  const seen = async (query: string) => (await auditor.get(`/audit/deeds${query}`)).text()
  const placesIn = (html: string) => textOf(html).match(/no\. \d+/g) ?? []

  it('finds what it was done to by names and numbers in every form in which people write them', async () => {
    await web.db.withOrganisation(harbourBikes.id, async (em) => {
      const by = { organisation: harbourBikes.id, actor: null, address: null }
      const on = { id: crypto.randomUUID(), name: 'Ågård' }
      await recordDeed(em, { by, kind: 'contact.added', on, changed: { number: [null, '+12025550150'] } })
      await recordDeed(em, { by, kind: 'contact.added', on, changed: { number: [null, '+442079460123'] } })
    })
    const found = async (about: string) =>
      placesIn(await seen(`?${new URLSearchParams({ kind: 'contact.added', about }).toString()}`)).length
    for (const about of ['agard', 'A\u030Aga\u030Ard', 'ÅGÅRD']) expect([about, await found(about)]).toEqual([about, 2])
    for (const about of ['(202) 555-0150', '2025550150', '+1 202 555 0150', '020 7946 0123', '0044 20 7946'])
      expect([about, await found(about)]).toEqual([about, 1])
    expect(await found('(202) 555-0151')).toBe(0)
  })

  it('takes nobody for somebody who is not in the organisation', async () => {
    const text = textOf(await seen('?who=5ea50000-0000-4000-8000-00000000dead'))
    expect(text).toContain('“5ea50000-0000-4000-8000-00000000dead” is not a person in this organisation.')
    expect(text).toContain('Nothing was searched')
    expect((await auditor.get('/audit/deeds/export?who=5ea50000-0000-4000-8000-00000000dead')).status).toBe(400)
  })

  it('records in words what was exported', async () => {
    const audrey = await web.db.withOrganisation(
      harbourBikes.id,
      async (em) => (await em.findOneOrFail(Member, { email: 'audit@harbour.test' })).id,
    )
    await auditor.get(`/audit/deeds/export?who=${audrey}&kind=all-people&about=Bea&from=2026-01-05&to=2999-01-06`)
    await auditor.get('/audit/deeds/export?who=no-member&kind=person.invited')
    const recorded = textOf(await seen('?kind=export.deeds'))
    expect(recorded).toContain('asked for by Audrey, all of People, to “Bea”, from 2026-01-05, until 2999-01-06 rows')
    expect(recorded).toContain('asked for by someone not signed in, only “Invited …” rows')
  })
})
