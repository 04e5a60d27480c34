import { Contact } from '#infra/db/contact/contact.ts'
import { Flow } from '#infra/db/flow/flow.ts'
import { Member } from '#infra/db/member/member.ts'
import { PhoneNumber } from '#infra/db/number/number.ts'
import { harbourBikes } from '../demo-data.ts'
import type { OrganisationRole } from '#infra/deeds/permissions.ts'
import { testWeb, type Browser, type TestWeb } from './web.ts'

/** Every address of the product, and everybody who may ask for one. */
export interface EveryAddress {
  readonly web: TestWeb
  readonly pages: () => readonly Page[]
  /** Those that are not public. */
  readonly guarded: () => readonly Page[]
  /** Where a page is, with the ids of what the demo data has, and with dead ids for the rest. */
  readonly addressOf: (page: Page) => string
  readonly browserOf: (asker: Asker) => Browser
}

export interface Page {
  readonly path: string
  readonly permission: unknown
  readonly parents: readonly string[]
  readonly params: readonly string[]
  /** Whether the demo data has what its address names. */
  readonly isKnown: boolean
  readonly reads: boolean
  readonly writes: boolean
}

export type Asker = OrganisationRole | 'nobody' | 'a stranger'

/** The id of nothing that there is. */
export const DEAD = '5ea50000-0000-4000-8000-00000000dead'

const logins: Record<OrganisationRole | 'a stranger', string> = {
  owner: 'olive@harbour.test',
  admin: 'adam@harbour.test',
  member: 'ana@harbour.test',
  auditor: 'audit@harbour.test',
  'a stranger': 'quinn@quay.test',
}

/** Starts the product and signs everybody in. */
export async function everyAddress(): Promise<EveryAddress> {
  const web = await testWeb()
  const browsers = new Map<Asker, Browser>()
  const ids: Readonly<Record<string, string>> = await web.db.withOrganisation(harbourBikes.id, async (em) => {
    const contact = em.create(Contact, { organisation: harbourBikes.id, name: 'Priya', e164: '+12025550150' })
    await em.flush()
    const [flow, number, member] = await Promise.all([
      em.findOneOrFail(Flow, { name: 'Sales' }),
      em.findOneOrFail(PhoneNumber, { e164: '+12025550100' }),
      em.findOneOrFail(Member, { email: 'ana@harbour.test' }),
    ])
    return { flow: flow.id, number: number.id, member: member.id, contact: contact.id, kind: 'play' }
  })
  browsers.set('nobody', web.browser())
  for (const [asker, email] of Object.entries(logins)) {
    const browser = web.browser()
    await browser.signIn(email)
    browsers.set(asker as Asker, browser) // the keys of the record above
  }
  const pages = () => pagesOf(web, ids)
  return {
    web,
    pages,
    guarded: () => pages().filter(({ permission }) => permission !== 'public'),
    addressOf: ({ path }) => path.replace(/:(\w+)\??/g, (_, name: string) => ids[name] ?? DEAD),
    browserOf(asker) {
      const browser = browsers.get(asker)
      if (browser === undefined) throw new Error(`${asker} has no browser`)
      return browser
    },
  }
}

function pagesOf({ build }: TestWeb, ids: Readonly<Record<string, string>>): Page[] {
  const all = build.routes
  const lineage = (id: string | undefined): string[] => (id === undefined ? [] : [id, ...lineage(all[id]?.parentId)])
  return Object.values(all).flatMap((route) => {
    if (route === undefined || (route.path === undefined && route.index !== true) || route.id === 'root') return []
    const parents = lineage(route.parentId)
    const path = `/${[...parents.toReversed().map((id) => all[id]?.path ?? ''), route.path ?? ''].filter((part) => part !== '').join('/')}`
    const { handle, loader, action, default: component } = route.module
    const params = [...path.matchAll(/:(\w+)/g)].map((match) => match[1] ?? '')
    const permission =
      typeof handle === 'object' && handle !== null && 'permission' in handle ? handle.permission : undefined
    return [
      {
        path,
        permission,
        parents,
        params,
        isKnown: params.every((name) => name in ids),
        reads: loader !== undefined || component !== undefined,
        writes: action !== undefined,
      },
    ]
  })
}

/** The answer without its body: a stream would never end. */
export async function closed(answering: Promise<Response>): Promise<Response> {
  const answer = await answering
  await answer.body?.cancel()
  return answer
}
