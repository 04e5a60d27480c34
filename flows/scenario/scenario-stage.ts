import type { CallEvent, Outcome } from '../call/happenings/happening.ts'
import type { Behaviour } from '../rehearsal/phone.ts'

/**
 * Where a scenario is played. A rehearsal is one, and each of the tests' drivers has one: what is said here fits them all. Whoever
 * makes it has the people, the address book and the switches as the scenario says. Times in milliseconds.
 */
export interface ScenarioStage {
  /** @param at when the call comes in; since 1970 */
  dials(from: string | null, at: number): Promise<PlayedCall>
  phone(name: string): PlayedPhone
  phoneOutside(address: string): PlayedPhone
  readonly outside: {
    asked(): Promise<readonly { readonly path: string }[]>
    texts(to: string): Promise<readonly string[]>
  }
  passes(ms: number): Promise<void>
}

export interface PlayedCall {
  look(): Promise<{
    readonly ended: boolean
    readonly hears: string
    readonly sentences: readonly string[]
    readonly talksTo: string | null
  }>
  story(): Promise<{
    /** As they were written down. */
    readonly events: readonly CallEvent[]
    /** Null while the call is not closed. */
    readonly outcome: Outcome | null
    readonly recordings: readonly { readonly seconds: number }[]
  }>
  says(text: string): Promise<void>
  presses(keys: string): Promise<void>
  hangsUp(): Promise<void>
}

export interface PlayedPhone {
  look(): Promise<{ readonly state: 'idle' | 'ringing' | 'answered' | 'joined'; readonly legs: number }>
  behaves(behaviour: Behaviour): Promise<void>
  picksUp(): Promise<boolean>
  presses(key: string): Promise<boolean>
  declines(): Promise<boolean>
  hangsUp(): Promise<boolean>
}
