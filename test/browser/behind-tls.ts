import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { projectRoot, systemVariables } from '#infra/env.ts'
import { freePorts } from '#infra/tools/start/ports.ts'
import type { BrowserPlace } from '#test/setup/browser.ts'
import { tlsProxy } from './tls-proxy.ts'
import { until } from './until.ts'

export interface WebBehindTls {
  /** As browsers see it, such as `https://localhost:40123`. */
  readonly url: string
  close(): Promise<void>
}

/** One more web process of a running product, which knows itself by an https address, behind a proxy that ends TLS. */
export async function webBehindTls({
  dataDir,
  emulator,
}: Pick<BrowserPlace, 'dataDir' | 'emulator'>): Promise<WebBehindTls> {
  const [port = 0] = await freePorts(1)
  const proxy = await tlsProxy(() => port)
  const url = `https://localhost:${proxy.port}`
  const env = {
    ...systemVariables(),
    DATA_DIR: dataDir,
    WEB_PORT: String(port),
    PUBLIC_URL: url,
    EMULATOR_PORT: new URL(emulator).port,
    TRUSTED_PROXIES: '127.0.0.1',
  }
  const web = spawn(process.execPath, ['apps/web/main.ts', '--demo'], {
    cwd: projectRoot,
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const ended = once(web, 'exit')
  const close = async (): Promise<void> => {
    web.kill()
    await Promise.all([ended, proxy.close()])
  }
  try {
    await until(
      async () => (await fetch(`http://127.0.0.1:${port}/healthz`).catch(() => null))?.ok === true,
      'the web behind TLS answers',
      STARTS_WITHIN,
    )
  } catch (error) {
    await close()
    throw error
  }
  return { url, close }
}

/** Milliseconds: twice what the product gives its own processes, for the machine plays the tests as well. */
const STARTS_WITHIN = 120_000
