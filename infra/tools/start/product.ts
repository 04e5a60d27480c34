import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { inheritedVariables, projectRoot, systemVariables, withheldFrom, type Variables } from '../../env.ts'
import { outputOf } from '../../program-of.ts'
import type { Settings } from '../../settings.ts'
import type { ChildPlan } from './child.ts'
import type { Ground } from './ground.ts'
import { namesOf } from './exposure.ts'

/** The processes of the product, by name, in the order in which they are started. */
export interface Product {
  readonly emulator: ChildPlan
  readonly worker: ChildPlan
  readonly web: ChildPlan
}

/** Whether the demo's published logins are made, and work. */
export interface Demo {
  readonly demo: boolean
}

/** The plans of all processes of the product. Each gets its whole configuration by environment, and nothing that it does not need. */
export function planProduct(
  settings: Settings,
  ground: Ground,
  { demo, host }: Demo & { readonly host?: string | undefined } = { demo: false },
): Product {
  const variables = productVariables(settings, ground)
  const plan = (name: string, main: string, own: Variables, ...flags: readonly string[]): ChildPlan => ({
    name,
    program: process.execPath,
    arguments: [main, ...flags],
    variables: own,
    tier: 'app',
    folder: projectRoot,
  })
  return {
    emulator: {
      ...plan('emulator', 'apps/emulator/main.ts', emulatorVariables(settings, host)),
      isReady: answers(`http://127.0.0.1:${settings.EMULATOR_PORT}/emulator/health`),
    },
    worker: plan('worker', 'apps/worker/main.ts', withheldFrom('worker', variables)),
    web: {
      ...plan(
        'web',
        'apps/web/main.ts',
        withheldFrom('web', variables),
        ...demoFlag(demo),
        ...(host === undefined ? [] : ['--host', host]),
      ),
      isReady: answers(`http://127.0.0.1:${settings.WEB_PORT}/readyz`),
    },
  }
}

/** Runs the migrations as the owner of the tables. @throws Error with what the program said. */
export function migrate(settings: Settings, ground: Ground): Promise<void> {
  const { DATABASE_URL, DATABASE_APP_URL, DATABASE_IDENTITY_URL } = ground
  return runOnce('The migrations', ['infra/db/migrate.ts'], {
    ...systemVariables(),
    DATABASE_URL,
    DATABASE_APP_URL,
    DATABASE_IDENTITY_URL,
    DATA_DIR: settings.DATA_DIR,
  })
}

/** Fills in the demo data; repeating it changes nothing. Needs the emulator, where it sets up the lines. */
export function seed(settings: Settings, ground: Ground, { demo }: Demo): Promise<void> {
  return runOnce(
    'The demo data',
    ['apps/web/seed.ts', ...demoFlag(demo)],
    withheldFrom('web', productVariables(settings, ground)),
  )
}

/** What the emulator reads. It is the carrier, so it knows the account there, and nothing else of ours. */
function emulatorVariables(settings: Settings, host: string | undefined): Variables {
  const { EMULATOR_PORT, DATA_DIR } = settings
  // who may reach it is said by --host alone, which warns
  const own = Object.entries(inheritedVariables()).filter(
    ([name]) => name.startsWith('EMULATOR_') && name !== 'EMULATOR_LISTEN' && name !== 'EMULATOR_HOSTS',
  )
  return {
    EMULATOR_CALLS_PER_SECOND: '10',
    EMULATOR_DATA: join(DATA_DIR, 'emulator'),
    EMULATOR_PROJECT: settings.SIGNALWIRE_PROJECT,
    EMULATOR_TOKEN: settings.SIGNALWIRE_TOKEN,
    EMULATOR_SIGNING_KEY: settings.SIGNALWIRE_SIGNING_KEY,
    ...(host !== undefined && { EMULATOR_LISTEN: host, EMULATOR_HOSTS: namesOf(host, settings).join(',') }),
    ...systemVariables(),
    ...Object.fromEntries(own),
    EMULATOR_PORT: String(EMULATOR_PORT),
  }
}

/** What the product's processes read: our own environment, the settings as they were understood, the ground. */
export function productVariables(settings: Settings, ground: Ground): Variables {
  const { PAYLOAD_KEYS: _keys, ...plain } = settings
  const spelled = Object.entries(plain).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]))
  return {
    ...inheritedVariables(),
    ...Object.fromEntries(spelled),
    ...ground,
  }
}

/** Their own rule is in apps/web/server/is-demo.ts. */
function demoFlag(demo: boolean): readonly string[] {
  return demo ? ['--demo'] : []
}

async function runOnce(what: string, program: readonly string[], variables: Variables): Promise<void> {
  try {
    await run(process.execPath, [...program], { cwd: projectRoot, env: variables, timeout: 120_000, maxBuffer: 16e6 })
  } catch (error) {
    throw new Error(`${what} (node ${program.join(' ')}) failed:\n${outputOf(error)}`, { cause: error })
  }
}
const run = promisify(execFile)

/** @throws Error with what it answered instead, which says what is missing. */
function answers(url: string): () => Promise<boolean> {
  return async () => {
    const response = await fetch(url, { signal: AbortSignal.timeout(2_000) })
    if (response.status !== 200) throw new Error(`${url} answers ${response.status}: ${await response.text()}`)
    await response.body?.cancel()
    return true
  }
}
