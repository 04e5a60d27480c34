import type { Server } from 'node:http'
import { parseArgs } from 'node:util'
import { readEnv, type Env } from '#infra/env.ts'
import { createLog } from '#infra/log.ts'
import { exposureOf } from '#infra/tools/start/exposure.ts'
import { trustedProxies } from '#infra/trusted-proxies.ts'
import { openCarrier } from './carrier/carrier.ts'
import { application } from './server/application.ts'
import { boundedServer } from './server/bounded-server.ts'
import type { Given } from './server/given.ts'
import { builtPages, livePages } from './server/pages.ts'
import { isDemo } from './server/is-demo.ts'
import { phonesUrl } from './server/phones-url.ts'

await main().catch((error: unknown) => {
  process.stderr.write(`The web cannot start: ${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
})

/** The web: what the carrier calls, what watches over us, and the pages, on one port. `--demo` as `isDemo` says; `--host` is the address to listen on. */
async function main(): Promise<void> {
  const { demo: flag = false, host } = parseArgs({
    options: { demo: { type: 'boolean' }, host: { type: 'string' } },
  }).values
  process.umask(0o077)
  const env = readEnv()
  const log = createLog('web')
  // React chooses its production half by this variable, also when nobody has set it.
  process.env['NODE_ENV'] = env.NODE_ENV // oxlint-disable-line node/no-process-env
  const carrier = await openCarrier(env, log)
  const given: Given = {
    mode: env.NODE_ENV === 'development' ? 'development' : 'production',
    env,
    demo: isDemo(env, { flag }),
    phonesUrl: phonesUrl(env),
    trouble: () => carrier.trouble(),
    actOnCall: (key, deed) => carrier.deed(key, deed),
    report: (error, where) => log.error({ error, ...where }, 'A page failed'),
    tell: (message) => log.warn(message),
  }
  const server = boundedServer({
    unbounded: trustedProxies(`127.0.0.0/8,::1,${env.TRUSTED_PROXIES}`),
    tell: (about) => log.warn(about, 'There was no room for more connections: some were closed'),
  })
  const pages =
    given.mode === 'development'
      ? await livePages(given, { server, publicUrl: env.PUBLIC_URL })
      : await builtPages(given)
  const parts = {
    carrier,
    trusted: trustedProxies(env.TRUSTED_PROXIES),
    trouble: given.trouble,
    remarks: () => carrier.remarks(),
    pages: pages.handlers,
    isSignedIn: pages.isSignedIn,
    publicUrl: env.PUBLIC_URL,
    log,
  }
  server.on('request', application(parts))
  await listen(server, { ...env, host: exposureOf(env, { demo: given.demo, host }).host })
  log.info({ port: env.WEB_PORT, publicUrl: env.PUBLIC_URL, mode: given.mode, demo: given.demo }, 'The web answers')

  onceToldToStop(async (signal) => {
    log.info({ signal, totals: carrier.totals }, 'The web stops')
    await hangUp(server)
    await Promise.all([pages.close(), carrier.close()])
  })
}

/** On every address, where none is given. @throws Error that says what to do about a taken port. */
function listen(
  server: Server,
  { WEB_PORT, host }: Pick<Env, 'WEB_PORT'> & { readonly host: string | undefined },
): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EADDRINUSE') reject(error)
      else
        reject(
          new Error(`port ${WEB_PORT} is taken by another program. End that program, or set WEB_PORT to another port.`),
        )
    })
    server.listen({ port: WEB_PORT, host }, resolve)
  })
}

/** No new requests; those under way get a second to end, then every connection is closed. */
async function hangUp(server: Server): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve))
  const impatience = setTimeout(() => server.closeAllConnections(), 1_000)
  await closed
  clearTimeout(impatience)
}

/** Stops in good order, and after 4 s in whatever order: whoever told us to stop waits 5. */
function onceToldToStop(stop: (signal: NodeJS.Signals) => Promise<void>): void {
  let isStopping = false
  const told = (signal: NodeJS.Signals) => {
    if (isStopping) return
    isStopping = true
    setTimeout(() => process.exit(0), 4_000)
    const ended = () => process.exit(0)
    stop(signal).then(ended, ended)
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, told)
}
