import type { Arrival } from '#flows/call/arrival.ts'
import type { KnownCaller } from '#flows/call/known-caller.ts'
import type { CallEvent } from '#flows/call/happenings/happening.ts'
import type { News } from '#flows/call/call-words.ts'
import { appendEvents, type Kept } from '../db/call/append-events.ts'
import { callerHasLeft, callIsOver, noteCallerLeft } from '../db/call/caller-left.ts'
import { mayDial, readDriver, takeDriver, takeDriverUnlessRinging } from '../db/call/driver.ts'
import { eventKeys } from '../db/call/events-of.ts'
import { freezeArrival } from '../db/call/freeze-arrival.ts'
import { beforeFirstWord, keepWord, keptWords, markDelivered } from '../db/call/keep-word.ts'
import { talkIn, talkOf, type Talk } from '../db/call/leg-carriers.ts'
import { markSpoken, readArrival } from '../db/call/read-arrival.ts'
import { knownCaller } from '../db/contact/known-caller.ts'
import type { Database } from '../db/orm.ts'
import { UnknownCall } from './database-answer.ts'
import type { CallerLeft, CallKey, CallStore, KeptNews, KnownBefore } from './store.ts'

/** The database as the carrier's edge uses it. */
export class DatabaseStore implements CallStore {
  readonly #db: Database
  readonly #timeout: number

  /** @param timeout milliseconds until a database that does not answer counts as down. */
  constructor(db: Database, timeout: number) {
    this.#db = db
    this.#timeout = timeout
  }

  /** The same for work that nobody waits for. */
  patiently(timeout: number): DatabaseStore {
    return new DatabaseStore(this.#db, timeout)
  }

  /** Whether there is a database at all. */
  async answers(): Promise<boolean> {
    return await this.#db.ping({ timeout: this.#timeout }).then(
      () => true,
      () => false,
    )
  }

  async knownCaller({ organisation }: CallKey, number: string): Promise<KnownCaller> {
    return await knownCaller(this.#db, { organisation, number, timeout: this.#timeout })
  }

  async freeze(arrival: Arrival): Promise<Arrival> {
    return await freezeArrival(this.#db, { arrival, timeout: this.#timeout })
  }

  async read(key: CallKey): Promise<Arrival | null> {
    return await readArrival(this.#db, { ...key, timeout: this.#timeout })
  }

  async spoken(key: CallKey): Promise<void> {
    await markSpoken(this.#db, { ...key, at: Date.now(), timeout: this.#timeout })
  }

  async takeDriver(key: CallKey): Promise<boolean> {
    const taken = await takeDriver(this.#db, { ...key, timeout: this.#timeout })
    // no row yet: its arrival waits on the disk, and the driver must wait behind it
    if (!taken) throw new UnknownCall(key.call)
    return taken
  }

  async takeDriverUnlessRinging(key: CallKey): Promise<boolean> {
    const taken = await takeDriverUnlessRinging(this.#db, { ...key, timeout: this.#timeout })
    if (taken === null) throw new UnknownCall(key.call)
    return taken
  }

  async mayDial(key: CallKey): Promise<boolean> {
    // for a call without a row the arrival waits on the disk, and so would its driver
    return (await mayDial(this.#db, { ...key, timeout: this.#timeout })) ?? true
  }

  async drivenByDocument(key: CallKey): Promise<boolean> {
    return (await readDriver(this.#db, { ...key, timeout: this.#timeout })) === 'document'
  }

  async callerLeft(key: CallKey, at: number): Promise<CallerLeft> {
    const { known, before } = await noteCallerLeft(this.#db, { ...key, at, timeout: this.#timeout })
    return { known, talk: talkIn(before) }
  }

  async callerHasLeft(key: CallKey): Promise<boolean> {
    return await callerHasLeft(this.#db, { ...key, timeout: this.#timeout })
  }

  async isOver(key: CallKey): Promise<boolean> {
    return await callIsOver(this.#db, { ...key, timeout: this.#timeout })
  }

  async talk(key: CallKey): Promise<Talk | null> {
    return await talkOf(this.#db, { ...key, timeout: this.#timeout })
  }

  async append(key: CallKey, events: readonly { readonly key: string; readonly event: CallEvent }[]): Promise<Kept> {
    return await appendEvents(this.#db, { ...key, events, timeout: this.#timeout })
  }

  async keysOf(key: CallKey, beginning: string): Promise<ReadonlySet<string>> {
    return await eventKeys(this.#db, { ...key, beginning, timeout: this.#timeout })
  }

  async keep(item: KeptNews): Promise<void> {
    await keepWord(this.#db, {
      organisation: item.organisation,
      call: item.call,
      key: item.key,
      signal: item.news,
      timeout: this.#timeout,
    })
  }

  async kept(key: CallKey): Promise<readonly KeptNews[]> {
    const words = await keptWords(this.#db, { ...key, timeout: this.#timeout })
    return words.map((word) => keptNews(key, word))
  }

  async beforeFirstWord(key: CallKey): Promise<KnownBefore> {
    const { driver, words } = await beforeFirstWord(this.#db, { ...key, timeout: this.#timeout })
    return { driven: driver === 'document', kept: words.map((word) => keptNews(key, word)) }
  }

  async delivered({ organisation, call, key }: KeptNews): Promise<void> {
    await markDelivered(this.#db, { organisation, call, key, timeout: this.#timeout })
  }
}

/** As `keep` has written it. */
function keptNews(key: CallKey, word: { readonly key: string; readonly signal: unknown }): KeptNews {
  return { ...key, key: word.key, news: word.signal as News }
}
