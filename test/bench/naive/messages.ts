import type { LegEnd } from '#flows/call/happenings/happening.ts'

/** Signal: one for each callback of the carrier, whatever it says. */
export const CALLBACK_SIGNAL = 'callback'
export type Callback =
  | {
      readonly kind: 'leg'
      readonly leg: string
      readonly state: 'created' | 'ringing' | 'answered'
      readonly at: number
    }
  | { readonly kind: 'leg-ended'; readonly leg: string; readonly why: LegEnd; readonly at: number }
  | { readonly kind: 'begun' | 'joining' | 'left' | 'caller-ended'; readonly at: number }

export const NAIVE_CLAIM_UPDATE = 'claim'
export const NAIVE_WORKFLOW = 'naiveCall'
export const NAIVE_EXPORT_WORKFLOW = 'naiveExport'

/**
 * `naive`: everything as one would first write it, the export of each history by a workflow of its own too. `sharing`: the
 * same calls with what is no matter of their shape taken from the product: histories in batches, its bundling, its threads.
 */
export type Shape = 'naive' | 'sharing'

/** Calls of either shape are told apart by the beginning of their ids. */
export const shapeOf = (call: string): Shape => (call.startsWith('sharing') ? 'sharing' : 'naive')
export const naiveTaskQueue = (shape: Shape): string => `${shape}-calls`
