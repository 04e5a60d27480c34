import { randomInt } from 'node:crypto'
import { templateDocument } from '#apps/web/app/flows/templates.ts'
import { harbourBikes } from '#apps/web/demo-data.ts'
import { codeOf } from './authenticator.ts'
import { reads, sends, type Fields, type Sent, type What } from './sends.ts'
import { until } from './until.ts'
import type { Visitor } from './visitor.ts'

/** Who does it: each in a browser of their own, which `olive`, `ana` and `quinn` are signed in with. */
export interface Company {
  readonly olive: Visitor
  /** A member, on the number to which a call has come in. */
  readonly ana: Visitor
  /** Of another organisation. */
  readonly quinn: Visitor
  /** Signed in nowhere. */
  readonly ida: Visitor
  /** The call in which Ana talks. */
  readonly call: string
}

/** One thing that a page does. It is sent as often as there are ways to send it: 0, and for pages 1. */
export interface RealAction {
  readonly by: Visitor
  at(way: number): string | Promise<string>
  sends(way: number): What | Promise<What>
  /** Takes what the first answer says, for those after it. */
  heard?(sent: Sent): void
  /** Where it can be seen that it was done, and how. */
  shows?(way: number): readonly [path: string, text: string]
}

/** For every address that takes something, what is really done there, in this order; each leaves the demo as others need it. */
export function realActions({ olive, ana, quinn, ida, call }: Company): Readonly<Record<string, RealAction>> {
  const mark = randomInt(1_000, 9_999)
  const email = (way: number) => `ida-${mark}-${way}@harbour.test`
  const number = (way: number) => `+44 20 7946 0${String(way * 500 + (mark % 500)).padStart(3, '0')}`
  let [contact, flow, revision, secret, codes]: [string, string, string, string, readonly string[]] = [
    '',
    '',
    '',
    '',
    [],
  ]
  const pick =
    (...of: readonly string[]) =>
    (way: number) =>
      of[way] ?? ''
  const plan = pick('business', 'starter')
  const countries = pick('DE,US', 'US')
  const password = pick(`Ida ${mark} has a long password`, `Ida ${mark} has another password`)
  const invites = (fields: Fields) => sends(olive, '/people', { fields: { role: 'member', ...fields } })
  const signsIn = () => sends(ida, '/sign-in', { fields: { email: email(0), password: password(1), to: '/account' } })

  return {
    '/contacts/new': {
      by: olive,
      at: () => '/contacts/new',
      sends: (way) => ({ fields: { name: `Tess ${mark}-${way}`, number: number(way) } }),
      heard: ({ path }) => void (contact = path),
      shows: (way) => [`/contacts?q=Tess+${mark}-${way}`, `Tess ${mark}-${way}`],
    },
    '/contacts/:contact': {
      by: olive,
      at: () => contact,
      sends: (way) => ({ fields: { intent: 'rename', name: `Tessa ${mark}-${way}` } }),
      shows: (way) => [contact, `Tessa ${mark}-${way}`],
    },
    '/contacts/import': {
      by: olive,
      at: () => '/contacts/import',
      sends: (way) => ({ fields: { text: `Theo ${mark}-${way},+44 20 7946 0${way}99\n`, write: 'yes' }, isLong: true }),
      shows: (way) => [`/contacts?q=Theo+${mark}-${way}`, `Theo ${mark}-${way}`],
    },

    '/contacts/tags': {
      by: olive,
      at: () => '/contacts/tags',
      sends: (way) => ({ fields: { intent: 'add-tag', name: `Tag ${mark}-${way}`, colour: 'yellow' } }),
      shows: (way) => ['/contacts/tags', `Tag ${mark}-${way}`],
    },

    '/flows': {
      by: olive,
      at: () => '/flows',
      sends: (way) => ({ fields: { deed: 'create', name: `Night ${mark}-${way}`, template: 'quick' } }),
      heard: ({ path }) => void (flow = path),
      shows: (way) => ['/flows?all=find', `Night ${mark}-${way}`],
    },
    '/flows/:flow/draft': {
      by: olive,
      at: () => `${flow}/draft`,
      sends: () => ({ json: { document: templateDocument('quick', `Dawn ${mark}`) } }),
      heard: ({ text }) => void (revision = String(JSON.parse(text).revision)),
      shows: () => ['/flows?all=find', `Dawn ${mark}`],
    },
    '/flows/:flow/publish': { by: olive, at: () => `${flow}/publish`, sends: () => ({ json: { revision } }) },
    '/flows/:flow/restore': {
      by: olive,
      at: () => `${flow}/restore`,
      sends: () => ({ json: { version: 1, base: revision } }),
    },
    '/flows/:flow/visit': {
      by: olive,
      at: () => `${flow}/visit`,
      sends: () => ({ json: { revision, leaving: true } }),
    },

    '/people': {
      by: olive,
      at: () => '/people',
      sends: (way) => ({ fields: { name: `Ida ${way}`, email: email(way), role: 'member' } }),
      shows: (way) => ['/people?all=find', email(way)],
    },
    '/people/:member': {
      by: olive,
      at: () => linkTo(olive, '/people?all=find', `Ida 0`),
      sends: (way) => ({ fields: { intent: 'role', role: pick('admin', 'member')(way) } }),
    },
    '/people/presence': {
      by: olive,
      at: () => '/people/presence',
      sends: () => ({ fields: { notifications: 'default' } }),
    },
    '/numbers/:number': {
      by: olive,
      at: () => linkTo(olive, '/numbers', 'Quick'),
      sends: async (way) => ({
        fields: {
          intent: pick('add', 'remove')(way),
          member: idIn(await linkTo(olive, '/people?all=find', 'Adam')),
          role: 'member',
        },
      }),
    },
    '/plan': { by: olive, at: () => '/plan', sends: (way) => ({ fields: { plan: plan(way) } }) },
    '/settings': {
      by: olive,
      at: () => '/settings',
      sends: (way) => ({ fields: { intent: 'rename', name: pick(`Harbour ${mark}`, harbourBikes.name)(way) } }),
      shows: (way) => ['/settings', pick(`Harbour ${mark}`, harbourBikes.name)(way)],
    },
    '/settings/countries': {
      by: olive,
      at: () => '/settings/countries',
      sends: (way) => ({ fields: { countries: countries(way) } }),
    },
    '/settings/hours': {
      by: olive,
      at: () => '/settings/hours',
      sends: (way) => ({ fields: { name: `Hours ${mark}-${way}` } }),
      shows: (way) => ['/settings/hours', `Hours ${mark}-${way}`],
    },
    '/settings/hours/:schedule': {
      by: olive,
      at: (way) => linkTo(olive, '/settings/hours', `Hours ${mark}-${way}`),
      sends: () => ({ fields: { intent: 'delete' } }),
    },
    '/settings/webhooks': {
      by: olive,
      at: () => '/settings/webhooks',
      sends: (way) => ({ fields: { intent: 'set', secret: `key-${mark}-${way}`, value: 'not shown again' } }),
      shows: (way) => ['/settings/webhooks', `key-${mark}-${way}`],
    },
    '/organisation': {
      by: olive,
      at: () => '/organisation',
      sends: () => ({ fields: { organisation: harbourBikes.id } }),
    },
    '/temporal/decode': {
      by: olive,
      at: () => '/temporal/decode',
      sends: () => ({ json: { payloads: [{ metadata: { encoding: btoa('json/plain') }, data: btoa('"Priya"') }] } }),
    },

    '/inbox/:conversation/mark': {
      by: ana,
      at: async () => `${await linkTo(ana, '/inbox?view=all', '555-0157', 'List of conversations')}/mark`,
      sends: () => ({ fields: { as: 'unread' } }),
    },
    '/calls/:call/end': {
      by: ana,
      at: () => `/calls/${call}/end`,
      sends: () => ({ fields: {} }),
    },

    '/invitations': {
      by: quinn,
      at: () => '/invitations',
      async sends(way) {
        if (way === 0) await invites({ name: 'Quinn', email: 'quinn@quay.test' })
        else await sends(olive, await linkTo(olive, '/people?all=find', 'Quinn'), { fields: { intent: 'invite' } })
        return {
          fields: {
            member: /name="member" value="([^"]+)"/.exec(await reads(quinn, '/invitations'))?.[1] ?? '',
            answer: 'decline',
          },
        }
      },
    },
    '/invitation': {
      by: ida,
      at: () => '/invitation',
      sends: async (way) => ({
        fields: { token: await tokenFor(ida, email(way), 'invitation'), password: password(0) },
      }),
    },
    '/forgot-password': { by: ida, at: () => '/forgot-password', sends: () => ({ fields: { email: email(0) } }) },
    '/reset-password': {
      by: ida,
      at: () => '/reset-password',
      async sends(way) {
        const before = await tokenFor(ida, email(0), 'reset-password')
        if (way === 1) await sends(ida, '/forgot-password', { fields: { email: email(0) } })
        const token = way === 0 ? before : await tokenFor(ida, email(0), 'reset-password', before)
        return { fields: { token, password: password(way) } }
      },
    },
    '/sign-in': {
      by: ida,
      at: () => '/sign-in',
      sends: () => ({ fields: { email: email(0), password: password(1), to: '/account' } }),
    },
    '/account': {
      by: ida,
      at: () => '/account',
      sends: (way) => ({
        fields: {
          intent: pick('start-second-factor', 'confirm-second-factor')(way),
          [pick('password', 'code')(way)]: way === 0 ? password(1) : codeOf(secret),
        },
      }),
      heard({ text }) {
        secret = /secret=([A-Z2-7]+)/.exec(text)?.[1] ?? ''
        codes = [...text.matchAll(/<code[^>]*>(\w{5}-\w{5})<\/code>/g)].map(([, code]) => code ?? '')
      },
    },
    '/sign-in/code': {
      by: ida,
      at: () => '/sign-in/code',
      async sends(way) {
        await sends(ida, '/sign-out', { fields: {} })
        await signsIn()
        return { fields: { code: codes[way] ?? '', to: '/account' } }
      },
    },
  }
}

/** The address behind a link that somebody finds on a page. */
async function linkTo(visitor: Visitor, page: string, name: string, list?: string): Promise<string> {
  await visitor.opens(page)
  const place =
    list === undefined ? visitor.page.getByRole('main') : visitor.page.getByRole('navigation', { name: list })
  const href = await place.getByRole('link', { name }).first().getAttribute('href')
  return new URL(href ?? '', visitor.page.url()).pathname
}

function idIn(path: string): string {
  return path.split('/').at(-1) ?? ''
}

/** The token in the newest letter of this kind to somebody, once there is another one than `before`. */
async function tokenFor(
  visitor: Visitor,
  email: string,
  kind: 'invitation' | 'reset-password',
  before = '',
): Promise<string> {
  let token = ''
  await until(async () => {
    const letters = (await reads(visitor, '/mail')).split('<article')
    const own = letters.find((letter) => letter.includes(email) && letter.includes(`/${kind}?token=`)) ?? ''
    token = new RegExp(`/${kind}\\?token=([\\w.%~-]+)`).exec(own)?.[1] ?? ''
    return token !== '' && token !== before
  }, `a letter for ${email} is there`)
  return decodeURIComponent(token)
}
