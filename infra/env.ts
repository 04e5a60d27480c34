import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { settingsSchema, type Settings } from './settings.ts'

/** The project's folder, absolute, with no slash at its end. */
export const projectRoot = fileURLToPath(new URL('..', import.meta.url)).replace(/[/\\]$/, '')

/** What every process of the product needs to run: the settings, with the ground's addresses and the secrets filled in. */
export type Env = Settings & Required<Pick<Settings, (typeof grounded)[number]>>

const grounded = ['DATABASE_URL', 'DATABASE_APP_URL', 'TEMPORAL_ADDRESS', 'TOKEN_SECRET', 'PAYLOAD_KEYS'] as const

/**
 * The environment of a process of the product: its variables, then `.env`, then what a running `npm start` wrote into
 * DATA_DIR/ground.json, then the defaults. Parsed once.
 * @throws Error that lists each wrong or missing variable and what to do about it.
 */
export function readEnv(): Env {
  parsedEnv ??= parseEnv(everythingSaid())
  return parsedEnv
}
let parsedEnv: Env | undefined

/** As `readEnv`, for those who come before the ground stands (npm start, doctor): its addresses and secrets may be missing. */
export function readSettings(): Settings {
  parsedSettings ??= parseSettings(inheritedVariables())
  return parsedSettings
}
let parsedSettings: Settings | undefined

/** Parses a record of variables into a complete environment. @throws Error as `readEnv` does. */
export function parseEnv(variables: Variables): Env {
  const settings = parseSettings(variables)
  const missing = grounded.filter((name) => settings[name] === undefined)
  if (missing.length > 0) {
    throw new Error(
      `These variables are not set: ${missing.join(', ')}. ` +
        'Run `npm start` in this folder (it provides all of them), or set them: .env.example says what each is.',
    )
  }
  return settings as Env // checked in the line above, which the compiler cannot follow
}

/** Parses a record of variables. An empty value counts as absent. @throws Error that lists each wrong variable. */
export function parseSettings(variables: Variables): Settings {
  const said = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== undefined && value.trim() !== ''))
  const result = settingsSchema(projectRoot).safeParse(said)
  if (result.success) return result.data
  const lines = result.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`)
  throw new Error(`Some variables are wrong; correct them in the environment or in .env (.env.example explains each):\n${lines.join('\n')}`)
}

/** Variables as the operating system hands them over. */
export type Variables = Readonly<Record<string, string | undefined>>

/** What a child process inherits: everything of ours but npm's own variables, which belong to the npm call above us. */
export function inheritedVariables(): Record<string, string | undefined> {
  loadFile()
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('npm_')))
}

/** Whether an npm call waits for us: then its end is our end too. */
export function isRunByNpm(): boolean {
  return process.env['npm_lifecycle_event'] !== undefined
}

function loadFile() {
  if (fileLoaded || process.env['VITEST'] !== undefined) return // tests must not depend on somebody's .env
  fileLoaded = true
  try {
    process.loadEnvFile(join(projectRoot, '.env'))
  } catch (error) {
    if (!isMissingFile(error)) throw error
  }
}
let fileLoaded = false

function everythingSaid(): Variables {
  const own = inheritedVariables()
  const { DATA_DIR } = parseSettings(own)
  try {
    return { ...groundFile.parse(JSON.parse(readFileSync(join(DATA_DIR, 'ground.json'), 'utf8'))), ...own }
  } catch (error) {
    if (isMissingFile(error)) return own
    throw new Error(`${join(DATA_DIR, 'ground.json')} is not readable; stop npm start and start it again.`, { cause: error })
  }
}
const groundFile = z.record(z.string(), z.string())

function isMissingFile(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}

if (import.meta.main && process.argv.includes('--example')) {
  const { exampleFile } = await import('./settings.ts')
  process.stdout.write(exampleFile())
}
