import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import type { TestProject } from 'vitest/node'
import { findChromium } from '#test/browser/chromium/find-chromium.ts'
import { isRoot } from '#test/browser/chromium/machine.ts'
import { StackGround } from '#test/drivers/stack/stack-ground.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where everything is that tests in the browser need; see `BrowserGround`. */
    browserGround: {
      readonly web: string
      readonly emulator: string
      /** Where the one Chromium listens, for `chromium.connect`. */
      readonly chromium: string
      /** Folder in which the cookies of those who have signed in are kept for the next test. */
      readonly cookies: string
    }
  }
}

/** Once per run of the project: the whole product and one Chromium, which all test files then share. */
export default async function setUp(project: TestProject) {
  const executablePath = await findChromium((line) => console.log(line))
  const server = await chromium.launchServer({ executablePath, chromiumSandbox: !isRoot(), args: QUIET }).catch((error: unknown) => {
    throw new Error(`${executablePath} does not start without a window; set CHROMIUM_PATH to a Chromium or Chrome that does.`, { cause: error })
  })
  const stack = await StackGround.start().catch(async (error: unknown) => {
    await server.close()
    throw error
  })
  const cookies = await mkdtemp(join(tmpdir(), 'ringdown-cookies-'))
  const { PUBLIC_URL: web, EMULATOR_PORT } = stack.settings
  project.provide('browserGround', { web, emulator: `http://localhost:${EMULATOR_PORT}`, chromium: server.wsEndpoint(), cookies })
  return async () => {
    await server.close()
    await stack.stop()
    await rm(cookies, { recursive: true, force: true })
  }
}

/** Nobody listens, and a page that is not in front must count its seconds like any other. */
const QUIET = ['--mute-audio', '--disable-background-timer-throttling', '--disable-renderer-backgrounding', '--disable-backgrounding-occluded-windows']
