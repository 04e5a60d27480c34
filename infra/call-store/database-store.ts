import type { Arrival } from '#flows/arrival.ts'
import type { CallEvent } from '#flows/call-events.ts'
import { appendEvents } from '../db/call/append-events.ts'
import { readDriver, takeDriver } from '../db/call/driver.ts'
import { freezeArrival } from '../db/call/freeze-arrival.ts'
import { keepWord } from '../db/call/keep-word.ts'
import { markSpoken, readArrival } from '../db/call/read-arrival.ts'
import type { Database } from '../db/orm.ts'
import type { CallKey, CallStore, KeptNews } from './store.ts'

/** The database as the carrier's edge uses it. */
export class DatabaseStore implements CallStore {
  readonly #db: Database
  readonly #timeout: number

  /** @param timeout milliseconds until a database that does not answer counts as down. */
  constructor(db: Database, timeout: number) {
    this.#db = db
    this.#timeout = timeout
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
    if (!taken) throw new Error(`the database does not know the call ${key.call} yet`)
    return taken
  }

  async drivenByDocument(key: CallKey): Promise<boolean> {
    return (await readDriver(this.#db, { ...key, timeout: this.#timeout })) === 'document'
  }

  async append(key: CallKey, events: readonly { readonly key: string; readonly event: CallEvent }[]): Promise<void> {
    await appendEvents(this.#db, { ...key, events, timeout: this.#timeout })
  }

  async keep(item: KeptNews): Promise<void> {
    await keepWord(this.#db, { organisation: item.organisation, call: item.call, key: item.key, signal: item.news, timeout: this.#timeout })
  }
}
