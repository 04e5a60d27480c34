import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Contact } from '#infra/db/contact/contact.ts'
import { Flow } from '#infra/db/flow/flow.ts'
import { Member } from '#infra/db/member/member.ts'
import { PhoneNumber } from '#infra/db/number/number.ts'
import { harbourBikes } from '../demo-data.ts'
import { testWeb, type Browser, type TestWeb } from '../testing/web.ts'
import { may, permissions, type OrganisationRole, type Permission } from './shared/permissions.ts'

/** Every address of the product, asked by everybody: as the routes say, and not as each page's own test remembers. */
let web: TestWeb
const browsers = new Map<Asker, Browser>()
let ids: Readonly<Record<string, string>>

/** Of nothing that there is. */
const DEAD = '5ea50000-0000-4000-8000-00000000dead'

type Asker = OrganisationRole | 'nobody' | 'a stranger'

const logins: Record<OrganisationRole | 'a stranger', string> = {
  owner: 'olive@harbour.test',
  admin: 'adam@harbour.test',
  member: 'ana@harbour.test',
  auditor: 'audit@harbour.test',
  'a stranger': 'quinn@quay.test',
}

beforeAll(async () => {
  web = await testWeb()
  ids = await web.db.withOrganisation(harbourBikes.id, async (em) => {
    const contact = em.create(Contact, { organisation: harbourBikes.id, name: 'Priya', e164: '+12025550150' })
    await em.flush()
    const [flow, number, member] = await Promise.all([
      em.findOneOrFail(Flow, { name: 'Sales' }),
      em.findOneOrFail(PhoneNumber, { e164: '+12025550100' }),
      em.findOneOrFail(Member, { email: 'ana@harbour.test' }),
    ])
    return { flow: flow.id, number: number.id, member: member.id, contact: contact.id }
  })
  browsers.set('nobody', web.browser())
  for (const [asker, email] of Object.entries(logins)) {
    const browser = web.browser()
    await browser.signIn(email)
    browsers.set(asker as Asker, browser) // the keys of the record above
  }
}, 180_000)

afterAll(() => web.close())

describe('every route', () => {
  it('names its permission, or says that it is public', () => {
    const nameless = pages().filter(({ permission }) => permission !== 'public' && !(String(permission) in permissions))
    expect(nameless.map(({ path }) => path)).toEqual([])
    expect(pages().length).toBeGreaterThan(12)
  })

  it('that is not public stands behind the sign-in', () => {
    const open = guarded().filter(({ parents, path }) => !parents.includes('signed-in') && path !== '/temporal/decode')
    expect(open.map(({ path }) => path)).toEqual([])
  })

  it('that is public is one of these', () => {
    const open = pages().filter(({ permission }) => permission === 'public')
    expect(open.map(({ path }) => path).toSorted()).toEqual(
      ['/', ...gallery, '/forgot-password', '/invitation', '/invitations', '/live/who', '/mail', '/no-organisation', '/reset-password', '/sign-in', '/sign-in/code', '/sign-out'].toSorted(),
    )
  })
})

describe('nobody', () => {
  it('is led to the sign-in, or hears that it comes first', async () => {
    for (const page of guarded()) {
      if (page.reads && page.path !== '/temporal/decode') {
        const answer = await asked('nobody', page)
        expect([page.path, answer.status, answer.headers.get('location')?.split('?')[0]]).toEqual([page.path, 302, '/sign-in'])
      }
      if (page.writes) expect([page.path, (await told('nobody', page)).status]).toEqual([page.path, 401])
    }
  }, 60_000)
})

describe.each(['owner', 'admin', 'member', 'auditor'] as const)('%s', (role) => {
  it('reads what the table says, and nothing else', async () => {
    for (const page of guarded().filter(({ reads, path }) => reads && path !== '/temporal/decode')) {
      const { status } = await asked(role, page)
      if (isAllowed(role, page)) expect([page.path, page.isKnown ? status < 400 : status < 500]).toEqual([page.path, true])
      else if (!dependsOnNumber(page)) expect([page.path, [403, 404].includes(status)]).toEqual([page.path, true])
      expect([page.path, status < 500]).toEqual([page.path, true])
    }
  }, 120_000)

  it('changes nothing that the table does not allow', async () => {
    for (const page of guarded().filter(({ writes }) => writes)) {
      const { status } = await told(role, page)
      if (!isAllowed(role, page) && !dependsOnNumber(page)) expect([page.path, [403, 404].includes(status)]).toEqual([page.path, true])
      if (role === 'auditor' && !ownThings.includes(page.path)) expect([page.path, status >= 400]).toEqual([page.path, true])
      expect([page.path, status < 500]).toEqual([page.path, true])
    }
  }, 120_000)
})

describe('somebody of another organisation', () => {
  it('finds nothing at the addresses of this one', async () => {
    for (const page of guarded().filter(({ params }) => params.length > 0)) {
      if (page.reads) expect([page.path, (await asked('a stranger', page)).status]).toEqual([page.path, 404])
      if (page.writes) expect([page.path, (await told('a stranger', page)).status >= 400]).toEqual([page.path, true])
    }
  }, 120_000)
})

describe('what an address has no answer for', () => {
  const pathsThat = (does: (page: Page) => boolean) => [...Map.groupBy(pages(), ({ path }) => path).values()].filter((alike) => !alike.some(does)).flatMap(([page]) => page ?? [])

  it('is told to whoever opens what only takes something', async () => {
    const closedPages = pathsThat(({ reads }) => reads)
    expect(closedPages.map(({ path }) => path)).toContain('/organisation')
    for (const page of closedPages) {
      for (const asker of ['owner', 'nobody'] as const) {
        const answer = await browserOf(asker).get(addressOf(page))
        expect([page.path, answer.status, answer.headers.get('allow'), await answer.text()]).toEqual([page.path, 405, 'POST', expect.stringMatching(/^There is nothing to open at this address: .*\.$/)])
      }
    }
  })

  it('is told to whoever sends something to what can only be opened', async () => {
    const openPages = pathsThat(({ writes }) => writes)
    expect(openPages.map(({ path }) => path)).toContain('/find')
    for (const page of openPages) {
      const answer = await browserOf('owner').post(addressOf(page), { a: 'b' })
      expect([page.path, answer.status, answer.headers.get('allow'), await answer.text()]).toEqual([page.path, 405, 'GET, HEAD', 'Nothing can be sent to this address: it can only be opened.'])
    }
  })
})

describe('whatever an address says', () => {
  const badIds = ['%00', 'a%00b', '%ff', '%E0%A4%A', '..%2f..%2fetc', '%27%20or%201=1', 'x'.repeat(3_000), '-1', '9'.repeat(400), '%F0%9F%98%80', '__proto__', 'constructor', '%0d%0aset-cookie:a=b', `${DEAD.toUpperCase()}%20`, '----']
  const names = ['after', 'before', 'to', 'q', 'number', 'person', 'flow', 'from', 'node', 'caller', 'version', 'view', 'for', 'token', '_routes']
  const badValues = ['%00', '%ff', `1_${'-'.repeat(36)}`, `9999999999999999_${DEAD}`, '9'.repeat(400), '0000-01-01', '9999-12-31', '%F0%9F%98%80', "'; drop table call; --", '%2B', 'a'.repeat(5_000), '[object Object]', '%25']

  it('its ids are never our fault', async () => {
    for (const page of guarded().filter(({ params }) => params.length > 0)) {
      for (const id of badIds) {
        const path = page.path.replace(/:(\w+)\??/g, () => id)
        const { status } = await closed(browserOf('owner').get(path))
        expect([path, status >= 400 && status < 500]).toEqual([path, true])
        if (page.writes) expect([path, (await closed(browserOf('owner').post(path, { intent: 'a' }))).status < 500]).toEqual([path, true])
      }
    }
  }, 240_000)

  it('its query is never our fault', async () => {
    for (const page of pages().filter(({ reads, path }) => reads && !path.startsWith('/gallery'))) {
      for (const value of badValues) {
        const path = `${addressOf(page)}?${names.map((name) => `${name}=${value}`).join('&')}`
        expect([page.path, value, (await closed(browserOf('owner').get(path))).status < 500]).toEqual([page.path, value, true])
      }
    }
  }, 240_000)
})

describe('whatever a body says', () => {
  const bodies: readonly [what: string, type: string, body: string][] = [
    ['JSON to a form, or too little of it', 'application/json', '{}'],
    ['a list', 'application/json', '[]'],
    ['null', 'application/json', 'null'],
    ['a text', 'text/plain', '"x"'],
    ['XML', 'application/xml', '<a/>'],
    ['a broken form', 'multipart/form-data; boundary=x', 'x'],
    ['a form of one field', 'application/x-www-form-urlencoded', 'intent=%F0%9F%98%80&__proto__=x&constructor=y'],
    ['a NUL', 'application/x-www-form-urlencoded', 'intent=a&name=%00&email=%00&password=%00'],
    ['a NUL in JSON that says it is a form', 'application/x-www-form-urlencoded', '{"revision":"\\u0000","leaving":false,"document":{"name":"\\u0000"},"base":"","payloads":[{"data":"\\u0000"}]}'],
    ['a deep list that says it is a form', 'application/x-www-form-urlencoded', `{"document":${'['.repeat(12_000)}${']'.repeat(12_000)},"revision":"a","leaving":false}`],
    ['an address that is longer than any', 'application/x-www-form-urlencoded', `name=Long&role=member&email=${unlike(5_000)}@a.example`],
    ['a device whose address is longer than any', 'application/x-www-form-urlencoded', `intent=device-save&kind=browser&address=/private/${unlike(5_000)}`],
    ['half a character', 'application/json', '{"revision":"\\ud800","leaving":false,"document":"\\ud800","base":""}'],
    ['a deep list', 'application/json', `{"document":${'['.repeat(20_000)}`],
  ]

  it.each(bodies)('it is never our fault: %s', async (_what, type, body) => {
    for (const page of pages().filter(({ writes }) => writes)) {
      const headers = { 'content-type': type, origin: web.url, 'sec-fetch-site': 'same-origin' }
      const { status } = await closed(browserOf(page.path === '/sign-out' ? 'nobody' : 'owner').ask(addressOf(page), { method: 'POST', headers, body }))
      expect([page.path, status < 500]).toEqual([page.path, true])
    }
  }, 120_000)
})

it('meets no error that nobody expected', () => {
  expect(web.troubles).toEqual([])
})

/** Letters that no index can compress. */
function unlike(count: number): string {
  return randomBytes(count).toString('hex').slice(0, count)
}

/** There while developing, as here, and in no build. */
const gallery = ['/gallery/:group?', '/gallery/:group/:exhibit', '/gallery/sound/:name']

/** What a person changes about themselves, whatever their role. */
const ownThings = ['/account', '/organisation', '/people/presence']

interface Page {
  readonly path: string
  readonly permission: unknown
  readonly parents: readonly string[]
  readonly params: readonly string[]
  /** Whether the demo data has what its address names. */
  readonly isKnown: boolean
  readonly reads: boolean
  readonly writes: boolean
}

function pages(): Page[] {
  const all = web.build.routes
  const lineage = (id: string | undefined): string[] => (id === undefined ? [] : [id, ...lineage(all[id]?.parentId)])
  return Object.values(all).flatMap((route) => {
    if (route === undefined || (route.path === undefined && route.index !== true) || route.id === 'root') return []
    const parents = lineage(route.parentId)
    const path = `/${[...parents.toReversed().map((id) => all[id]?.path ?? ''), route.path ?? ''].filter((part) => part !== '').join('/')}`
    const { handle, loader, action, default: component } = route.module
    const params = [...path.matchAll(/:(\w+)/g)].map((match) => match[1] ?? '')
    const permission = typeof handle === 'object' && handle !== null && 'permission' in handle ? handle.permission : undefined
    return [{ path, permission, parents, params, isKnown: params.every((name) => name in ids), reads: loader !== undefined || component !== undefined, writes: action !== undefined }]
  })
}

function guarded(): Page[] {
  return pages().filter(({ permission }) => permission !== 'public')
}

function isAllowed(role: OrganisationRole, { permission }: Page): boolean {
  return may({ member: '', role, numbers: new Map() }, permission as Permission) // the first test has looked
}

function dependsOnNumber({ permission }: Page): boolean {
  return 'number' in permissions[permission as Permission] // as above
}

function asked(asker: Asker, page: Page): Promise<Response> {
  return closed(browserOf(asker).get(addressOf(page)))
}

function told(asker: Asker, page: Page): Promise<Response> {
  return closed(browserOf(asker).post(addressOf(page), { nonsense: 'yes' }))
}

async function closed(answering: Promise<Response>): Promise<Response> {
  const answer = await answering
  await answer.body?.cancel() // a stream would never end
  return answer
}

function browserOf(asker: Asker): Browser {
  const browser = browsers.get(asker)
  if (browser === undefined) throw new Error(`${asker} has no browser`)
  return browser
}

function addressOf({ path }: Page): string {
  return path.replace(/:(\w+)\??/g, (_, name: string) => ids[name] ?? DEAD)
}
