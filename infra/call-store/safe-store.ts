import type { Logger } from 'pino'
import type { Arrival } from '#flows/call/arrival.ts'
import type { KnownCaller } from '#flows/call/known-caller.ts'
import type { CallEvent } from '#flows/call/happenings/happening.ts'
import type { Kept } from '../db/call/append-events.ts'
import type { Talk } from '../db/call/leg-carriers.ts'
import { within } from '../db/within.ts'
import { databaseAnswer } from './database-answer.ts'
import type { DatabaseStore } from './database-store.ts'
import type { DiskStore } from './disk-store.ts'
import { Settlement } from './settlement.ts'
import { setAsideInWords } from './set-aside.ts'
import {
  DATABASE_PATIENCE,
  DRIVER_PATIENCE,
  type CallerLeft,
  type CallKey,
  type CallStore,
  type KeptNews,
  type KnownBefore,
} from './store.ts'

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
  /** Until when the database is left alone after it did not answer. Milliseconds of `performance.now()`: nobody sets that clock. */
  #sparedUntil = 0

  constructor(database: DatabaseStore, disk: DiskStore, log: Logger) {
    this.#database = database
    this.#disk = disk
    this.#log = log
    this.#settlement = new Settlement(database.patiently(SETTLES_WITHIN), disk, log)
  }

  /** Nobody waits long for it: such a caller is greeted as a stranger. A call that has arrived keeps what it arrived with, whatever is known now. */
  async knownCaller(key: CallKey, number: string): Promise<KnownCaller | null> {
    if (this.#recent.has(key.call)) return null
    return await this.#quietly((store) => store.knownCaller(key, number))
  }

  async freeze(arrival: Arrival): Promise<Arrival> {
    const stands =
      this.#recent.get(arrival.facts.call) ??
      (await this.#either('freeze an arrival', (store) => store.freeze(arrival)))
    this.#remember(stands)
    return stands
  }

  async read(key: CallKey): Promise<Arrival | null> {
    const recent = this.#recent.get(key.call)
    if (recent) return recent
    const found = (await this.#always((store) => store.read(key))) ?? (await this.#disk.read(key))
    if (found) this.#remember(found)
    return found
  }

  async spoken(key: CallKey): Promise<void> {
    await this.#either('note a first word', (store) => store.spoken(key))
  }

  async takeDriver(key: CallKey): Promise<boolean> {
    return await this.#either('hand a call to its document', (store) => store.takeDriver(key))
  }

  /** Only the database knows who rings. When it does not say, the call goes to whoever asks: nobody asks before they have waited for the engine. */
  async takeDriverUnlessRinging(key: CallKey): Promise<boolean> {
    return (
      (await this.#always((store) => store.takeDriverUnlessRinging(key), DRIVER_PATIENCE)) ??
      (await this.#disk.takeDriver(key))
    )
  }

  /** Whether this machine's disk says that the call's document drives, which the database may not know yet. */
  async drivenOnDisk(key: CallKey): Promise<boolean> {
    return await this.#disk.drivenByDocument(key)
  }

  /** Whether this machine's disk says that the caller has left, which the database may not know yet. */
  async leftOnDisk(key: CallKey): Promise<boolean> {
    return await this.#disk.callerHasLeft(key)
  }

  async mayDial(key: CallKey): Promise<boolean> {
    if (await this.drivenOnDisk(key)) return false
    return (await this.#always((store) => store.mayDial(key), DRIVER_PATIENCE)) ?? true
  }

  async drivenByDocument(key: CallKey, patience?: number): Promise<boolean> {
    if (await this.#disk.drivenByDocument(key)) return true
    return (await this.#always((store) => store.drivenByDocument(key), patience)) ?? false
  }

  async beforeFirstWord(key: CallKey): Promise<KnownBefore> {
    const [onDisk, found] = await Promise.all([
      this.drivenOnDisk(key),
      this.#always((store) => store.beforeFirstWord(key)),
    ])
    return { driven: onDisk || (found?.driven ?? false), kept: found?.kept ?? (await this.#disk.kept(key)) }
  }

  async callerLeft(key: CallKey, at: number): Promise<CallerLeft> {
    const left = await this.#either('note that a caller has gone', (store) => store.callerLeft(key, at))
    // for a call that the database does not know, the arrival may wait on the disk, and its end waits behind it
    return left.known ? left : { ...(await this.#disk.callerLeft(key, at)), talk: left.talk }
  }

  async callerHasLeft(key: CallKey): Promise<boolean> {
    if (await this.#disk.callerHasLeft(key)) return true
    return (await this.#always((store) => store.callerHasLeft(key), LEFT_PATIENCE)) ?? false
  }

  async isOver(key: CallKey): Promise<boolean> {
    return (await this.#quietly((store) => store.isOver(key))) ?? false
  }

  async talk(key: CallKey): Promise<Talk | null | undefined> {
    const found = await this.#quietly(async (store) => ({ talk: await store.talk(key) }))
    return found?.talk
  }

  async append(
    key: CallKey,
    events: readonly { readonly key: string; readonly event: CallEvent }[],
  ): Promise<Kept | null> {
    return await this.#either('write events', (store) => store.append(key, events))
  }

  /** What waits on the disk counts, too. */
  async keysOf(key: CallKey, beginning: string): Promise<ReadonlySet<string>> {
    const [known, waiting] = await Promise.all([
      this.#quietly((store) => store.keysOf(key, beginning)),
      this.#disk.keysOf(key, beginning),
    ])
    return new Set([...(known ?? []), ...waiting])
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
    if (this.#isSpared()) return await act(this.#disk)
    try {
      return await within(DATABASE_PATIENCE, () => act(this.#database))
    } catch (error) {
      this.#spareUnlessItAnswered(error)
      this.#log.warn({ error, what }, 'The database did not take it in time: kept on the disk')
      return await act(this.#disk)
    }
  }

  /** What can wait, or be done without, is not asked of a database that has just been slow; null then. */
  async #quietly<T>(act: (store: CallStore) => Promise<T>): Promise<T | null> {
    return this.#isSpared() ? null : await this.#always(act)
  }

  /** What a call cannot go on without is asked however the database fared with anything else; null when it does not say. @param patience milliseconds */
  async #always<T>(act: (store: CallStore) => Promise<T>, patience = DATABASE_PATIENCE): Promise<T | null> {
    try {
      return await within(patience, () => act(this.#database.patiently(patience)))
    } catch (error) {
      this.#spareUnlessItAnswered(error)
      return null
    }
  }

  #isSpared(): boolean {
    return performance.now() < this.#sparedUntil
  }

  /** What the database refuses for its content is no reason to keep everything else from it. */
  #spareUnlessItAnswered(error: unknown): void {
    const answer = databaseAnswer(error)
    if (answer === 'silent' || answer === 'unclear') this.#sparedUntil = performance.now() + SPARED_FOR
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

/** How long the database has to say that a caller has gone, before a phone is rung for them. Milliseconds. */
const LEFT_PATIENCE = 1000

/** Nobody waits for this one. Milliseconds. */
const SETTLES_WITHIN = 3000
