import type { AnswerMode } from '#flows/call/answer-mode.ts'
import type { KnownCaller } from '#flows/call/known-caller.ts'
import { milliseconds, type Duration } from '#flows/live-call.ts'
import type { Flow } from '#flows/language/flow.ts'
import type { CallInTest } from './call-in-test.ts'
import { CallerInTest } from './caller-in-test.ts'
import { ServiceInTest, TextsInTest } from './outside-in-test.ts'
import { PersonInTest } from './person-in-test.ts'
import type { Machines, Stage } from './stage.ts'

/** Everybody and everything that a scenario speaks of. */
export interface Cast {
  readonly caller: CallerInTest
  readonly ana: PersonInTest
  readonly ben: PersonInTest
  readonly cy: PersonInTest
  /** The first caller's call. */
  readonly call: CallInTest
  readonly clock: { passes(time: Duration): Promise<void> }
  readonly office: OfficeInTest
  /** The web service that flows ask. */
  readonly service: ServiceInTest
  readonly texts: TextsInTest
  /** @throws Error where a scenario is not played on the stack. */
  readonly machines: Machines
  /** One of the scenario's other colleagues. */
  colleague(name: string): PersonInTest
  /** Whoever answers at a number or address that is nobody's of the office. */
  outside(address: string): PersonInTest
  /** Somebody else who calls. @param from null for a withheld number. */
  anotherCaller(from?: string | null): CallerInTest
}

export interface OfficeInTest {
  putsInOrder(...people: readonly PersonInTest[]): Promise<void>
  deactivates(person: PersonInTest): Promise<void>
  activates(person: PersonInTest): Promise<void>
  losesPhoneOf(person: PersonInTest): Promise<void>
  /** One more phone, which rings together with the person's others; whoever answers it is the same person. */
  givesPhoneTo(person: PersonInTest): Promise<PersonInTest>
  publishes(flow: Flow): Promise<void>
  /** Has somebody in its address book. @param number from which they call */
  knows(number: string, as: Partial<KnownCaller>): Promise<void>
  /** Somebody with the right uses the switch on the number's page. */
  letsAnswer(mode: AnswerMode): Promise<void>
}

export function castOn(stage: Stage): Cast {
  let callers = 0
  const anotherCaller = (from?: string | null): CallerInTest => {
    callers += 1
    return new CallerInTest(stage, {
      name: callers === 1 ? 'the caller' : `caller ${callers}`,
      from: from === undefined ? `+120255501${49 + callers}` : from,
    })
  }
  const caller = anotherCaller()
  const colleague = (name: string): PersonInTest => new PersonInTest(stage, stage.phone(name))
  return {
    caller,
    call: caller.call,
    ana: colleague('Ana'),
    ben: colleague('Ben'),
    cy: colleague('Cy'),
    colleague,
    outside: (address) => new PersonInTest(stage, stage.phoneOutside(address)),
    anotherCaller,
    service: new ServiceInTest(stage),
    texts: new TextsInTest(stage),
    clock: { passes: (time) => stage.passes(milliseconds(time)) },
    get machines() {
      if (stage.machines) return stage.machines
      throw new Error('only the stack has machines that can fail')
    },
    office: {
      putsInOrder: (...people) => stage.office.reorders(people.map((person) => person.name)),
      deactivates: (person) => stage.office.switches(person.name, false),
      activates: (person) => stage.office.switches(person.name, true),
      losesPhoneOf: (person) => stage.office.losesPhoneOf(person.name),
      givesPhoneTo: async (person) => new PersonInTest(stage, await stage.office.givesPhoneTo(person.name)),
      publishes: (flow) => stage.office.publishes(flow),
      knows: (number, as) => stage.office.knows(number, as),
      letsAnswer: (mode) => stage.office.letsAnswer(mode),
    },
  }
}
