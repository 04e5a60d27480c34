import type { Logger } from 'pino'
import { arrivalsToSweep, type Unattended } from '#infra/db/call/arrivals-to-sweep.ts'
import { keptWords, markDelivered } from '#infra/db/call/keep-word.ts'
import type { Database } from '#infra/db/orm.ts'
import { speechTime } from '#flows/instruction.ts'
import type { Arrival } from '#flows/arrival.ts'
import type { News } from '#workflows/messages.ts'
import type { SafeStore } from '#infra/call-store/safe-store.ts'
import type { TemporalCalls } from './temporal-calls.ts'

/**
 * Looks after calls that nobody looks after: documents that never spoke, news that no workflow has
 * heard, and what waits on the disk for the database. Any web process may run it, several at once.
 */
export class Sweep {
  readonly #db: Database
  readonly #store: SafeStore
  readonly #calls: TemporalCalls
  readonly #log: Logger
  #timer: NodeJS.Timeout | null = null
  #running: Promise<void> | null = null

  constructor(deps: { db: Database; store: SafeStore; calls: TemporalCalls; log: Logger }) {
    this.#db = deps.db
    this.#store = deps.store
    this.#calls = deps.calls
    this.#log = deps.log
  }

  begin(): void {
    this.#timer = setInterval(() => {
      this.#running ??= this.#once().finally(() => {
        this.#running = null
      })
    }, EVERY)
  }

  async close(): Promise<void> {
    if (this.#timer) clearInterval(this.#timer)
    await this.#running
  }

  async #once(): Promise<void> {
    try {
      await this.#store.settle()
      for (const call of await arrivalsToSweep(this.#db, { before: Date.now() - KEPT_FOR, timeout: 3000 })) await this.#attend(call)
    } catch (error) {
      this.#log.warn({ error }, 'The sweep over forgotten calls did not get through; it tries again')
    }
  }

  async #attend(unattended: Unattended): Promise<void> {
    const { organisation, call } = unattended
    const arrival = await this.#store.read({ organisation, call })
    if (!arrival) return
    if (unattended.spoken) return await this.#tellKept(arrival)
    const openedBy = (await this.#store.drivenByDocument({ organisation, call })) ? 'document' : 'sweep'
    if (openedBy === 'sweep' && !silentTooLong(arrival, Date.now())) return
    const kept = await this.#kept(arrival)
    const started = await this.#calls.start({ arrival, openedBy, heard: kept.map((word) => word.news) })
    if (started.kind === 'silent') return
    this.#log.info({ organisation, call, openedBy }, 'A call without a first word has its workflow now')
    await this.#store.spoken({ organisation, call })
    // a workflow that was there already has not heard these; telling twice is harmless
    if (started.kind === 'answered') await this.#tell(arrival, kept)
  }

  async #tellKept(arrival: Arrival): Promise<void> {
    await this.#tell(arrival, await this.#kept(arrival))
  }

  async #kept(arrival: Arrival): Promise<readonly { readonly key: string; readonly news: News }[]> {
    const words = await keptWords(this.#db, { organisation: arrival.organisation, call: arrival.facts.call, timeout: 3000 })
    // written by our own post office
    return words.map((word) => ({ key: word.key, news: word.signal as News }))
  }

  async #tell(arrival: Arrival, kept: readonly { readonly key: string; readonly news: News }[]): Promise<void> {
    const { organisation, facts } = arrival
    for (const { key, news } of kept) {
      const told = await this.#calls.tell(facts.call, news)
      if (told.kind === 'silent') return
      // a closed workflow needs no news; what people must see of it is written already
      await markDelivered(this.#db, { organisation, call: facts.call, key, timeout: 3000 })
    }
  }
}

/** A document has its list's length and 15 s to say its first word (architecture.md 5.2). */
function silentTooLong(arrival: Arrival, now: number): boolean {
  const list = arrival.first.reduce((sum, instruction) => sum + (instruction.do === 'say' ? speechTime(instruction.prompt) : 0), 0)
  return now - arrival.facts.arrivedAt > list + 15_000
}

const EVERY = 2000
/** How old something must be before the sweep takes it up. Milliseconds. */
const KEPT_FOR = 1000
