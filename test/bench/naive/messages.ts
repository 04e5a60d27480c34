import type { LegEnd } from '#flows/call-events.ts'

/** Signal: one for each callback of the carrier, whatever it says. */
export const CALLBACK_SIGNAL = 'callback'
export type Callback =
  | { readonly kind: 'leg'; readonly leg: string; readonly state: 'created' | 'ringing' | 'answered'; readonly at: number }
  | { readonly kind: 'leg-ended'; readonly leg: string; readonly why: LegEnd; readonly at: number }
  | { readonly kind: 'begun' | 'joining' | 'left' | 'caller-ended'; readonly at: number }

export const NAIVE_CLAIM_UPDATE = 'claim'
export const NAIVE_TASK_QUEUE = 'naive-calls'
export const NAIVE_WORKFLOW = 'naiveCall'
