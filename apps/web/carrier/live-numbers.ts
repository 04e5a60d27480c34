import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { LiveNumber } from '#infra/db/number/live-numbers.ts'

/**
 * The numbers that answer, each with its plan and its people: kept in memory and on the disk, so
 * that an arrival needs no read of the database, also right after a start without one.
 */
export class LiveNumbers {
  readonly #read: () => Promise<readonly LiveNumber[]>
  readonly #file: string
  readonly #log: Logger
  readonly #closed = new AbortController()
  #numbers = new Map<string, LiveNumber>()
  #reading: Promise<void> | null = null
  #again = false

  constructor(read: () => Promise<readonly LiveNumber[]>, file: string, log: Logger) {
    this.#read = read
    this.#file = file
    this.#log = log
  }

  /** By the id of the number's row. */
  get(id: string): LiveNumber | undefined {
    return this.#numbers.get(id)
  }

  get count(): number {
    return this.#numbers.size
  }

  /** Loads from the database, or from the disk when it does not answer: then it goes on asking. */
  async begin(): Promise<void> {
    try {
      this.#use(await this.#read())
    } catch (error) {
      this.#log.warn({ error }, 'The live numbers come from the disk: the database does not answer')
      this.#use(await fromDisk(this.#file))
    }
    this.changed()
  }

  /** Something changed: reads again, once more if something changes meanwhile, until it has. Never throws. */
  changed(): void {
    this.#again = true
    this.#reading ??= this.#readUntilRead()
  }

  /** Stops asking. */
  async close(): Promise<void> {
    this.#closed.abort()
    await this.#reading
  }

  /** A change is told once: whoever does not read it then would ring people who were taken away, for as long as nothing else changes. */
  async #readUntilRead(): Promise<void> {
    const { signal } = this.#closed
    let wait = FIRST_WAIT
    while (this.#again && !signal.aborted) {
      this.#again = false
      try {
        await this.#refresh()
        wait = FIRST_WAIT
      } catch (error) {
        this.#log.warn({ error }, 'The live numbers could not be read and kept; the last ones stay until they can be')
        this.#again = true
        await pause(wait, undefined, { signal, ref: false }).catch(() => {})
        wait = Math.min(2 * wait, LONGEST_WAIT)
      }
    }
    // in the same breath as the last look at what changed, so that none falls between
    this.#reading = null
  }

  async #refresh(): Promise<void> {
    const numbers = await this.#read()
    this.#use(numbers)
    await mkdir(dirname(this.#file), { recursive: true, mode: 0o700 })
    await writeFile(`${this.#file}.part`, JSON.stringify(numbers), { mode: 0o600 })
    await rename(`${this.#file}.part`, this.#file)
  }

  #use(numbers: readonly LiveNumber[]): void {
    this.#numbers = new Map(numbers.map((number) => [number.number, number]))
  }
}

async function fromDisk(file: string): Promise<readonly LiveNumber[]> {
  try {
    // written by the class above
    return JSON.parse(await readFile(file, 'utf8')) as LiveNumber[]
  } catch {
    return []
  }
}

/** Between two tries, twice as long each time. Milliseconds. */
const FIRST_WAIT = 250
const LONGEST_WAIT = 5000
