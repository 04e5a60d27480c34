import type { Cause, Prompt, RecordLimits } from './live-call.ts'

/**
 * What a document does by itself, rung by rung, when it cannot reach us. It always ends in a
 * recording or a goodbye, so that no caller is left in silence.
 */
export type Ladder = readonly Rung[]

export type Rung =
  | { readonly do: 'say'; readonly prompt: Prompt }
  /** The carrier rings these people itself and connects the first who presses 1. */
  | { readonly do: 'connect'; readonly order: 'together' | 'in-turn'; readonly seconds: number; readonly to: readonly Reach[] }
  | { readonly do: 'record'; readonly greeting: Prompt | null; readonly limits: RecordLimits }
  | { readonly do: 'hang-up'; readonly cause: Cause }

/** One person on a ladder. */
export interface Reach {
  readonly member: string
  readonly name: string
  readonly address: string
}
