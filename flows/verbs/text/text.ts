import type { LiveCall } from '../../live-call.ts'
import type { Asked } from '../verb.ts'

/**
 * A document sends no text message, though the carrier has a verb for it: nobody would know whether its reader has opted out, nor
 * whether it was sent before.
 */
export const text: Asked<LiveCall['text'], { readonly instruction: never; readonly rung: never }> = {
  atOnce: null,
  inLadder: () => ({ rungs: [], answer: 'failed' }),
}
