import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
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

  /** Loads from the database, or from the disk when it does not answer. */
  async begin(): Promise<void> {
    try {
      await this.#refresh()
    } catch (error) {
      this.#log.warn({ error }, 'The live numbers come from the disk: the database does not answer')
      this.#use(await fromDisk(this.#file))
    }
  }

  /** Something changed: reads again, once more if something changes meanwhile. Never throws. */
  changed(): void {
    if (this.#reading) {
      this.#again = true
      return
    }
    this.#reading = this.#refresh()
      .catch((error: unknown) => this.#log.warn({ error }, 'The live numbers could not be read again; the last ones stay'))
      .finally(() => {
        this.#reading = null
        if (!this.#again) return
        this.#again = false
        this.changed()
      })
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
