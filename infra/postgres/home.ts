import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { programFolder } from './programs.ts'

/** Where a PostgreSQL lives: its data, its programs, and the user it runs as. */
export interface Home {
  readonly dataFolder: string
  /** Holds bin/postgres and bin/initdb. */
  readonly programs: string
  /** Only when we are root: PostgreSQL refuses to run as root. */
  readonly user?: { readonly uid: number; readonly gid: number }
}

/**
 * Chooses where the database of a data folder lives. Normally inside it. As root the server runs as the user `postgres`
 * (made if missing), and when that user cannot pass some folder above (a project under /root, say) data and programs
 * live outside, at a place that is the same at every start.
 * @throws Error when the user can neither be found nor made.
 */
export function chooseHome(dataDir: string): Home {
  const inside = join(dataDir, 'postgres')
  if (process.getuid?.() !== 0) return { dataFolder: inside, programs: programFolder() }
  const user = databaseUser()
  const canPass = (folder: string) => isPassable(folder, user)
  const dataFolder = canPass(dataDir) ? inside : join(outside(canPass), `database-${fingerprint(dataDir)}`)
  const programs = canPass(programFolder()) ? programFolder() : copiedPrograms(outside(canPass))
  return { dataFolder, programs, user }
}

/** Hands a folder to the user who runs the server. */
export function giveTo(user: Home['user'], folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  if (user !== undefined) chownSync(folder, user.uid, user.gid)
}

/** Sets aside a data folder whose passwords are lost, and says where it is now. */
export function setAside(folder: string): string {
  const aside = `${folder}-set-aside-${new Date().toISOString().replace(/\D/g, '').slice(0, 14)}`
  renameSync(folder, aside)
  return aside
}

function outside(canPass: (folder: string) => boolean): string {
  const folder = ['/var/lib', tmpdir()].find((candidate) => existsSync(candidate) && canPass(candidate))
  if (folder === undefined) {
    throw new Error(
      'The database cannot run as root, and its user can enter neither this folder nor /var/lib: set DATA_DIR to a folder that everybody may pass, or run as another user.',
    )
  }
  const own = join(folder, 'ringdown')
  mkdirSync(own, { recursive: true })
  chmodSync(own, 0o755) // whatever umask we have: the database's user passes here
  return own
}

function databaseUser(): { uid: number; gid: number } {
  return knownUser() ?? makeUser()
}

function knownUser(): { uid: number; gid: number } | undefined {
  try {
    const id = (what: string) =>
      Number(execFileSync('id', [what, 'postgres'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim())
    return { uid: id('-u'), gid: id('-g') }
  } catch {
    return undefined
  }
}

function makeUser(): { uid: number; gid: number } {
  const ways: readonly (readonly [string, ...string[]])[] = [
    ['useradd', '--system', '--user-group', '--no-create-home', 'postgres'],
    ['adduser', '-S', '-D', '-H', 'postgres'], // Alpine
  ]
  for (const [program, ...rest] of ways) {
    try {
      execFileSync(program, rest, { stdio: 'ignore' })
    } catch {
      continue
    }
    const made = knownUser()
    if (made !== undefined) return made
  }
  throw new Error(
    'PostgreSQL refuses to run as root, and the user `postgres` could not be made: make it, run as another user, or set DATABASE_URL.',
  )
}

/** Whether the user may pass this folder and every one above it. A folder that is still to be made counts by those above. */
function isPassable(folder: string, user: { uid: number; gid: number }): boolean {
  for (let at = resolve(folder); ; at = dirname(at)) {
    if (existsSync(at)) {
      const { mode, uid, gid } = statSync(at)
      const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001
      if ((mode & bit) === 0) return false
    }
    if (at === dirname(at)) return true
  }
}

/** A copy of the programs (60 MB) for when node_modules lies where the user cannot go; made once per version. */
function copiedPrograms(folder: string): string {
  const source = programFolder()
  const copy = join(folder, `programs-${fingerprint(source + statSync(join(source, 'bin/postgres')).size)}`)
  if (!existsSync(copy)) {
    const part = `${copy}.${process.pid}.part`
    const before = process.umask(0o022) // programs are nobody's secret, and another user runs them
    cpSync(source, part, { recursive: true, verbatimSymlinks: true })
    process.umask(before)
    renameSync(part, copy)
  }
  return copy
}

function fingerprint(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12)
}
