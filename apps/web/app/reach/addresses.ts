import { href } from 'react-router'

/** What follows the question mark: by name, as a query, or as the address bar has it (`useLocation().search`). */
type Query = Readonly<Record<string, string>> | URLSearchParams | string

/**
 * The address of every page, and of whatever a page asks: links, redirects, forms and requests are built from these. The
 * routes' own types (`routes.ts`) say which there are and what each needs, so that a route that moves takes its links along.
 */
export const addressOf = {
  front: (query?: Query) => withQuery(href('/'), query),
  home: (query?: Query) => withQuery(href('/home'), query),

  inbox: (query?: Query) => withQuery(href('/inbox'), query),
  inboxList: (query?: Query) => withQuery(href('/inbox/list'), query),
  conversation: (conversation: string, query?: Query) =>
    withQuery(href('/inbox/:conversation', { conversation }), query),
  olderItems: (conversation: string, query?: Query) =>
    withQuery(href('/inbox/:conversation/older', { conversation }), query),
  conversationMark: (conversation: string) => href('/inbox/:conversation/mark', { conversation }),

  liveEvents: (query?: Query) => withQuery(href('/live/events'), query),
  liveCalls: () => href('/live/calls'),
  whoAmI: () => href('/live/who'),

  calls: (query?: Query) => withQuery(href('/calls'), query),
  call: (call: string) => href('/calls/:call', { call }),
  callEnd: (call: string) => href('/calls/:call/end', { call }),
  callHistory: (call: string) => href('/calls/:call/history.json', { call }),
  recording: (call: string, recording: string) => href('/calls/:call/recordings/:recording', { call, recording }),

  contacts: (query?: Query) => withQuery(href('/contacts'), query),
  contact: (contact: string, query?: Query) => withQuery(href('/contacts/:contact', { contact }), query),
  newContact: (query?: Query) => withQuery(href('/contacts/new'), query),
  tags: () => href('/contacts/tags'),
  removedContacts: () => href('/contacts/removed'),
  contactsImport: () => href('/contacts/import'),
  importProgress: (query: Query) => withQuery(href('/contacts/import/progress'), query),

  kinds: () => href('/docs/nodes'),
  kind: (kind: string) => href('/docs/nodes/:kind', { kind }),

  flows: () => href('/flows'),
  flow: (flow: string, query?: Query) => withQuery(href('/flows/:flow', { flow }), query),
  flowExport: (flow: string) => href('/flows/:flow/export.json', { flow }),
  flowDraft: (flow: string) => href('/flows/:flow/draft', { flow }),
  flowPreview: (flow: string, query?: Query) => withQuery(href('/flows/:flow/preview', { flow }), query),
  flowPublish: (flow: string) => href('/flows/:flow/publish', { flow }),
  flowRestore: (flow: string) => href('/flows/:flow/restore', { flow }),
  flowVersions: (flow: string) => href('/flows/:flow/versions', { flow }),
  flowVisit: (flow: string) => href('/flows/:flow/visit', { flow }),

  numbers: (query?: Query) => withQuery(href('/numbers'), query),
  number: (number: string, query?: Query) => withQuery(href('/numbers/:number', { number }), query),

  people: (query?: Query) => withQuery(href('/people'), query),
  person: (member: string) => href('/people/:member', { member }),
  presence: () => href('/people/presence'),

  plan: () => href('/plan'),
  audit: (query?: Query) => withQuery(href('/audit'), query),
  deeds: (query?: Query) => withQuery(href('/audit/deeds'), query),
  deedsExport: (query?: Query) => withQuery(href('/audit/deeds/export'), query),
  settings: () => href('/settings'),
  countries: () => href('/settings/countries'),
  schedules: () => href('/settings/hours'),
  schedule: (schedule: string) => href('/settings/hours/:schedule', { schedule }),
  webhooks: () => href('/settings/webhooks'),
  find: (query: Query) => withQuery(href('/find'), query),

  account: () => href('/account'),
  organisation: () => href('/organisation'),
  signIn: (query?: Query) => withQuery(href('/sign-in'), query),
  secondFactor: (query?: Query) => withQuery(href('/sign-in/code'), query),
  signOut: () => href('/sign-out'),
  forgotPassword: () => href('/forgot-password'),
  invitations: (query?: Query) => withQuery(href('/invitations'), query),
  noOrganisation: () => href('/no-organisation'),
  mail: () => href('/mail'),
  /** Where Temporal's own pages have what they show decoded. */
  temporalDecode: () => href('/temporal/decode'),
} as const

function withQuery(path: string, query: Query = ''): string {
  if (typeof query === 'string') return path + query
  const written = new URLSearchParams(query instanceof URLSearchParams ? query : { ...query }).toString()
  return written === '' ? path : `${path}?${written}`
}
