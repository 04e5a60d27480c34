import type { Arrival } from '#flows/call/arrival.ts'
import type { KnownCaller } from '#flows/call/known-caller.ts'
import type { Barred, Seat } from '#flows/call/facts.ts'
import { opening } from '#flows/first-list.ts'
import type { Flow } from '#flows/language/flow.ts'
import { decidedAtArrival, type KnownAtArrival } from '#flows/language/decide.ts'
import type { Plan } from '#flows/language/plan.ts'
import { aheadOf } from '#flows/language/time-zone.ts'
import { spokenTo, zoneOf } from '#flows/nodes/incoming-call/spoken-to.ts'
import { rotates } from '#flows/language/rotates.ts'
import { countryOf } from '#infra/telephone/countries.ts'
import { spellings } from '#infra/telephone/other-spelling.ts'
import { planOf } from './plan-of.ts'

/** Somebody who may ring for the number. */
export interface Colleague {
  readonly name: string
  readonly address: string | null
  /** Further phones of theirs, which ring together with that one. */
  readonly also: string[]
  barred: Barred | null
  /** Whether their place on the routing list is switched on. */
  active: boolean
}

/** Harbour Bikes with one number: who may ring, in which order, and by which flow. Calls freeze it as it is when they come in. */
export class Office {
  readonly colleagues: Colleague[] = []
  #flow: Flow
  #version = 1
  /** What nodes may look at to decide as a call comes in. */
  knows: KnownAtArrival = {}
  /** Names, highest priority first. */
  routing: string[] = []
  #calls = 0
  /** Whom it knows, by the numbers from which they call. */
  readonly addressBook = new Map<string, Partial<KnownCaller>>()
  readonly #called = new Set<string>()

  constructor(flow: Flow, names: readonly string[]) {
    this.#flow = flow
    for (const name of names) this.joins(name)
  }

  joins(name: string): void {
    const number = 21 + this.colleagues.length
    this.colleagues.push({ name, address: `+120255501${number}`, also: [], barred: null, active: true })
    this.routing.push(name)
  }

  publishes(flow: Flow): void {
    this.#flow = flow
    this.#version += 1
  }

  colleague(name: string): Colleague {
    const found = this.colleagues.find((colleague) => colleague.name === name)
    if (!found) throw new Error(`nobody in the office is called ${name}`)
    return found
  }

  /** @returns the address of one more phone of somebody, which rings with their others from the next call on. */
  secondPhoneOf(name: string): string {
    const { also } = this.colleague(name)
    const another = `sip:${name.toLowerCase()}-${also.length + 2}@harbour.example`
    also.push(another)
    return another
  }

  /**
   * A call as it comes in.
   * @param at milliseconds since 1970. @param saidAt when it comes in as a scenario says it, where that is another time than the
   *   running clock's. @param from E.164, or null when withheld.
   */
  async arrival({
    at,
    saidAt = at,
    from = '+12025550150',
    prefix = 'call',
  }: {
    at: number
    saidAt?: number | undefined
    from?: string | null
    prefix?: string
  }): Promise<Arrival> {
    this.#calls += 1
    const plan = this.#plan()
    const timeZone = zoneOf(plan) ?? 'UTC'
    const known = {
      call: `${prefix}-${this.#calls}`,
      number: { e164: '+12025550100', name: this.#flow.name },
      caller: { e164: from, name: null },
      roster: this.#roster(),
      routing: this.routing.map(idOf),
      inactive: this.colleagues.filter(({ active }) => !active).map(({ name }) => idOf(name)),
      ...spokenTo(plan),
      business: { name: 'Harbour Bikes' },
      local: { timeZone, ahead: saidAt - at + aheadOf(saidAt, timeZone) },
      seed: 7 + this.#calls,
      ...(rotates(plan) && { turn: this.#calls - 1 }),
      arrivedAt: at,
    }
    // the call is decided as it would be then, and everything after that goes by the clock that runs
    const facts = { ...decidedAtArrival(plan, { ...known, arrivedAt: saidAt }, this.#knowsOf(from)), arrivedAt: at }
    return {
      organisation: 'harbour-bikes',
      number: 'n-1',
      flow: 'f-1',
      version: this.#version,
      plan,
      facts,
      first: (await opening(plan, facts)).list,
    }
  }

  #knowsOf(from: string | null): KnownAtArrival {
    if (from === null) return this.knows
    const calledBefore = this.#called.has(from)
    this.#called.add(from)
    const stranger = { name: null, tags: [], vip: false, blocked: false, calledBefore }
    return {
      ...this.knows,
      knownCaller: { ...stranger, ...this.addressBook.get(from) },
      callerNumber: { country: countryOf(from), spellings: spellings(from) },
    }
  }

  #plan(): Plan {
    return planOf(this.#flow)
  }

  #roster(): Seat[] {
    return this.colleagues
      .map(({ name, address, also, barred }): Seat => ({
        member: idOf(name),
        name,
        ...(barred === 'no-verified-phone' ? { address: null } : { address, ...(also.length > 0 && { also }) }),
        barred,
      }))
      .sort((one, other) => (one.name < other.name ? -1 : 1))
  }
}

function idOf(name: string): string {
  return `m-${name.toLowerCase()}`
}
