import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { requireOwnCarrierSecrets } from './carrier-secrets.ts'
import { settingsSchema, variableNames, type Settings } from './settings.ts'

/** The project's folder, absolute, with no slash at its end. */
export const projectRoot = fileURLToPath(new URL('..', import.meta.url)).replace(/[/\\]$/, '')

/** What every process of the product needs to run: the settings, with the ground's addresses and the secrets filled in. */
export type Env = Settings & Required<Pick<Settings, (typeof grounded)[number]>>

const grounded = ['DATABASE_APP_URL', 'TEMPORAL_ADDRESS', 'TOKEN_SECRET', 'PAYLOAD_KEYS'] as const

/**
 * The environment of a process of the product: its variables, then `.env`, then what a running `npm start` wrote into
 * DATA_DIR/ground.json, then the defaults. Parsed once. What the process does not need is forgotten.
 * @throws Error that lists each wrong or missing variable and what to do about it.
 */
export function readEnv(part: Part = 'web'): Env {
  if (parsedEnv !== undefined) return parsedEnv
  parsedEnv = parseEnv(withheldFrom(part, everythingSaid()))
  requireOwnCarrierSecrets(parsedEnv, { withSigningKey: part !== 'worker' })
  for (const name of withheld[part]) delete process.env[name]
  return parsedEnv
}
let parsedEnv: Env | undefined

/** Whose environment it is. The web's is also that of what people run beside it. */
export type Part = 'web' | 'worker'

/** What each of them could do harm with and has no use for. */
const withheld: Readonly<Record<Part, readonly (keyof Settings)[]>> = {
  web: ['DATABASE_URL'],
  worker: [
    'DATABASE_URL',
    'DATABASE_IDENTITY_URL',
    'SMTP_URL',
    'SIGNALWIRE_SIGNING_KEY',
    'SIGNALWIRE_SIGNING_KEY_PREVIOUS',
  ],
}

/** The variables without those that this process has no use for. */
export function withheldFrom(part: Part, said: Variables): Variables {
  return without(withheld[part], said)
}

/** The database's addresses, its owner's among them: for whoever changes its tables. @throws Error as `readEnv` does. */
export function readDatabaseEnv(): Pick<Env, 'DATABASE_APP_URL' | 'DATABASE_IDENTITY_URL'> & {
  readonly DATABASE_URL: string
} {
  const { DATABASE_URL, DATABASE_APP_URL, DATABASE_IDENTITY_URL } = parseSettings(everythingSaid())
  if (DATABASE_URL === undefined || DATABASE_APP_URL === undefined) throw notSet(['DATABASE_URL', 'DATABASE_APP_URL'])
  return { DATABASE_URL, DATABASE_APP_URL, DATABASE_IDENTITY_URL }
}

/** As `readEnv`, for what starts before the ground (npm start, doctor): its addresses and secrets may be missing. */
export function readSettings(): Settings {
  parsedSettings ??= parseSettings(inheritedVariables())
  return parsedSettings
}
let parsedSettings: Settings | undefined

/** Parses a record of variables into a complete environment. @throws Error as `readEnv` does. */
export function parseEnv(variables: Variables): Env {
  const settings = parseSettings(variables)
  const missing = grounded.filter((name) => settings[name] === undefined)
  if (missing.length > 0) throw notSet(missing)
  return settings as Env // checked in the line above, which the compiler cannot follow
}

/**
 * Parses a record of variables. Blanks around a value are not part of it: copied, they would make a secret differ from
 * what it looks like, and the published one from itself. An empty value counts as absent.
 * @throws Error that lists each wrong variable.
 */
export function parseSettings(variables: Variables): Settings {
  const said = Object.fromEntries(
    Object.entries(variables).flatMap(([name, value]) => {
      const meant = value?.trim() ?? ''
      return meant === '' ? [] : [[name, meant]]
    }),
  )
  const result = settingsSchema(projectRoot).safeParse(said)
  if (result.success) return result.data
  const lines = result.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`)
  throw new Error(
    `Some variables are wrong; correct them in the environment or in .env (.env.example explains each):\n${lines.join('\n')}`,
  )
}

function notSet(names: readonly string[]): Error {
  return new Error(
    `These variables are not set: ${names.join(', ')}. Run \`npm start\` in this folder (it provides all of them), or set them: .env.example says what each is.`,
  )
}

/** Variables as the operating system hands them over. */
export type Variables = Readonly<Record<string, string | undefined>>

/** What a child process inherits: everything of ours but npm's own variables, which belong to the npm call above us. */
export function inheritedVariables(): Record<string, string | undefined> {
  loadFile()
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('npm_')))
}

/** What a program that is not ours inherits: the operating system's variables and nothing of the product's. */
export function systemVariables(): Variables {
  return without(
    variableNames(),
    Object.fromEntries(Object.entries(inheritedVariables()).filter(([name]) => !name.startsWith('EMULATOR_'))),
  )
}

function without(names: readonly string[], said: Variables): Variables {
  return Object.fromEntries(Object.entries(said).filter(([name]) => !names.includes(name)))
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
    throw new Error(`${join(DATA_DIR, 'ground.json')} is not readable; stop npm start and start it again.`, {
      cause: error,
    })
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
