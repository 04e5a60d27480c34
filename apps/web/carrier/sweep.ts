import type { Logger } from 'pino'
import { callerLeftAt } from '#infra/db/call/caller-left.ts'
import { arrivalsToSweep, type Unattended } from '#infra/db/call/arrivals-to-sweep.ts'
import type { Database } from '#infra/db/orm.ts'
import { listTime } from '#flows/verbs/instruction.ts'
import type { Arrival } from '#flows/call/arrival.ts'
import { inOrganisation } from '#infra/temporal/organisation-scope.ts'
import type { SafeStore } from '#infra/call-store/safe-store.ts'
import type { WorkflowStarts } from './workflow-starts.ts'

/**
 * Looks after calls that nobody looks after: documents that never spoke, news that no workflow has
 * heard, and what waits on the disk for the database. Any web process may run it, several at once.
 */
export class Sweep {
  readonly #db: Database
  readonly #store: SafeStore
  readonly #starts: WorkflowStarts
  readonly #log: Logger
  #timer: NodeJS.Timeout | null = null
  #running: Promise<void> | null = null

  constructor(deps: { db: Database; store: SafeStore; starts: WorkflowStarts; log: Logger }) {
    this.#db = deps.db
    this.#store = deps.store
    this.#starts = deps.starts
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
      for (const call of await arrivalsToSweep(this.#db, { olderThan: KEPT_FOR, timeout: 3000 }))
        await inOrganisation(call.organisation, () => this.#attend(call)).catch((error: unknown) =>
          this.#log.warn(
            { error, call: call.call, organisation: call.organisation },
            'A forgotten call could not be attended to; it is tried again',
          ),
        )
    } catch (error) {
      this.#log.warn({ error }, 'The sweep over forgotten calls did not get through; it tries again')
    }
  }

  async #attend({ organisation, call, spoken }: Unattended): Promise<void> {
    const key = { organisation, call }
    const arrival = await this.#store.read(key)
    if (!arrival) return
    const kept = await this.#store.kept(key)
    if (spoken) return await this.#starts.tell(kept)
    const left = await this.#store.callerHasLeft(key)
    const isHeard = kept.some(({ news }) => news.kind === 'caller-ended')
    if (!left && !isHeard && !silentTooLong(arrival, Date.now()) && !(await this.#store.drivenByDocument(key))) return
    const at = left && !isHeard ? ((await callerLeftAt(this.#db, { ...key, timeout: 3000 })) ?? Date.now()) : null
    await this.#starts.open(arrival, at === null ? [] : [{ kind: 'caller-ended', at }])
  }
}

/** A document has its list's length and 15 s to say its first word (architecture.md 5.2). */
function silentTooLong(arrival: Arrival, now: number): boolean {
  return now - arrival.facts.arrivedAt > listTime(arrival.first) + 15_000
}

const EVERY = 2000
/** How old something must be before the sweep takes it up. Milliseconds. */
const KEPT_FOR = 1000
