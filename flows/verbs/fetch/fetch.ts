import type { LiveCall } from '../../live-call.ts'
import type { Asked } from '../verb.ts'

/** A document cannot ask a web service for us: whatever it would have said is not known, and the flow goes on as if it had failed. */
export const fetch: Asked<LiveCall['fetch'], { readonly instruction: never; readonly rung: never }> = {
  atOnce: null,
  inLadder: () => ({ rungs: [], answer: { kind: 'error', why: 'nobody could ask' } }),
}
