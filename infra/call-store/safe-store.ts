import type { Logger } from 'pino'
import type { Arrival } from '#flows/arrival.ts'
import type { CallEvent } from '#flows/call-events.ts'
import { within } from '../db/within.ts'
import type { DiskStore } from './disk-store.ts'
import { DATABASE_PATIENCE, type CallKey, type CallStore, type KeptNews } from './store.ts'

/**
 * The database first; what it does not take in time goes to the disk, and `settle` brings it to
 * the database once that answers again. Recent arrivals are remembered, so that the documents of a
 * running call need no read at all.
 */
export class SafeStore implements CallStore {
  readonly #database: CallStore
  readonly #disk: DiskStore
  readonly #log: Logger
  readonly #recent = new Map<string, Arrival>()
  /** Until when the database is left alone after it did not answer. */
  #sparedUntil = 0

  constructor(database: CallStore, disk: DiskStore, log: Logger) {
    this.#database = database
    this.#disk = disk
    this.#log = log
  }

  async freeze(arrival: Arrival): Promise<Arrival> {
    const stands = this.#recent.get(arrival.facts.call) ?? (await this.#either('freeze an arrival', (store) => store.freeze(arrival)))
    this.#remember(stands)
    return stands
  }

  async read(key: CallKey): Promise<Arrival | null> {
    const recent = this.#recent.get(key.call)
    if (recent) return recent
    const found = (await this.#quietly((store) => store.read(key))) ?? (await this.#disk.read(key))
    if (found) this.#remember(found)
    return found
  }

  async spoken(key: CallKey): Promise<void> {
    await this.#either('note a first word', (store) => store.spoken(key))
  }

  async takeDriver(key: CallKey): Promise<boolean> {
    return await this.#either('hand a call to its document', (store) => store.takeDriver(key))
  }

  async drivenByDocument(key: CallKey): Promise<boolean> {
    if (await this.#disk.drivenByDocument(key)) return true
    return (await this.#quietly((store) => store.drivenByDocument(key))) ?? false
  }

  async append(key: CallKey, events: readonly { readonly key: string; readonly event: CallEvent }[]): Promise<void> {
    await this.#either('write events', (store) => store.append(key, events))
  }

  async keep(news: KeptNews): Promise<void> {
    await this.#either('keep news', (store) => store.keep(news))
  }

  /** Brings what waits on the disk to the database. @returns how many things went over. */
  async settle(): Promise<number> {
    let moved = 0
    for await (const { what, done } of this.#disk.waiting()) {
      try {
        switch (what.kind) {
          case 'arrival':
            await this.#database.freeze(what.arrival)
            break
          case 'spoken':
            await this.#database.spoken(what.key)
            break
          case 'driver':
            await this.#database.takeDriver(what.key)
            break
          case 'events':
            await this.#database.append(what.key, what.events)
            break
          case 'news':
            await this.#database.keep(what.news)
            break
        }
      } catch (error) {
        this.#log.warn({ error }, 'What waits on the disk stays there: the database does not take it yet')
        return moved
      }
      await done()
      moved += 1
    }
    return moved
  }

  async #either<T>(what: string, act: (store: CallStore) => Promise<T>): Promise<T> {
    if (Date.now() < this.#sparedUntil) return await act(this.#disk)
    try {
      return await within(DATABASE_PATIENCE, () => act(this.#database))
    } catch (error) {
      this.#sparedUntil = Date.now() + SPARED_FOR
      this.#log.warn({ error, what }, 'The database did not answer in time: kept on the disk')
      return await act(this.#disk)
    }
  }

  async #quietly<T>(act: (store: CallStore) => Promise<T>): Promise<T | null> {
    if (Date.now() < this.#sparedUntil) return null
    try {
      return await within(DATABASE_PATIENCE, () => act(this.#database))
    } catch {
      this.#sparedUntil = Date.now() + SPARED_FOR
      return null
    }
  }

  #remember(arrival: Arrival): void {
    this.#recent.set(arrival.facts.call, arrival)
    if (this.#recent.size <= REMEMBERED) return
    const [oldest] = this.#recent.keys()
    if (oldest !== undefined) this.#recent.delete(oldest)
  }
}

const REMEMBERED = 5000
const SPARED_FOR = 1000
