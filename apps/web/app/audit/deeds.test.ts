import { createHash } from 'node:crypto'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { deedFilter } from '#infra/db/deeds/asked-deeds.ts'
import { keptEnds } from '#infra/db/deeds/kept-ends.ts'
import { recordDeed } from '#infra/db/deeds/record-deed.ts'
import { Member } from '#infra/db/member/member.ts'
import { Organisation } from '#infra/db/organisation/organisation.ts'
import { harbourBikes, quayBooks } from '../../demo-data.ts'
import { textOf } from '../../testing/seen-text.ts'
import { testWeb, type Browser, type TestWeb } from '../../testing/web.ts'
import { csvLine } from '../words/csv-line.ts'
import { deedsQuery } from './deeds-query.ts'
import { shownDeeds } from './shown-deeds.ts'

const filter = (query: string, zone = 'UTC') => deedFilter(deedsQuery(new URLSearchParams(query)), { zone, home: 'US' })

describe('the form', () => {
  it('asks for what it says', () => {
    const who = '11111111-1111-4111-8111-111111111111'
    expect(filter(`who=${who}&kind=flow.published&about=+Sales+&from=2026-01-05&to=2026-01-06`)).toEqual({
      actor: who,
      kinds: ['flow.published'],
      about: { letters: 'Sales', digits: [], isWithheld: false },
      from: Date.UTC(2026, 0, 5),
      until: Date.UTC(2026, 0, 7),
    })
    expect(filter('who=no-member&kind=all-calls')).toEqual({ actor: null, kinds: ['call.ended'] })
    expect(filter('from=2026-10-25&to=2026-10-25', 'Atlantic/Azores')).toEqual({
      from: Date.parse('2026-10-25T00:00:00Z'),
      until: Date.parse('2026-10-26T01:00:00Z'),
    })
  })
})

describe('a deed', () => {
  const deed = {
    place: 3,
    at: Date.UTC(2026, 0, 31, 23, 30),
    kind: 'person.role-changed',
    actor: null,
    actorName: 'Olive',
    address: null,
    about: null,
    aboutName: 'Ana',
    before: 'role: member',
    after: 'role: admin\nnumbers: Sales: main',
    previous: '',
    hash: '',
  }

  it('is told in words, at the time of the organisation', () => {
    expect(shownDeeds([deed], 'Asia/Kolkata')).toMatchObject([
      {
        day: 'Sunday, 1 February 2026',
        time: '05:00:00',
        who: 'Olive',
        says: ['changed the role of ', 'Ana', ''],
        changes: [
          { name: 'role', before: 'member', after: 'admin' },
          { name: 'numbers', before: null, after: 'Sales: main' },
        ],
      },
    ])
  })

  it('of a kind that nobody knows any longer is shown by that', () => {
    expect(shownDeeds([{ ...deed, kind: 'person.cloned' }], 'UTC')[0]?.says).toEqual([
      'did person.cloned to ',
      'Ana',
      '',
    ])
  })
})

it('a cell of a file computes nothing in a spreadsheet', () => {
  expect(csvLine(['=1+1', '+1', '-1', '@x', 'a "b", c', 'two\nlines', 7, null])).toBe(
    `'=1+1,'+1,'-1,'@x,"a ""b"", c","two\nlines",7,\r\n`,
  )
})

describe('the page', () => {
  let web: TestWeb
  const browsers = new Map<string, Browser>()
  const as = (name: string): Browser => browsers.get(name) ?? web.browser()
  const seen = async (query = '', name = 'olive') => (await as(name).get(`/audit/deeds${query}`)).text()

  beforeAll(async () => {
    web = await testWeb()
    for (const name of ['olive', 'adam', 'ana', 'audit']) {
      const browser = web.browser()
      await browser.signIn(`${name}@harbour.test`)
      browsers.set(name, browser)
    }
    await as('adam').post('/settings', { intent: 'rename', name: 'Harbour Cycles' })
  }, 180_000)

  afterAll(() => web.close())

  it('is for owners and auditors, and tells everybody else who may read it', async () => {
    for (const [path, hidden] of [
      ['/audit/deeds', 403],
      ['/audit/deeds/export?form=csv', 404],
    ] as const) {
      const answers = await Promise.all(
        ['olive', 'audit', 'adam', 'ana'].map(async (name) => (await as(name).get(path)).status),
      )
      expect([path, ...answers]).toEqual([path, 200, 200, hidden, hidden])
    }
    expect(textOf(await seen('', 'ana'))).toContain(
      'Only owners and auditors can see what people did. Ask Olive or Audrey.',
    )
    expect(await (await as('olive').get('/audit')).text()).toContain('/audit/deeds')
    expect(await (await as('adam').get('/audit')).text()).not.toContain('/audit/deeds')
  })

  it('tells who did what, what became of it, and from where', async () => {
    expect(textOf(await seen('?kind=organisation.renamed'))).toMatch(
      /Adam renamed the organisation name Harbour Bikes → became Harbour Cycles from 127\.0\.0\.1/,
    )
  })

  it('tells a wrong password of somebody who is signed in as theirs, and not as a stranger’s', async () => {
    await as('ana').post('/account', { intent: 'start-second-factor', password: 'not this one' })
    await expect
      .poll(async () => textOf(await seen('?kind=sign-in.own-password-wrong')))
      .toMatch(/Ana gave a wrong password on their account page browser .* from 127\.0\.0\.1/)
    expect(textOf(await seen('?who=no-member&kind=sign-in.failed'))).toContain('Nothing matches')
  })

  it('says that somebody was invited, and of a link for a new password that somebody unknown asked for it', async () => {
    await as('adam').post('/people', { name: 'Bea', email: 'bea@example.com', role: 'member' })
    expect(textOf(await seen('?kind=person.invited'))).toContain('Adam invited Bea')
    await web.browser().post('/forgot-password', { email: 'cy@harbour.test' })
    await expect
      .poll(async () => textOf(await seen('?who=no-member&about=Cy')))
      .toContain('Somebody asked on the sign-in page for a link to reset the password of Cy')
  })

  it('searches and exports nothing while a field is not understood, and says so at the field', async () => {
    const asked = '?who=me&kind=everything&from=2026-99-99&to=soon&before=-1'
    const html = await seen(asked)
    const text = textOf(html)
    for (const said of [
      '“me” is not a person in this organisation.',
      '“everything” is not a kind of action.',
      '“2026-99-99” is not a date.',
      '“soon” is not a date.',
      '“-1” is not the number of an entry.',
      'Nothing was searched',
    ])
      expect(text).toContain(said)
    expect(placesIn(html)).toEqual([])
    const answer = await as('olive').get(`/audit/deeds/export${asked}`)
    expect([answer.status, await answer.text()]).toEqual([
      400,
      expect.stringContaining('Nothing was exported: “me” is not a person'),
    ])
  })

  it('searches no calls either while a field is not understood, and keeps what was typed', async () => {
    for (const [query, said] of [
      ['version=0x1', /“0x1” is not a version number/],
      ['version=x', /“x” is not a version number/],
      ['from=2026-99-99', /“2026-99-99” is not a date/],
    ] as const) {
      const html = await (await as('olive').get(`/audit?${query}`)).text()
      expect([textOf(html).includes('Nothing was searched'), said.test(textOf(html))]).toEqual([true, true])
      if (!query.startsWith('from')) expect(html).toContain(`value="${query.split('=')[1]}"`)
    }
    expect(textOf(await (await as('olive').get('/audit?caller=anonymous')).text())).toContain('No calls match')
  })

  it('is searched by who, what, on what and when', async () => {
    const adam = await web.db.withOrganisation(
      harbourBikes.id,
      async (em) => (await em.findOneOrFail(Member, { email: 'adam@harbour.test' })).id,
    )
    expect(placesIn(await seen(`?who=${adam}&kind=all-organisation`))).toHaveLength(1)
    expect(placesIn(await seen(`?who=${adam}&kind=flow.published`))).toEqual([])
    expect(placesIn(await seen('?about=CYCLES'))).toHaveLength(1)
    expect(placesIn(await seen('?about=100%25'))).toEqual([])
    expect(textOf(await seen('?from=2999-01-01'))).toContain('Nothing matches')
  })

  it('counts days as the organisation does, and names its zone', async () => {
    await web.db.withOrganisation(
      harbourBikes.id,
      async (em) =>
        void ((await em.findOneOrFail(Organisation, { id: harbourBikes.id })).timeZone = 'Pacific/Kiritimati'),
    )
    const there = new Intl.DateTimeFormat('en-CA', { timeZone: 'Pacific/Kiritimati' }).format()
    const before = new Date(Date.parse(there) - 86_400_000).toISOString().slice(0, 10)
    expect(textOf(await seen())).toContain('those of Pacific/Kiritimati')
    expect(placesIn(await seen(`?kind=organisation.renamed&from=${there}&to=${there}`))).toHaveLength(1)
    expect(placesIn(await seen(`?kind=organisation.renamed&to=${before}`))).toEqual([])
  })

  it('goes on where a page ends', async () => {
    await web.db.withOrganisation(quayBooks.id, async (em) => {
      const by = { organisation: quayBooks.id, actor: null, address: null }
      for (let at = 0; at < 60; at += 1)
        await recordDeed(em, { by, kind: 'organisation.renamed', changed: { name: [`Quay ${at}`, `Quay ${at + 1}`] } })
    })
    const quinn = web.browser()
    await quinn.signIn('quinn@quay.test')
    const first = await (await quinn.get('/audit/deeds?kind=organisation.renamed')).text()
    const older = /href="([^"]*before=\d+)"/.exec(first)?.[1]?.replaceAll('&amp;', '&') ?? ''
    const second = await (await quinn.get(older)).text()
    expect([placesIn(first).length, placesIn(second).length]).toEqual([50, 10])
    expect(new Set([...placesIn(first), ...placesIn(second)]).size).toBe(60)
  })

  it('gives a JSON file whose chain anybody can check as it says', async () => {
    const answer = await as('audit').get('/audit/deeds/export?form=json')
    expect(answer.headers.get('content-disposition')).toMatch(/attachment; filename="deeds-\d{4}-\d\d-\d\d\.json"/)
    const file = exportedFile.parse(await answer.json())
    expect(file.howToCheck.join(' ')).toContain(
      'fields previous, organisation, place, at, kind, actor, actorName, address, about, aboutName, before, after, in this order',
    )
    let previous = '0'.repeat(64)
    for (const [index, deed] of file.deeds.entries()) {
      const fields = [
        previous,
        harbourBikes.id,
        index + 1,
        deed['at'],
        deed['kind'],
        deed['actor'],
        deed['actorName'],
        deed['address'],
        deed['about'],
        deed['aboutName'],
        deed['before'],
        deed['after'],
      ]
      expect(deed['hash']).toBe(createHash('sha256').update(JSON.stringify(fields)).digest('hex'))
      previous = String(deed['hash'])
    }
    expect(file.end).toEqual({ place: file.deeds.length, hash: previous })
    expect(file.deeds.length).toBeGreaterThan(10)
  })

  it('gives a JSON file that the check of the record takes as it is, as it says', async () => {
    const kept = join(await mkdtemp(join(tmpdir(), 'deeds-')), 'deeds.json')
    const text = await (await as('audit').get('/audit/deeds/export?form=json')).text()
    await writeFile(kept, text)
    expect(text).toContain('npm run check-deeds -- --kept FILE')
    const { end } = exportedFile.parse(JSON.parse(text))
    expect([...(await keptEnds(kept))]).toEqual([[harbourBikes.id, end]])
  })

  it('gives a CSV file of what was searched, and records both', async () => {
    const text = await (await as('olive').get('/audit/deeds/export?form=csv&kind=organisation.renamed')).text()
    const lines = text.trim().split('\r\n')
    expect(lines).toHaveLength(2)
    expect(lines[1]).toMatch(
      /^\d+,\d{4}-.*Z,Adam,Adam renamed the organisation,organisation\.renamed,,name: Harbour Bikes,name: Harbour Cycles,127\.0\.0\.1,/,
    )
    const recorded = textOf(await seen('?kind=export.deeds'))
    expect(recorded).toContain('Audrey exported the record of what people did form json asked for everything')
    expect(recorded).toContain(
      'Olive exported the record of what people did form csv asked for only “Renamed the organisation” rows 1',
    )
  })

  it('meets no error that nobody expected', () => {
    expect(web.troubles).toEqual([])
  })
})

const exportedFile = z.object({
  end: z.object({ place: z.number(), hash: z.string() }),
  howToCheck: z.array(z.string()),
  deeds: z.array(z.record(z.string(), z.unknown())),
})

function placesIn(html: string): readonly string[] {
  return [...textOf(html).matchAll(/no\. (\d+)/g)].map((match) => match[1] ?? '')
}
