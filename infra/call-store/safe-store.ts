import type { Logger } from 'pino'
import type { Arrival } from '#flows/arrival.ts'
import type { CallEvent } from '#flows/call-events.ts'
import type { LegId } from '#flows/live-call.ts'
import { within } from '../db/within.ts'
import { databaseAnswer } from './database-answer.ts'
import type { DatabaseStore } from './database-store.ts'
import type { DiskStore } from './disk-store.ts'
import { Settlement } from './settlement.ts'
import { setAsideInWords } from './set-aside.ts'
import { DATABASE_PATIENCE, type CallKey, type CallStore, type KeptNews } from './store.ts'

/**
 * The database first; what it does not take in time goes to the disk, and `settle` brings it to
 * the database once that answers again. Recent arrivals are remembered, so that the documents of a
 * running call need no read at all.
 */
export class SafeStore implements CallStore {
  readonly #database: DatabaseStore
  readonly #disk: DiskStore
  readonly #log: Logger
  readonly #settlement: Settlement
  readonly #recent = new Map<string, Arrival>()
  /** Until when the database is left alone after it did not answer. */
  #sparedUntil = 0

  constructor(database: DatabaseStore, disk: DiskStore, log: Logger) {
    this.#database = database
    this.#disk = disk
    this.#log = log
    this.#settlement = new Settlement(database.patiently(SETTLES_WITHIN), disk, log)
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

  async takeDriverUnlessRinging(key: CallKey): Promise<boolean> {
    return await this.#either('hand a call to its document', (store) => store.takeDriverUnlessRinging(key))
  }

  async mayDial(key: CallKey): Promise<boolean> {
    if (await this.#disk.drivenByDocument(key)) return false
    return (await this.#quietly((store) => store.mayDial(key))) ?? true
  }

  async drivenByDocument(key: CallKey): Promise<boolean> {
    if (await this.#disk.drivenByDocument(key)) return true
    return (await this.#quietly((store) => store.drivenByDocument(key))) ?? false
  }

  async callerLeft(key: CallKey, at: number): Promise<boolean> {
    // of a call that the database does not know the arrival may wait on the disk, and its end waits behind it
    return (await this.#either('note that a caller has gone', (store) => store.callerLeft(key, at))) || (await this.#disk.callerLeft(key, at))
  }

  async callerHasLeft(key: CallKey): Promise<boolean> {
    if (await this.#disk.callerHasLeft(key)) return true
    return (await this.#quietly((store) => store.callerHasLeft(key))) ?? false
  }

  async talkingLeg(key: CallKey): Promise<LegId | null | undefined> {
    const found = await this.#quietly(async (store) => ({ leg: await store.talkingLeg(key) }))
    return found?.leg
  }

  async append(key: CallKey, events: readonly { readonly key: string; readonly event: CallEvent }[]): Promise<void> {
    await this.#either('write events', (store) => store.append(key, events))
  }

  async keep(news: KeptNews): Promise<void> {
    await this.#either('keep news', (store) => store.keep(news))
  }

  async kept(key: CallKey): Promise<readonly KeptNews[]> {
    return (await this.#quietly((store) => store.kept(key))) ?? (await this.#disk.kept(key))
  }

  async delivered(news: KeptNews): Promise<void> {
    await this.#quietly((store) => store.delivered(news))
  }

  /** Brings what waits on the disk to the database. @returns how many things went over. */
  async settle(): Promise<number> {
    return await this.#settlement.once()
  }

  /** What of it cannot be brought there, in a sentence; null when nothing was set aside. */
  async trouble(): Promise<string | null> {
    return await setAsideInWords(this.#disk.folder)
  }

  async #either<T>(what: string, act: (store: CallStore) => Promise<T>): Promise<T> {
    if (Date.now() < this.#sparedUntil) return await act(this.#disk)
    try {
      return await within(DATABASE_PATIENCE, () => act(this.#database))
    } catch (error) {
      this.#spareUnlessItAnswered(error)
      this.#log.warn({ error, what }, 'The database did not take it in time: kept on the disk')
      return await act(this.#disk)
    }
  }

  async #quietly<T>(act: (store: CallStore) => Promise<T>): Promise<T | null> {
    if (Date.now() < this.#sparedUntil) return null
    try {
      return await within(DATABASE_PATIENCE, () => act(this.#database))
    } catch (error) {
      this.#spareUnlessItAnswered(error)
      return null
    }
  }

  /** What the database does not want for its content is no reason to keep everything else from it. */
  #spareUnlessItAnswered(error: unknown): void {
    const answer = databaseAnswer(error)
    if (answer === 'silent' || answer === 'unclear') this.#sparedUntil = Date.now() + SPARED_FOR
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

/** Nobody waits for this one. Milliseconds. */
const SETTLES_WITHIN = 3000
