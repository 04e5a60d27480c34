import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closed, everyAddress, type Asker, type EveryAddress, type Page } from '../testing/every-address.ts'
import type { TestWeb } from '../testing/web.ts'
import { may, permissions, type OrganisationRole, type Permission } from '#infra/deeds/permissions.ts'

/** Every address of the product, asked by everybody: as the routes say, and not as each page's own test remembers. */
let web: TestWeb
let pages: EveryAddress['pages']
let guarded: EveryAddress['guarded']
let addressOf: EveryAddress['addressOf']
let browserOf: EveryAddress['browserOf']

beforeAll(async () => {
  ;({ web, pages, guarded, addressOf, browserOf } = await everyAddress())
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
      [
        '/',
        ...gallery,
        '/change-email',
        '/forgot-password',
        '/invitation',
        '/invitations',
        '/live/who',
        '/mail',
        '/no-organisation',
        '/reset-password',
        '/sign-in',
        '/sign-in/code',
        '/sign-out',
      ].toSorted(),
    )
  })
})

describe('nobody', () => {
  it('is led to the sign-in, or hears that it comes first', async () => {
    for (const page of guarded()) {
      if (page.reads && page.path !== '/temporal/decode') {
        const answer = await asked('nobody', page)
        expect([page.path, answer.status, answer.headers.get('location')?.split('?')[0]]).toEqual([
          page.path,
          302,
          '/sign-in',
        ])
      }
      if (page.writes) expect([page.path, (await told('nobody', page)).status]).toEqual([page.path, 401])
    }
  }, 60_000)
})

describe.each(['owner', 'admin', 'member', 'auditor'] as const)('%s', (role) => {
  it('reads what the table says, and nothing else', async () => {
    for (const page of guarded().filter(({ reads, path }) => reads && path !== '/temporal/decode')) {
      const { status } = await asked(role, page)
      if (isAllowed(role, page))
        expect([page.path, page.isKnown ? status < 400 : status < 500]).toEqual([page.path, true])
      else if (!dependsOnNumber(page)) expect([page.path, [403, 404].includes(status)]).toEqual([page.path, true])
      expect([page.path, status < 500]).toEqual([page.path, true])
    }
  }, 120_000)

  it('changes nothing that the table does not allow', async () => {
    for (const page of guarded().filter(({ writes }) => writes)) {
      const { status } = await told(role, page)
      if (!isAllowed(role, page) && !dependsOnNumber(page))
        expect([page.path, [403, 404].includes(status)]).toEqual([page.path, true])
      if (role === 'auditor' && !ownThings.includes(page.path))
        expect([page.path, status >= 400]).toEqual([page.path, true])
      expect([page.path, status < 500]).toEqual([page.path, true])
    }
  }, 120_000)
})

describe('somebody of another organisation', () => {
  it('finds nothing at the addresses of this one', async () => {
    // the pages about kinds of nodes belong to the product
    const ofOne = guarded().filter(({ params }) => params.some((name) => name !== 'kind'))
    expect(ofOne.length).toBeGreaterThan(5)
    for (const page of ofOne) {
      if (page.reads) expect([page.path, (await asked('a stranger', page)).status]).toEqual([page.path, 404])
      if (page.writes) expect([page.path, (await told('a stranger', page)).status >= 400]).toEqual([page.path, true])
    }
  }, 120_000)
})

describe('what an address has no answer for', () => {
  const pathsThat = (does: (page: Page) => boolean) =>
    [...Map.groupBy(pages(), ({ path }) => path).values()]
      .filter((alike) => !alike.some(does))
      .flatMap(([page]) => page ?? [])

  it('is told to whoever opens what only takes something', async () => {
    const closedPages = pathsThat(({ reads }) => reads)
    expect(closedPages.map(({ path }) => path)).toContain('/organisation')
    for (const page of closedPages) {
      for (const asker of ['owner', 'nobody'] as const) {
        const answer = await browserOf(asker).get(addressOf(page))
        expect([page.path, answer.status, answer.headers.get('allow'), await answer.text()]).toEqual([
          page.path,
          405,
          'POST',
          expect.stringMatching(/^There is nothing to open at this address: .*\.$/),
        ])
      }
    }
  })

  it('is told to whoever sends something to what can only be opened', async () => {
    const openPages = pathsThat(({ writes }) => writes)
    expect(openPages.map(({ path }) => path)).toContain('/find')
    for (const page of openPages) {
      const answer = await browserOf('owner').post(addressOf(page), { a: 'b' })
      expect([page.path, answer.status, answer.headers.get('allow'), await answer.text()]).toEqual([
        page.path,
        405,
        'GET, HEAD',
        'Nothing can be sent to this address. It can only be opened.',
      ])
    }
  })
})

it('meets no error that nobody expected', () => {
  expect(web.troubles).toEqual([])
})

/** There while developing, as here, and in no build. */
const gallery = ['/gallery/:group?', '/gallery/:group/:exhibit', '/gallery/sound/:name']

/** What a person changes about themselves, whatever their role. */
const ownThings = ['/account', '/organisation', '/people/presence']

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
