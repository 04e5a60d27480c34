import type { Arrival } from '../call/arrival.ts'
import type { CallerNumber } from '../call/known-caller.ts'
import { opening } from '../first-list.ts'
import type { PublicHolidays } from '../hours/hours.ts'
import { decidedAtArrival } from '../language/decide.ts'
import type { Plan } from '../language/plan.ts'
import { rotates } from '../language/rotates.ts'
import { aheadOf } from '../language/time-zone.ts'
import { spokenTo, zoneOf } from '../nodes/incoming-call/spoken-to.ts'
import { VirtualClock } from '../rehearsal/clock.ts'
import { OutsideWorld } from '../rehearsal/outside-world.ts'
import { PhoneBook, type Phone } from '../rehearsal/phone.ts'
import { Rehearsal } from '../rehearsal/rehearsal.ts'
import { memberOf, type Scenario } from './scenario-file.ts'
import type { PlayedCall, PlayedPhone, ScenarioStage } from './scenario-stage.ts'

/** What a scenario does not say and the language does not know by itself. */
export interface ScenarioAround {
  readonly publicHolidays: PublicHolidays
  numberOf(e164: string): CallerNumber
}

/** A scenario's call as it comes in on a plan. */
export async function scenarioArrival(plan: Plan, scenario: Scenario, around: ScenarioAround): Promise<Arrival> {
  const { caller, people, business, mode, schedules } = scenario
  const at = Date.parse(scenario.at)
  const timeZone = zoneOf(plan) ?? 'UTC'
  const known = {
    call: 'call-1',
    number: { e164: '+12025550100', name: 'Main line' },
    caller: { e164: caller.number, name: caller.name },
    roster: people
      .map((person, index) => ({
        member: memberOf(person),
        name: person.name,
        address: person.noPhone ? null : addressOf(index),
        barred: person.noPhone ? ('no-verified-phone' as const) : null,
      }))
      .sort((one, other) => (one.name < other.name ? -1 : 1)),
    routing: people.map(memberOf),
    inactive: people.filter(({ switchedOff }) => switchedOff).map(memberOf),
    ...spokenTo(plan),
    business: { name: business },
    local: { timeZone, ahead: aheadOf(at, timeZone) },
    seed: SEED,
    ...(rotates(plan) && { turn: scenario.earlierCalls }),
    arrivedAt: at,
  }
  const { name, tags, vip, blocked, calledBefore } = caller
  const facts = decidedAtArrival(plan, known, {
    schedules,
    mode,
    publicHolidays: around.publicHolidays,
    ...(caller.number !== null && {
      knownCaller: { name, tags, vip, blocked, calledBefore },
      callerNumber: around.numberOf(caller.number),
    }),
  })
  const { list: first } = await opening(plan, facts)
  return { organisation: 'o1', number: 'n1', flow: 'f1', version: 1, plan, facts, first }
}

/** A scenario on a rehearsal: in milliseconds, and without a network. */
export class RehearsalStage implements ScenarioStage {
  readonly #plan: Plan
  readonly #scenario: Scenario
  readonly #around: ScenarioAround
  readonly #clock: VirtualClock
  readonly #phones: PhoneBook
  readonly #world = new OutsideWorld()
  #rehearsal: Rehearsal | null = null

  constructor(plan: Plan, scenario: Scenario, around: ScenarioAround) {
    this.#plan = plan
    this.#scenario = scenario
    this.#around = around
    this.#clock = new VirtualClock(Date.parse(scenario.at))
    this.#phones = new PhoneBook(this.#clock)
    const { services, caller, assistant } = scenario
    this.#world.assistantTurns = assistant
    if (services.length > 0) this.#world.answers = services.map((one) => ({ ...one, after: one.after * 1000 }))
    if (caller.wantsNoTexts && caller.number !== null) this.#world.optedOut.add(caller.number)
  }

  async dials(): Promise<PlayedCall> {
    const arrival = await scenarioArrival(this.#plan, this.#scenario, this.#around)
    const options = { phones: this.#phones, outside: this.#world }
    const rehearsal = new Rehearsal(arrival, options, this.#clock)
    this.#rehearsal = rehearsal
    await rehearsal.begin()
    return callOf(rehearsal)
  }

  phone(name: string): PlayedPhone {
    const address = addressOf(this.#scenario.people.findIndex((one) => one.name === name))
    return this.#actable(this.#phones.at(address, name))
  }

  phoneOutside(address: string): PlayedPhone {
    return this.#actable(this.#phones.at(address))
  }

  readonly outside: ScenarioStage['outside'] = {
    asked: async () => this.#world.asked.map(({ url }) => ({ path: url.replace(/^https?:\/\/[^/]*/, '') })),
    texts: async (to) => this.#world.texts.filter((text) => text.to === to).map(({ words }) => words),
  }

  async passes(ms: number): Promise<void> {
    await this.#rehearsal?.passes(ms)
  }

  /** What happened, one line each. */
  timeline(): string {
    return this.#rehearsal?.world.timeline.toString() ?? ''
  }

  #actable(phone: Phone): PlayedPhone {
    const act = async (deed: () => boolean): Promise<boolean> => {
      const done = deed()
      await this.#rehearsal?.settle()
      return done
    }
    return {
      async look() {
        const state = phone.talking ? 'joined' : phone.active ? 'answered' : phone.ringing ? 'ringing' : 'idle'
        return { state, legs: phone.legs.length }
      },
      async behaves(behaviour) {
        phone.behaviour = behaviour
      },
      picksUp: () => act(() => phone.pickUp()),
      presses: (key) => act(() => phone.press(key)),
      declines: () => act(() => phone.decline()),
      hangsUp: () => act(() => phone.hangUp()),
    }
  }
}

function callOf(rehearsal: Rehearsal): PlayedCall {
  const { world, events } = rehearsal
  const act = async (deed: () => void): Promise<void> => {
    deed()
    await rehearsal.settle()
  }
  return {
    async look() {
      const { ended, hears, heard } = world.caller
      return { ended, hears, sentences: heard, talksTo: world.talkingTo?.name ?? null }
    },
    async story() {
      const recordings = events.flatMap(({ event: { what } }) =>
        what.kind === 'recording' ? [{ seconds: what.seconds }] : [],
      )
      return { events: events.map(({ event }) => event), outcome: rehearsal.outcome, recordings }
    },
    says: (text) => act(() => world.caller.say(text)),
    presses: (keys) => act(() => [...keys].forEach((key) => world.caller.press(key))),
    hangsUp: () => act(() => world.caller.hangUp()),
  }
}

/** @param index of somebody among the people of a scenario */
function addressOf(index: number): string {
  return `+120255502${String(index).padStart(2, '0')}`
}

/** Of the first call in the tests' drivers, too. */
const SEED = 8
