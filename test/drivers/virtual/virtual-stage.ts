import type { Arrival } from '#flows/call/arrival.ts'
import type { Outcome } from '#flows/call/happenings/happening.ts'
import type { KeyedEvent } from '#flows/call/exchange.ts'
import type { VirtualClock } from '#flows/rehearsal/clock.ts'
import { OutsideWorld } from '#flows/rehearsal/outside-world.ts'
import { PhoneBook } from '#flows/rehearsal/phone.ts'
import type { World, WorldOptions } from '#flows/rehearsal/world.ts'
import { Office } from '#test/builders/office.ts'
import type { Setting, Stage, StagedCall, StagedOffice, StagedOutside, StagedPhone } from '../stage.ts'
import { officeOnStage, outsideOnStage, phoneOnStage, VirtualCall } from './on-stage.ts'

/** A call that runs against a virtual carrier. */
export interface RunningCall {
  readonly arrival: Arrival
  readonly world: World
  readonly events: readonly KeyedEvent[]
  readonly outcome: Outcome | null
}

/** What a driver with a virtual carrier does in its own way. */
export interface VirtualDriver {
  readonly clock: VirtualClock
  /** The caller has dialled; returns when everything that happens at once has happened. */
  begin(arrival: Arrival, options: WorldOptions): Promise<RunningCall>
  /** Whether what is due at the same moment is done at once, or one after another. */
  readonly together: boolean
  /** Waits until nothing more happens without time going on. */
  settle(): Promise<void>
  /** When the next timer that the clock does not know of goes off, by the clock's time. */
  nextTimer(): number | null
  /** Time goes on outside of the clock, too. */
  moveTo(at: number): Promise<void>
}

/** A stage on a virtual carrier: nothing takes longer than the machine needs to think. */
export class VirtualStage implements Stage {
  readonly office: StagedOffice
  readonly outside: StagedOutside
  readonly machines = null
  readonly calls: RunningCall[] = []
  readonly #driver: VirtualDriver
  readonly #setting: Setting
  readonly #house: Office
  readonly #phones: PhoneBook
  readonly #outside = new OutsideWorld()
  readonly #prefix: string

  constructor(driver: VirtualDriver, setting: Setting, prefix = 'call') {
    this.#driver = driver
    this.#setting = setting
    this.#prefix = prefix
    this.#phones = new PhoneBook(driver.clock)
    this.outside = outsideOnStage(this.#outside)
    this.#outside.assistantTurns = setting.assistant ?? []
    this.#house = new Office(setting.flow, ['Ana', 'Ben', 'Cy', ...setting.others])
    this.#house.knows = setting.knows ?? {}
    this.office = officeOnStage(this.#house, (address, name) => this.#phoneAt(address, name))
  }

  async dials(from: string | null, saidAt?: number): Promise<StagedCall> {
    const arrival = await this.#house.arrival({
      at: this.#driver.clock.now(),
      saidAt,
      from,
      prefix: this.#prefix,
    })
    const call = await this.#driver.begin(arrival, {
      ...this.#setting.world,
      phones: this.#phones,
      outside: this.#outside,
    })
    this.calls.push(call)
    return new VirtualCall(call, () => this.#driver.settle())
  }

  phone(name: string): StagedPhone {
    return this.#phoneAt(this.#house.colleague(name).address ?? name, name)
  }

  phoneOutside(address: string): StagedPhone {
    return this.#phoneAt(address, address)
  }

  #phoneAt(address: string, name: string): StagedPhone {
    return phoneOnStage(this.#phones.at(address, name), () => this.#driver.settle())
  }

  async passes(ms: number): Promise<void> {
    const end = this.#driver.clock.now() + ms
    await this.#driver.settle()
    while (await this.#step(end));
  }

  /** Time goes on although nothing has settled: what happens meanwhile meets in any order. */
  rushes(ms: number): void {
    const { clock } = this.#driver
    const end = clock.now() + ms
    for (let next = clock.next(); next !== null && next <= end; next = clock.next()) clock.step(next)
  }

  async until(isSo: () => boolean | Promise<boolean>, within: number): Promise<boolean> {
    const end = this.#driver.clock.now() + within
    await this.#driver.settle()
    while (!(await isSo())) if (!(await this.#step(end))) return await isSo()
    return true
  }

  async timeline(): Promise<string> {
    const now = this.#driver.clock.now()
    return this.calls
      .map(
        ({ arrival, world }) =>
          `${arrival.facts.call}, ${(now - arrival.facts.arrivedAt) / 1000} s after it came in:\n${world.timeline.toString()}`,
      )
      .join('\n\n')
  }

  async clearUp(): Promise<readonly string[]> {
    for (const { world } of this.calls) world.caller.hangUp()
    await this.until(() => this.calls.every((call) => call.outcome !== null), LAST_CALL_CLOSES)
    // a closed call has ordered its last leg to end, and carriers take a moment
    await this.passes(100)
    return this.calls.flatMap(({ arrival, world, outcome }) => [
      ...(world.unanswered.size > 0
        ? [`${arrival.facts.call} has left ${world.unanswered.size} questions without an answer`]
        : []),
      ...(outcome === null ? [`${arrival.facts.call} never closed`] : []),
      ...world.legs
        .filter((leg) => leg.state !== 'ended')
        .map((leg) => `${leg.phone.name}'s leg ${leg.id} is left ${leg.state}`),
    ])
  }

  /** Goes to the next thing that is due, or to the end. False when the end is reached. */
  async #step(end: number): Promise<boolean> {
    const due = [this.#driver.clock.next(), this.#driver.nextTimer()].filter((at) => at !== null)
    const next = Math.min(end, ...due)
    await this.#driver.moveTo(next)
    do this.#driver.clock.step(next)
    while (this.#driver.together && this.#driver.clock.pending)
    await this.#driver.settle()
    const still = this.#driver.clock.next()
    return next < end || (still !== null && still <= end)
  }
}

/** How long it may take to find out about the last leg when every callback is lost. Milliseconds. */
const LAST_CALL_CLOSES = 180_000
