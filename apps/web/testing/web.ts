import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Router } from 'express'
import { pino } from 'pino'
import type { ServerBuild } from 'react-router'
import { openDatabase, type Database } from '#infra/db/orm.ts'
import { temporaryDatabase, type TemporaryDatabase } from '#infra/db/testing/temporary-database.ts'
import { parseEnv } from '#infra/env.ts'
import { DEMO_PASSWORD } from '#infra/identity/demo-logins.ts'
import { openIdentity } from '#infra/identity/identity.ts'
import { trustedProxies } from '#infra/trusted-proxies.ts'
import { seed } from '../seed.ts'
import { harbourBikes, quayBooks } from '../demo-data.ts'
import { application } from '../server/application.ts'
import { CARRIER_TROUBLE, type Given } from '../server/given.ts'
import type * as handlerModule from '../server/handler.ts'
import { viteForPages } from './vite-for-pages.ts'

/** The pages as they run, straight from their sources, over a database of their own with the demo data. */
export interface TestWeb {
  readonly url: string
  readonly db: Database
  readonly database: TemporaryDatabase
  readonly build: ServerBuild
  /** What was reported as unexpected, and what was logged. */
  readonly troubles: readonly string[]
  /** A browser that somebody may be signed in with. */
  browser(): Browser
  close(): Promise<void>
}

/** Keeps cookies and says where its requests come from, as browsers do; follows no redirects. */
export interface Browser {
  ask(path: string, init: RequestInit): Promise<Response>
  get(path: string, headers?: Record<string, string>): Promise<Response>
  post(path: string, form: Record<string, string>, headers?: Record<string, string>): Promise<Response>
  signIn(email: string, password?: string): Promise<Response>
}

/** The TOKEN_SECRET of every one of them. */
export const TEST_SECRET = 't'.repeat(40)

/** Starts one; takes about ten seconds. */
export async function testWeb({ demo = true }: { readonly demo?: boolean } = {}): Promise<TestWeb> {
  const database = await temporaryDatabase()
  const db = await openDatabase({ url: database.appUrl })
  await seed(db, null)
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo // a listening TCP server has no other kind of address
  const url = `http://127.0.0.1:${port}`
  const env = parseEnv({
    DATABASE_URL: database.ownerUrl,
    DATABASE_APP_URL: database.appUrl,
    DATABASE_IDENTITY_URL: database.identityUrl,
    TEMPORAL_ADDRESS: '127.0.0.1:1',
    TOKEN_SECRET: TEST_SECRET,
    PAYLOAD_KEYS: `k1:${Buffer.alloc(32, 1).toString('base64')}`,
    SIGNALWIRE_BASE_URL: 'http://127.0.0.1:1',
    PUBLIC_URL: url,
    DATA_DIR: join(tmpdir(), `ringdown-web-${port}`),
  })
  await addLogins(env)
  const troubles: string[] = []
  const given: Given = {
    mode: 'development',
    env,
    demo,
    phonesUrl: null,
    trouble: async () => [],
    actOnCall: async () => 'unanswered', // there is no engine here
    report: (error, where) =>
      void troubles.push(
        `${where.method} ${where.path}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      ),
    tell: (message) => {
      if (!message.startsWith(CARRIER_TROUBLE)) troubles.push(message) // there is no carrier here
    },
  }
  const vite = await viteForPages()
  const handler = (await vite.ssrLoadModule('./apps/web/server/handler.ts')) as typeof handlerModule // its types are its source's
  const build = (await vite.ssrLoadModule('virtual:react-router/server-build')) as ServerBuild // what React Router's plugin promises
  const pages = await handler.openPages(given)
  server.on(
    'request',
    application({
      carrier: { router: Router(), door: () => undefined },
      trusted: trustedProxies(''),
      trouble: given.trouble,
      remarks: async () => [],
      pages: [(request, response) => pages.listener(request, response)],
      isSignedIn: pages.isSignedIn,
      publicUrl: url,
      log: pino({ level: 'silent' }),
    }),
  )
  return {
    url,
    db,
    database,
    build,
    troubles,
    browser: () => newBrowser(url),
    async close() {
      server.closeAllConnections()
      server.close()
      await pages.close()
      await vite.close()
      await db.close()
      await database.remove()
    },
  }
}

async function addLogins(env: ReturnType<typeof parseEnv>): Promise<void> {
  const identity = openIdentity({
    url: env.DATABASE_IDENTITY_URL ?? '',
    publicUrl: env.PUBLIC_URL,
    secret: env.TOKEN_SECRET,
    demo: true,
    send: async () => {},
    onTrouble: () => undefined,
  })
  for (const { email, name } of [...harbourBikes.people, ...quayBooks.people])
    await identity.addLogin({ email, name, password: DEMO_PASSWORD })
  await identity.close()
}

function newBrowser(url: string): Browser {
  const jar = new Map<string, string>()
  const ask = async (path: string, init: RequestInit): Promise<Response> => {
    const headers = new Headers(init.headers)
    if (jar.size > 0) headers.set('cookie', [...jar].map(([name, value]) => `${name}=${value}`).join('; '))
    const answer = await fetch(new URL(path, url), { ...init, headers, redirect: 'manual' })
    for (const line of answer.headers.getSetCookie()) {
      const [pair = '', ...rest] = line.split(';')
      const [name = '', value = ''] = pair.split(/=(.*)/s)
      if (rest.some((part) => /max-age=0$/i.test(part.trim()))) jar.delete(name)
      else jar.set(name, value)
    }
    return answer
  }
  const browser: Browser = {
    ask,
    get: (path, headers = {}) => ask(path, { headers: { accept: 'text/html', ...headers } }),
    post: (path, form, headers = { origin: url, 'sec-fetch-site': 'same-origin' }) =>
      ask(path, { method: 'POST', headers, body: new URLSearchParams(form) }),
    signIn: (email, password = DEMO_PASSWORD) => browser.post('/sign-in', { email, password, to: '/account' }),
  }
  return browser
}
