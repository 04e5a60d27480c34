import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import type { TestProject } from 'vitest/node'
import { findChromium } from '#test/browser/chromium/find-chromium.ts'
import { isRoot } from '#test/browser/chromium/machine.ts'
import { StackGround } from '#test/drivers/stack/stack-ground.ts'

/** Where everything is that tests in the browser need; see `BrowserGround`. */
export interface BrowserPlace {
  readonly web: string
  readonly emulator: string
  /** The product's data folder. */
  readonly dataDir: string
  /** Where the one Chromium listens, for `chromium.connect`. */
  readonly chromium: string
  /** Folder in which the cookies of those who have signed in are kept for the next test. */
  readonly cookies: string
}

declare module 'vitest' {
  interface ProvidedContext {
    /** One for each worker: two files of tests at the same time must not ring the same phones. */
    browserPlaces: readonly BrowserPlace[]
  }
}

/** Once per run of the project: one Chromium, and for each worker the whole product, which all its test files then share. */
export default async function setUp(project: TestProject) {
  const executablePath = await findChromium((line) => console.log(line))
  const server = await chromium
    .launchServer({ executablePath, chromiumSandbox: !isRoot(), args: QUIET })
    .catch((error: unknown) => {
      throw new Error(
        `${executablePath} does not start without a window; set CHROMIUM_PATH to a Chromium or Chrome that does.`,
        { cause: error },
      )
    })
  const stacks: StackGround[] = []
  const cookies = await mkdtemp(join(tmpdir(), 'ringdown-cookies-'))
  const tearDown = async () => {
    await server.close()
    for (const stack of stacks) await stack.stop()
    await rm(cookies, { recursive: true, force: true })
  }
  try {
    const places: BrowserPlace[] = []
    for (let worker = 1; worker <= project.config.maxWorkers; worker += 1) {
      const stack = await StackGround.start()
      stacks.push(stack)
      places.push({
        web: stack.settings.PUBLIC_URL,
        dataDir: stack.settings.DATA_DIR,
        emulator: `http://localhost:${stack.settings.EMULATOR_PORT}`,
        chromium: server.wsEndpoint(),
        cookies: await mkdtemp(join(cookies, 'of-')),
      })
    }
    project.provide('browserPlaces', places)
  } catch (error) {
    await tearDown()
    throw error
  }
  return tearDown
}

/** Nobody is listening, and a page that is not in front must count its seconds like any other. */
const QUIET = [
  '--mute-audio',
  '--disable-background-timer-throttling',
  '--disable-renderer-backgrounding',
  '--disable-backgrounding-occluded-windows',
]
