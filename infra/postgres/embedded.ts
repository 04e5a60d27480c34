import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmodSync, chownSync, existsSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { systemVariables, type Variables } from '../env.ts'
import type { ChildPlan } from '../tools/start/child.ts'
import { giveTo, type Home } from './home.ts'
import { endFormerServer } from './postmaster.ts'

/** A PostgreSQL of our own: where it lives, on which port of the loopback, and its superuser's password. */
export interface EmbeddedServer {
  readonly home: Home
  readonly port: number
  readonly password: string
  /** For tests: gives up safety against a power cut for speed. */
  readonly throwaway?: boolean
}

const run = promisify(execFile)

/** Makes the data folder if there is none (initdb, about a second). UTF-8, sorted by code point, the same on every system. */
export async function initialise({ home, password }: EmbeddedServer): Promise<void> {
  if (existsSync(join(home.dataFolder, 'PG_VERSION'))) return
  giveTo(home.user, home.dataFolder)
  const passwordFile = join(tmpdir(), `ringdown-${randomBytes(6).toString('hex')}`)
  writeFileSync(passwordFile, password, { mode: 0o600 })
  if (home.user !== undefined) chownSync(passwordFile, home.user.uid, home.user.gid)
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
  const access = ['--username=postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`]
  try {
    await run(program(home, 'initdb'), [`--pgdata=${home.dataFolder}`, ...locale, ...access], {
      ...home.user,
      env: environment(),
      cwd: '/',
    })
  } catch (error) {
    rmSync(home.dataFolder, { recursive: true, force: true })
    throw new Error(`The database's folder ${home.dataFolder} could not be made: ${reason(error)}`, { cause: error })
  } finally {
    rmSync(passwordFile, { force: true })
  }
}

/** The server as a process to be kept running. It listens to nobody but this machine. */
export function postgresPlan(server: EmbeddedServer): ChildPlan {
  const { home, port, throwaway = false } = server
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=200',
    'log_min_messages=warning',
  ]
  // commits wait for the kernel all the same: a server that is killed has kept what it promised, only a power cut is not survived
  const risky = throwaway ? ['fsync=off', 'full_page_writes=off'] : []
  return {
    name: 'postgres',
    program: program(home, 'postgres'),
    arguments: [
      '-D',
      home.dataFolder,
      '-p',
      String(port),
      ...[...settings, ...risky].flatMap((setting) => ['-c', setting]),
    ],
    variables: environment(),
    tier: 'ground',
    folder: '/',
    stopSignal: 'SIGINT', // fast shutdown; SIGTERM would wait for every client to leave
    prepare: () => endFormerServer(home.dataFolder),
    isReady: () => accepts(superuserUrl(server)),
    worthShowing: (line) =>
      / (FATAL|PANIC): /.test(line) && !/terminating connection|starting up|shutting down/.test(line)
        ? line
        : undefined,
    ...(home.user !== undefined && { user: home.user }),
  }
}

/** The address of the server for its superuser, which makes roles and databases and nothing else. */
export function superuserUrl({ port, password }: EmbeddedServer): string {
  return `postgres://postgres:${password}@127.0.0.1:${port}/postgres`
}

async function accepts(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 })
  try {
    await client.connect()
    await client.query('select 1')
    return true
  } finally {
    await client.end().catch(() => undefined)
  }
}

function program(home: Home, name: string): string {
  const file = join(home.programs, 'bin', process.platform === 'win32' ? `${name}.exe` : name)
  try {
    chmodSync(file, 0o755) // npm may have dropped the bit
  } catch {
    // Not ours to change: then it was installed by somebody who set it right.
  }
  return file
}

/** Without LC_* and PG*: neither the language of messages nor somebody's PGPORT may come through. */
function environment(): Variables {
  return Object.fromEntries(Object.entries(systemVariables()).filter(([name]) => !/^(PG|LC_|LANG)/.test(name)))
}

function reason(error: unknown): string {
  const text = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : ''
  return text !== '' ? text : String(error)
}
