import { createHmac } from 'node:crypto'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Variables } from '../../env.ts'
import { initialise, postgresPlan, superuserUrl, type EmbeddedServer } from '../../postgres/embedded.ts'
import { chooseHome, setAside } from '../../postgres/home.ts'
import { endFormerServer } from '../../postgres/postmaster.ts'
import { prepareDatabase } from '../../postgres/roles.ts'
import type { Settings } from '../../settings.ts'
import { findTemporal } from '../../temporal/server/find-tool.ts'
import { guardPages } from '../../temporal/server/guarded-pages.ts'
import { temporalPlan } from '../../temporal/server/plan.ts'
import { freePorts, isFree, listens } from './ports.ts'
import { makePrivate } from './make-private.ts'
import type { Progress } from './progress.ts'
import { hasSecrets, keepSecrets, writeWhole, type Secrets } from './secrets.ts'
import type { Supervisor } from './supervisor.ts'

/** What the ground is laid with. */
export interface GroundOptions {
  /** DATA_DIR, the ports and the addresses of what is not ours to run. */
  readonly settings: Settings
  readonly supervisor: Supervisor
  readonly progress: Progress
  /** For tests: a database that need not survive a power cut. */
  readonly throwaway?: boolean
}

/** The variables that tell every process of the product where the ground is and which secrets hold. */
export type Ground = Variables & {
  readonly DATABASE_URL: string
  readonly DATABASE_APP_URL: string
  readonly DATABASE_IDENTITY_URL: string
  readonly TEMPORAL_ADDRESS: string
  readonly TOKEN_SECRET: string
  readonly PAYLOAD_KEYS: string
}

/**
 * Starts what the product stands on, in the data folder of the settings: PostgreSQL unless DATABASE_URL, Temporal unless
 * TEMPORAL_ADDRESS. Children are named `postgres` and `temporal`. The addresses also go to DATA_DIR/ground.json, where
 * `npm run story` and its like find them.
 * @throws Error with a sentence that tells you what to do.
 */
export async function startGround({
  settings,
  supervisor,
  progress,
  throwaway = false,
}: GroundOptions): Promise<Ground> {
  makePrivate(settings.DATA_DIR)
  const isFresh = !hasSecrets(settings.DATA_DIR)
  const secrets = keepSecrets(settings.DATA_DIR)
  const database = await layDatabase({ settings, supervisor, progress, throwaway }, secrets, isFresh)
  const temporal = await layTemporal({ settings, supervisor, progress })
  const ground = {
    ...database,
    TEMPORAL_ADDRESS: temporal,
    // what npm start runs is stopped as one: no worker of a former release stays behind to finish its calls
    WORKER_VERSIONING: String(settings.WORKER_VERSIONING ?? false),
    TOKEN_SECRET: settings.TOKEN_SECRET ?? secrets.tokenSecret,
    PAYLOAD_KEYS: settings.PAYLOAD_KEYS === undefined ? secrets.payloadKeys : spelled(settings.PAYLOAD_KEYS),
  }
  writeWhole(join(settings.DATA_DIR, 'ground.json'), JSON.stringify(ground, null, 2))
  return ground
}

/** Removes what the data folder has kept, including a database outside of it. No `npm start` may be running there. */
export async function resetGround(dataDir: string): Promise<void> {
  const former = readPlace(dataDir)
  if (former !== undefined) {
    await endFormerServer(former.folder)
    rmSync(former.folder, { recursive: true, force: true })
  }
  rmSync(dataDir, { recursive: true, force: true })
}

async function layDatabase(
  { settings, supervisor, progress, throwaway = false }: GroundOptions,
  { passwords, tokenSecret }: Secrets,
  isFresh: boolean,
) {
  if (settings.DATABASE_URL !== undefined) return givenDatabase(settings)
  const home = chooseHome(settings.DATA_DIR)
  if (!home.dataFolder.startsWith(settings.DATA_DIR)) {
    progress.say(
      `The database's user cannot enter ${settings.DATA_DIR}, so the database is kept in ${home.dataFolder}.`,
    )
  }
  await endFormerServer(home.dataFolder)
  if (isFresh && existsSync(home.dataFolder)) {
    progress.say(
      `A database from before was found without its passwords; it was set aside as ${setAside(home.dataFolder)}.`,
    )
  }
  const server: EmbeddedServer = {
    home,
    port: await rememberedPort(settings.DATA_DIR),
    password: passwords.superuser,
    throwaway,
  }
  writeWhole(placeFile(settings.DATA_DIR), JSON.stringify({ folder: home.dataFolder, port: server.port }))
  const roles = {
    database: 'ringdown',
    owner: { name: 'ringdown', password: passwords.owner },
    app: { name: 'ringdown_app', password: passwords.app },
    // derived, so that secrets.json of an earlier version is still whole
    identity: {
      name: 'ringdown_identity',
      password: createHmac('sha256', tokenSecret).update('role of sign-in').digest('hex'),
    },
  }
  await progress.step(`PostgreSQL on port ${server.port}`, async () => {
    await initialise(server)
    await supervisor.start(postgresPlan(server))
    await prepareDatabase(superuserUrl(server), roles)
  })
  const url = ({ name, password }: { name: string; password: string }) =>
    `postgres://${name}:${password}@127.0.0.1:${server.port}/${roles.database}`
  return {
    DATABASE_URL: url(roles.owner),
    DATABASE_APP_URL: url(roles.app),
    DATABASE_IDENTITY_URL: url(roles.identity),
  }
}

function givenDatabase({ DATABASE_URL, DATABASE_APP_URL, DATABASE_IDENTITY_URL }: Settings) {
  if (DATABASE_URL === undefined || DATABASE_APP_URL === undefined || DATABASE_IDENTITY_URL === undefined) {
    const missing = DATABASE_APP_URL === undefined ? 'DATABASE_APP_URL' : 'DATABASE_IDENTITY_URL'
    throw new Error(
      `DATABASE_URL is set but ${missing} is not: the product and sign-in need roles of their own, which .env.example describes.`,
    )
  }
  return { DATABASE_URL, DATABASE_APP_URL, DATABASE_IDENTITY_URL }
}

async function layTemporal({ settings, supervisor, progress }: GroundOptions): Promise<string> {
  if (settings.TEMPORAL_ADDRESS !== undefined) return givenTemporal(settings.TEMPORAL_ADDRESS)
  const program = await progress.step('Temporal, the program', (tell) => findTemporal(tell))
  const port = settings.TEMPORAL_PORT
  const file = join(settings.DATA_DIR, 'temporal.db')
  const codec = `${settings.PUBLIC_URL}/temporal`
  const [hidden = 0] = await freePorts(1)
  const plan = temporalPlan({ program, port, uiPort: hidden, file, namespace: settings.TEMPORAL_NAMESPACE, codec })
  await progress.step(`Temporal on port ${port}`, () => supervisor.start(plan))
  await guardPages({ port: settings.TEMPORAL_UI_PORT, hidden })
  return `127.0.0.1:${port}`
}

async function givenTemporal(address: string): Promise<string> {
  const at = address.lastIndexOf(':')
  if (await listens(address.slice(0, at), Number(address.slice(at + 1)))) return address
  throw new Error(
    `Nothing answers at ${address}, which TEMPORAL_ADDRESS names: start that server, or remove the variable to run one here.`,
  )
}

function spelled(keys: NonNullable<Settings['PAYLOAD_KEYS']>): string {
  return keys.map(({ id, key }) => `${id}:${Buffer.from(key).toString('base64')}`).join(',')
}

/** Last time's port if it is still free, so that an address somebody wrote down stays right. */
async function rememberedPort(dataDir: string): Promise<number> {
  const port = readPlace(dataDir)?.port
  if (port !== undefined && (await isFree(port))) return port
  const [free = 0] = await freePorts(1)
  return free
}

const place = z.object({ folder: z.string(), port: z.number() })

function readPlace(dataDir: string): z.output<typeof place> | undefined {
  try {
    return place.parse(JSON.parse(readFileSync(placeFile(dataDir), 'utf8')))
  } catch {
    return undefined
  }
}

function placeFile(dataDir: string): string {
  return join(dataDir, 'postgres.json')
}
