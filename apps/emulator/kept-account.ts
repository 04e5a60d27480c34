import { chmodSync, closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { possessions } from './carrier/resources.ts'

const keptAccount = possessions.extend({
  /** Names of the world's phones, by number. */
  names: z.record(z.string(), z.string()),
})

/** What an emulator still knows when it is started again: the account's numbers and resources, and the names of phones. */
export type KeptAccount = z.output<typeof keptAccount>

/** The file in which all this is kept, readable by its owner only: `account.json` in the data folder. */
export class AccountFile {
  private readonly path: string

  constructor(folder: string) {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    chmodSync(folder, 0o700)
    this.path = join(folder, 'account.json')
  }

  /** What was kept last; an empty account at first. A file that cannot be read is set aside, and said to be. */
  read(): KeptAccount {
    const text = readIfThere(this.path)
    if (text === null) return { numbers: [], webhooks: [], scripts: [], names: {} }
    const kept = keptAccount.safeParse(parsed(text))
    if (kept.success) return kept.data
    const aside = `${this.path}.unreadable`
    renameSync(this.path, aside)
    console.error(`Emulator: ${this.path} cannot be read and is now ${aside}: this account begins without numbers.`)
    return { numbers: [], webhooks: [], scripts: [], names: {} }
  }

  /** Keeps it all, or leaves what was kept before: a process that dies in the middle leaves no half-written file. */
  write(account: KeptAccount): void {
    const fresh = `${this.path}.new`
    const file = openSync(fresh, 'w', 0o600)
    try {
      writeSync(file, JSON.stringify(account))
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    renameSync(fresh, this.path)
  }
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
