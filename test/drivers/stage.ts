import type { AnswerMode } from '#flows/call/answer-mode.ts'
import type { KnownCaller } from '#flows/call/known-caller.ts'
import type { Behaviour, DialAnswer } from '#flows/rehearsal/phone.ts'
import type { ServiceAnswer } from '#flows/rehearsal/outside-world.ts'
import type { AssistantTurn } from '#flows/rehearsal/talk-with-assistant.ts'
import type { WorldOptions } from '#flows/rehearsal/world.ts'
import type { KnownAtArrival } from '#flows/language/decide.ts'
import type { Flow } from '#flows/language/flow.ts'
import type { CallEvent, Outcome } from '#flows/call/happenings/happening.ts'

export type Driver = 'fast' | 'temporal' | 'stack'

/** What a scenario is played with. */
export interface Setting {
  readonly flow: Flow
  /** Names beside Ana, Ben and Cy. */
  readonly others: readonly string[]
  readonly world: WorldOptions
  /** What nodes may look at to decide as a call comes in; in virtual time only, where the product does not say it. */
  readonly knows?: KnownAtArrival
  /** What assistants do that they would not do by themselves; in virtual time only. */
  readonly assistant?: readonly AssistantTurn[]
}

/** Where a scenario is played: a rehearsal, the real workflows, or the whole product. Times in milliseconds. */
export interface Stage {
  /**
   * Somebody dials the line of the scenario.
   * @param saidAt when the call comes in, where that is not now: what is decided as it comes in, and the day and time that it
   *   knows, go by it; milliseconds since 1970. In virtual time only: every process of the stack goes by the machine's clock.
   */
  dials(from: string | null, saidAt?: number): Promise<StagedCall>
  phone(name: string): StagedPhone
  /** The phone at an address that is nobody's of the office; it is called by that address. */
  phoneOutside(address: string): StagedPhone
  readonly office: StagedOffice
  readonly outside: StagedOutside
  /** The processes and the network of the whole product; only on the stack. */
  readonly machines: Machines | null
  passes(ms: number): Promise<void>
  /** Lets time go on until something is so, for `within` at most. */
  until(isSo: () => boolean | Promise<boolean>, within: number): Promise<boolean>
  /** What happened so far, one line each. */
  timeline(): Promise<string>
  /** Ends what is still going on. @returns complaints about what was left behind. */
  clearUp(): Promise<readonly string[]>
}

export interface StagedCall {
  look(): Promise<CallerView>
  story(): Promise<StoryView>
  says(text: string): Promise<void>
  presses(keys: string): Promise<void>
  hangsUp(): Promise<void>
}

export interface CallerView {
  readonly ended: boolean
  readonly hears: 'ringing' | 'speech' | 'recording' | 'room' | 'nothing'
  /** Every sentence spoken to the caller so far. */
  readonly sentences: readonly string[]
  /** The name of the person whom the caller really talks to. */
  readonly talksTo: string | null
  readonly longestSilence: number
}

export interface StoryView {
  readonly sentences: readonly string[]
  /** The same as it was written down. */
  readonly events: readonly CallEvent[]
  /** Null while the call is not closed. */
  readonly outcome: Outcome | null
  readonly recordings: readonly { readonly seconds: number }[]
}

export interface StagedPhone {
  readonly name: string
  look(): Promise<PhoneView>
  behaves(behaviour: Behaviour): Promise<void>
  dialsAre(answer: DialAnswer): Promise<void>
  /** False when there is nothing to pick up, press and so on. */
  picksUp(): Promise<boolean>
  presses(key: string): Promise<boolean>
  declines(): Promise<boolean>
  hangsUp(): Promise<boolean>
}

export interface PhoneView {
  readonly state: 'idle' | 'ringing' | 'answered' | 'joined'
  /** How many legs were ever placed to it. */
  readonly legs: number
  /** How many legs ring or are open at this moment. */
  readonly open: number
  /** The last sentence heard. */
  readonly hears: string
}

/** What the people of the office change while calls come in. */
export interface StagedOffice {
  reorders(names: readonly string[]): Promise<void>
  switches(name: string, on: boolean): Promise<void>
  /** The person's phone is no longer verified. */
  losesPhoneOf(name: string): Promise<void>
  /** From the next call on one more phone rings for the person. */
  givesPhoneTo(name: string): Promise<StagedPhone>
  publishes(flow: Flow): Promise<void>
  /** Has a caller in its address book. */
  knows(number: string, as: Partial<KnownCaller>): Promise<void>
  /** Uses the number's switch. */
  letsAnswer(mode: AnswerMode): Promise<void>
}

/** A web service that flows ask, and text messages. */
export interface StagedOutside {
  answers(all: readonly ServiceAnswer[]): Promise<void>
  asked(): Promise<readonly AskedService[]>
  /** The words of all texts to a number. */
  texts(to: string): Promise<readonly string[]>
  optsOut(to: string): Promise<void>
}

export interface AskedService {
  /** With its query. */
  readonly path: string
  readonly body: string | null
}

export type MachineName = 'postgres' | 'temporal' | 'worker' | 'web'

/** What happens to machines and to the network between them. */
export interface Machines {
  /** Ends a process without warning; it is started again like any that dies. */
  kill(name: MachineName): Promise<void>
  /** Ends a process without warning and keeps it down. */
  takeDown(name: MachineName): Promise<void>
  bringUp(name: MachineName): Promise<void>
  freeze(name: MachineName): Promise<void>
  thaw(name: MachineName): Promise<void>
  /** The carrier's trouble, as `PUT /emulator/faults` takes it. */
  trouble(faults: Readonly<Record<string, unknown>>): Promise<void>
}
