import { WorkflowNotFoundError } from '@temporalio/client'
import { pino } from 'pino'
import { eventKey, type Happening } from '#flows/call/happenings/happening.ts'
import type { News } from '#flows/call/call-words.ts'
import { DatabaseStore } from '#infra/call-store/database-store.ts'
import { appendEvents } from '#infra/db/call/append-events.ts'
import { freezeArrival } from '#infra/db/call/freeze-arrival.ts'
import { readCall, type CallRecord } from '#infra/db/call/read-call.ts'
import { talkingAddresses } from '#infra/db/call/talking-addresses.ts'
import type { Database } from '#infra/db/orm.ts'
import { openedDatabase } from '#infra/db/testing/opened-database.ts'
import { arrivalAt, smallOrganisation, type SmallOrganisation } from '#infra/db/testing/people.ts'
import type { LogEntry } from '#infra/signalwire/answers.ts'
import { watchOnce, type WatchDeps } from '../watch-carrier.ts'

/** Calls in a database, a carrier whose log is a script, and workflows that only listen. */
export class WatchGround {
  readonly db: Database
  readonly organisation: SmallOrganisation
  readonly #close: () => Promise<void>
  /** What the carrier's log says of a leg; a leg without an entry is unknown there. */
  readonly carrierLog = new Map<string, LogEntry | Error>()
  readonly told: { readonly call: string; readonly news: News }[] = []
  /** Calls whose workflow is running. */
  readonly running = new Set<string>()
  /** Whether telling anybody anything fails. */
  isEngineAway = false
  /** What the one watch of a test has found so far. */
  readonly #found = new Map<string, number>()
  readonly #seen = new Set<string>()

  private constructor(
    { db, close }: { readonly db: Database; close(): Promise<void> },
    organisation: SmallOrganisation,
  ) {
    this.#close = close
    this.db = db
    this.organisation = organisation
  }

  static async begin(): Promise<WatchGround> {
    const opened = await openedDatabase()
    return new WatchGround(
      opened,
      await smallOrganisation(opened.db, { id: '11111111-1111-4111-8111-111111111111', e164: '+12025550101' }),
    )
  }

  /** The calls stay; everything else is reset. */
  forget(): void {
    this.carrierLog.clear()
    this.told.length = 0
    this.#found.clear()
    this.#seen.clear()
    this.running.clear()
    this.isEngineAway = false
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#close()
  }

  /** A call of a minute ago for which a phone rings at this number. */
  async ring(call: string, { with: address, carrier = `${call}-leg`, at = this.organisation }: OneCall): Promise<void> {
    const arrival = arrivalAt(at, { call })
    const arrivedAt = Date.now() - 60_000
    await freezeArrival(this.db, { arrival: { ...arrival, facts: { ...arrival.facts, arrivedAt } } })
    await this.#happen({ organisation: at.id, call }, arrivedAt, [
      { kind: 'rings', ...MIA, carrier, address, seconds: 20, order: 'in-turn' },
    ])
  }

  /** The same, whose caller talks to the person it rang. */
  async talk(call: string, given: OneCall): Promise<void> {
    await this.ring(call, given)
    const { id } = given.at ?? this.organisation
    await this.#happen({ organisation: id, call }, Date.now() - 60_000, [
      { kind: 'claimed', ...MIA },
      { kind: 'talking', ...MIA },
    ])
  }

  async close(...calls: readonly string[]): Promise<void> {
    await Promise.all(
      calls.map((call) => this.happen(call, Date.now(), { kind: 'ended', outcome: 'answered', seconds: 60 })),
    )
  }

  async happen(call: string, at: number, what: Happening): Promise<void> {
    await this.#happen({ organisation: this.organisation.id, call }, at, [what])
  }

  async #happen(
    key: { readonly organisation: string; readonly call: string },
    at: number,
    all: readonly Happening[],
  ): Promise<void> {
    await appendEvents(this.db, {
      ...key,
      events: all.map((what) => ({ key: eventKey(what), event: { at, node: null, what } })),
    })
  }

  read(call: string): Promise<CallRecord | null> {
    return readCall(this.db, { organisation: this.organisation.id, call })
  }

  async talking(address: string): Promise<boolean> {
    return (await talkingAddresses(this.db, { organisation: this.organisation.id, addresses: [address] })).has(address)
  }

  async asIfUnknownFor(call: string, seconds: number): Promise<void> {
    await this.db.withOrganisation(this.organisation.id, async (em) => {
      for (const table of ['call', 'leg'])
        await em.execute(
          `update ${table} set carrier_unknown_since = now() - make_interval(secs => ?) where call = ?`,
          [seconds, call],
          'run',
        )
    })
  }

  /** @param given.seenTo up to when calls that never arrived were looked for; just now unless given */
  async look({
    seenTo = Date.now(),
    logs = (span) => this.#listed(span),
  }: { readonly seenTo?: number; readonly logs?: (span: LogSpan) => Promise<LogEntry[]> } = {}): Promise<number> {
    return await watchOnce({ ...this.#deps, carrier: { ...this.#deps.carrier, logs } }, seenTo)
  }

  get #deps(): WatchDeps {
    return {
      db: this.db,
      log: pino({ enabled: false }),
      told: this.#found,
      seen: this.#seen,
      store: new DatabaseStore(this.db, 3000),
      carrier: { now: () => Date.now(), log: (id) => this.#asked(id), logs: (span) => this.#listed(span) },
      client: {
        workflow: {
          getHandle: (id) => ({
            describe: async () => ({
              status: { name: this.running.has(id.slice('call/'.length)) ? 'RUNNING' : 'TERMINATED' },
            }),
            signal: (_name: string, news: News) => this.#hear(id, news),
          }),
        },
      },
    }
  }

  async #asked(id: string): Promise<LogEntry | null> {
    const found = this.carrierLog.get(id)
    if (found instanceof Error) throw found
    return found && !('asked' in found && found.asked === null) ? found : null
  }

  async #listed({ createdAfter, createdBefore = Infinity }: LogSpan): Promise<LogEntry[]> {
    return [...this.carrierLog.values()].filter(
      (found): found is LogEntry =>
        !(found instanceof Error) &&
        found.to !== null &&
        (found.createdAt ?? 0) >= createdAfter &&
        (found.createdAt ?? 0) <= createdBefore,
    )
  }

  async #hear(workflow: string, news: News): Promise<void> {
    const call = workflow.slice('call/'.length)
    if (this.isEngineAway) throw new Error('14 UNAVAILABLE: connection refused')
    if (!this.running.has(call)) throw new WorkflowNotFoundError('no such workflow', workflow, undefined)
    this.told.push({ call, news })
  }
}

interface OneCall {
  readonly with: string
  /** The carrier's id for the leg; null while it is not known. */
  readonly carrier?: string | null
  readonly at?: SmallOrganisation
}

export interface LogSpan {
  readonly createdAfter: number
  readonly createdBefore?: number
}

const MIA = { leg: '2-1', member: 'mia', name: 'Mia' } as const

export const entry = (id: string, state: LogEntry['state']): LogEntry => ({
  id,
  from: null,
  to: null,
  direction: null,
  status: state,
  state,
  seconds: null,
  createdAt: null,
  parent: null,
})

/** A leg of ours that began half a minute after the talks of these tests. */
export const younger = (
  id: string,
  { asked = id }: { readonly asked?: string | null } = {},
): LogEntry & { readonly asked: string | null } => ({
  ...entry(id, 'answered'),
  from: '+12025550101',
  to: '+12025550199',
  createdAt: Date.now() - 30_000,
  asked,
})
