import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { Flow } from '#infra/db/flow/flow.ts'
import { Member } from '#infra/db/member/member.ts'
import { PhoneNumber } from '#infra/db/number/number.ts'
import { drawn } from '#test/builders/flows.ts'
import { harbourBikes } from '../../demo-data.ts'
import { testWeb, type Browser, type TestWeb } from '../../testing/web.ts'
import { readEditor } from './read-editor.server.ts'

let web: TestWeb
let adam: Browser
let ana: Browser
let sales: string

beforeAll(async () => {
  web = await testWeb()
  adam = web.browser()
  await adam.signIn('adam@harbour.test')
  ana = web.browser()
  await ana.signIn('ana@harbour.test')
  sales = await web.db.withOrganisation(
    harbourBikes.id,
    async (em) => (await em.findOneOrFail(Flow, { name: 'Sales' })).id,
  )
}, 120_000)

afterAll(() => web.close())

describe('an admin', () => {
  it('sees every flow with what it answers, and opens one', async () => {
    const list = await text(await adam.get('/flows'))
    expect(list).toContain('Sales')
    expect(list).toContain('Version <!-- -->1')
    expect(list).toContain('New flow')
    const editor = await text(await adam.get(`/flows/${sales}`))
    expect(editor).toContain('<title>Sales · Flows · Ringdown</title>')
    expect(editor).toContain('published as version 1')
    expect(editor).not.toContain('+12025550121') // nobody's private phone
  })

  it('makes a flow from a template and is led to it', async () => {
    const made = await adam.post('/flows', { deed: 'create', name: 'Front desk', template: 'support' })
    expect(made.status).toBe(302)
    expect(made.headers.get('location')).toMatch(/^\/flows\/[0-9a-f-]{36}$/)
    const again = await adam.post('/flows', { deed: 'create', name: 'Front desk', template: 'support' })
    expect([again.status, await text(again)]).toEqual([409, expect.stringContaining('Another flow has this name.')])
  })

  it('draws, sees what that changes, publishes exactly that, and takes it back', async () => {
    const before = await draftOf(sales)
    const drawn: unknown = JSON.parse(JSON.stringify(before.draft).replace('"seconds":20', '"seconds":15'))
    const base = await revisionOf(sales)
    const saved = await tell(adam, 'draft', { document: drawn, base })
    expect(saved.status).toBe(200)
    const { revision } = z.object({ revision: z.string() }).parse(saved.body)
    expect((await tell(adam, 'draft', { document: before.draft, base: 'what I saw yesterday' })).body).toMatchObject({
      problem: { code: 'flow-draft-stale', details: { savedBy: 'Adam', revision } },
    })

    const preview = await adam.get(`/flows/${sales}/preview`)
    expect(await preview.json()).toMatchObject({
      live: { version: 1 },
      numbers: [{ name: 'Sales', e164: '+12025550100' }],
      openCalls: 0,
    })
    expect((await tell(adam, 'publish', { revision: base })).status).toBe(409)
    expect((await tell(adam, 'publish', { revision })).body).toMatchObject({ ok: true, version: 2 })

    const versions = await adam.get(`/flows/${sales}/versions`)
    expect(await versions.json()).toMatchObject({
      versions: [
        {
          version: 2,
          publishedBy: 'Adam',
          changes: ['“Ring the sales team in order”: “Ring each for” is 15 s instead of 20 s.'],
        },
        { version: 1, publishedBy: 'Olive', changes: [] },
      ],
    })
    expect((await tell(adam, 'restore', { version: 1, base: revision })).status).toBe(200)
    expect((await draftOf(sales)).draft).toEqual(before.draft)
  })

  it('sees who else has the flow open and what they saved, until they close it', async () => {
    const olive = web.browser()
    await olive.signIn('olive@harbour.test')
    const revision = await revisionOf(sales)
    expect(await tell(olive, 'visit', { revision, leaving: false })).toEqual({
      status: 200,
      body: { others: [], live: expect.any(Number), aside: null, around: await judgedBy(sales), draft: null },
    })
    expect((await tell(adam, 'visit', { revision, leaving: false })).body).toMatchObject({
      others: ['Olive'],
      draft: null,
    })
    const { draft } = await draftOf(sales)
    const drawn: unknown = JSON.parse(JSON.stringify(draft).replace('"seconds":20', '"seconds":25'))
    await tell(olive, 'draft', { document: drawn, base: revision })
    expect((await tell(adam, 'visit', { revision, leaving: false })).body).toMatchObject({
      draft: { savedBy: 'Olive', document: drawn, revision: await revisionOf(sales) },
    })
    await tell(olive, 'draft', { document: draft, base: await revisionOf(sales) })
    await tell(olive, 'visit', { revision: '', leaving: true })
    expect((await tell(adam, 'visit', { revision, leaving: false })).body).toMatchObject({ others: [], draft: null })
    expect((await tell(adam, 'visit', { revision: 3 })).status).toBe(400)
  })

  it('hears at once when somebody who may ring is no longer there, and finds the same by reading anew', async () => {
    const told = async (): Promise<unknown> => {
      const { body } = await tell(adam, 'visit', { revision: await revisionOf(sales), leaving: false })
      return z.object({ around: z.string() }).parse(body).around
    }
    const before = await told()
    const ben = await web.db.withOrganisation(
      harbourBikes.id,
      async (em) => (await em.findOneOrFail(Member, { name: 'Ben' })).id,
    )
    await adam.post(`/people/${ben}`, { intent: 'deactivate' })
    expect(await told()).not.toBe(before)
    expect(await told()).toBe(await judgedBy(sales))
    await adam.post(`/people/${ben}`, { intent: 'reactivate' })
    expect(await told()).toBe(before)
  })

  it('hears who archived or deleted the flow that is open, and is offered no numbers for it', async () => {
    const made = await adam.post('/flows', { deed: 'create', name: 'Put aside', template: 'support' })
    const flow = made.headers.get('location')?.split('/').at(-1) ?? ''
    const others = async (): Promise<number> =>
      z.object({ others: z.array(z.unknown()) }).parse(await (await adam.get(`/flows/${flow}/preview`)).json()).others
        .length
    expect(await others()).toBeGreaterThan(0)
    const olive = web.browser()
    await olive.signIn('olive@harbour.test')
    await olive.post('/flows', { deed: 'set-aside', flow, as: 'archive' })
    expect(await others()).toBe(0)
    expect(await text(await adam.get(`/flows/${flow}`))).toContain('Olive archived this flow. No number can answer')
    await olive.post('/flows', { deed: 'set-aside', flow, as: 'delete' })
    const visited = await tell(adam, 'visit', { revision: '', leaving: false }, flow)
    expect(visited.body).toMatchObject({ aside: { as: 'deleted', by: 'Olive' } })
  })

  it('gets a draft that cannot be read as it is, and draws on from the live version', async () => {
    const { draft } = await draftOf(sales)
    const broken = { format: 99, name: 'Sales', nodes: [{ title: 'of a newer Ringdown' }] }
    await web.db.withOrganisation(harbourBikes.id, async (em) =>
      em.assign(await em.findOneOrFail(Flow, { id: sales }), { draft: broken }),
    )
    const page = await text(await adam.get(`/flows/${sales}`))
    expect(page).toContain('cannot be opened')
    expect(page).toContain('Continue from version')
    expect(page).toContain('of a newer Ringdown')
    expect(await text(await ana.get(`/flows/${sales}`))).not.toContain('Continue from version')
    expect((await tell(adam, 'restore', { version: 1, base: 'another state' })).status).toBe(409)
    for (const name of ['Sales of old', 'Sales'])
      expect((await adam.post('/flows', { deed: 'rename', flow: sales, name })).status).toBe(200)
    expect((await draftOf(sales)).draft).toEqual(broken)
    expect((await tell(adam, 'restore', { version: 1, base: await revisionOf(sales) })).status).toBe(200)
    await tell(adam, 'draft', { document: draft, base: await revisionOf(sales) })
  })

  it('sees what is wrong for a number that is to answer with the flow', async () => {
    const quick = await web.db.withOrganisation(
      harbourBikes.id,
      async (em) => (await em.findOneOrFail(PhoneNumber, { e164: '+12025550120' })).id,
    )
    const judgedFor = async (meantFor?: string) =>
      web.db.withOrganisation(
        harbourBikes.id,
        async (em) => (await readEditor(em, sales, { meantFor: meantFor ?? null }))?.around.length,
      )
    expect([await judgedFor(), await judgedFor(quick)]).toEqual([1, 2])
    expect((await adam.get(`/flows/${sales}?for=${quick}`)).status).toBe(200)
    expect((await adam.get(`/flows/${sales}?for=nonsense`)).status).toBe(404)
  })

  it('sees before publishing which other numbers could answer with the flow, and the people of the one that is chosen', async () => {
    const quick = await web.db.withOrganisation(
      harbourBikes.id,
      async (em) => (await em.findOneOrFail(PhoneNumber, { e164: '+12025550120' })).id,
    )
    const before = z
      .object({ numbers: named, others: named, meant: z.null() })
      .parse(await (await adam.get(`/flows/${sales}/preview`)).json())
    expect([before.numbers, before.others].map((list) => list.map(({ name }) => name))).toEqual([
      ['Sales'],
      ['Quick', 'Support'],
    ])
    const chosen: unknown = await (await adam.get(`/flows/${sales}/preview?for=${quick}`)).json()
    expect(chosen).toMatchObject({
      meant: {
        name: 'Quick',
        answersWith: 'Quick',
        people: { roster: expect.arrayContaining([expect.objectContaining({ name: 'Ana', address: null })]) },
      },
    })
    expect((await adam.get(`/flows/${sales}/preview?for=nonsense`)).status).toBe(404)
  })

  it('sees in the editor and before publishing which hours, secrets and numbers a flow cannot have, each where it is named', async () => {
    const made = await adam.post('/flows', { deed: 'create', name: 'Misses things', template: 'support' })
    const flow = made.headers.get('location')?.split('/').at(-1) ?? ''
    const document = drawn(
      'Misses things',
      ['business-hours', { hours: { kind: 'shared', schedule: sales } }], // there are no such hours
      ['webhook', { url: 'https://crm.test/', headers: [{ kind: 'secret', name: 'X-Key', secret: 'crm-key' }] }],
      ['forward', { to: '+12025550120' }], // a number of its own
      ['hang-up'],
    )
    expect((await tell(adam, 'draft', { document, base: await revisionOf(flow) }, flow)).status).toBe(200)
    const read = await web.db.withOrganisation(harbourBikes.id, (em) => readEditor(em, flow))
    const errors = read?.judged?.issues.filter(({ severity }) => severity === 'error')
    expect(errors?.map(({ node, field }) => [node, field])).toEqual([
      ['n1', 'hours.schedule'],
      ['n2', 'headers[0].secret'],
      ['n3', 'to'],
    ])
    const refused = { '+12025550120': expect.stringContaining('a number of your own organisation') }
    expect(await (await adam.get(`/flows/${flow}/preview`)).json()).toMatchObject({ there: { secrets: [], refused } })
    expect((await tell(adam, 'publish', {}, flow)).body).toMatchObject({
      problem: { details: { issues: expect.arrayContaining(errors ?? []) } },
    })
  })

  it('hears what is wrong with a request', async () => {
    expect((await tell(adam, 'draft', { document: { nodes: 3 }, base: '' })).body).toMatchObject({
      ok: false,
      problem: { code: 'flow-unreadable', status: 422 },
    })
    expect((await tell(adam, 'restore', { version: 'one', base: '' })).status).toBe(400)
    expect((await adam.get('/flows/nonsense')).status).toBe(404)
    expect((await adam.get('/flows/0197a000-0000-7000-8000-00000000dead')).status).toBe(404)
  })
})

describe('a member', () => {
  it('reads flows, and hears whom to ask when they try to change one', async () => {
    expect(await text(await ana.get(`/flows/${sales}`))).toContain('Only owners and admins can change flows.')
    expect(await text(await ana.get('/flows'))).not.toContain('New flow')
    const { draft } = await draftOf(sales)
    const refused = await tell(ana, 'draft', { document: draft, base: '' })
    expect([refused.status, refused.body]).toEqual([
      403,
      expect.stringMatching(/^Only owners and admins can change flows\. Ask .*Olive/),
    ])
    expect((await ana.post('/flows', { deed: 'create', name: 'Mine', template: 'empty' })).status).toBe(403)
  })
})

const named = z.array(z.object({ name: z.string() }))

async function tell(
  browser: Browser,
  what: string,
  body: object,
  flow = sales,
): Promise<{ status: number; body: unknown }> {
  const answer = await browser.ask(`/flows/${flow}/${what}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: web.url },
    body: JSON.stringify(body),
  })
  const words = await answer.text()
  return { status: answer.status, body: words.startsWith('{') ? (JSON.parse(words) as unknown) : words }
}

/** What the editor is opened with. */
async function revisionOf(flow: string): Promise<string> {
  const { revision } = await web.db
    .withOrganisation(harbourBikes.id, (em) => readEditor(em, flow))
    .then((read) => read ?? { revision: '' })
  return revision
}

async function judgedBy(flow: string): Promise<string | undefined> {
  return (await web.db.withOrganisation(harbourBikes.id, (em) => readEditor(em, flow)))?.judgedBy
}

function draftOf(flow: string): Promise<Flow> {
  return web.db.withOrganisation(harbourBikes.id, (em) => em.findOneOrFail(Flow, { id: flow }))
}

function text(answer: Response): Promise<string> {
  return answer.text()
}
