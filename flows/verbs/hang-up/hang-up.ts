import type { Cause, LiveCall } from '../../live-call.ts'
import type { Verb } from '../verb.ts'

interface HangUp {
  readonly instruction: { readonly do: 'hang-up'; readonly cause: Cause }
  readonly result: null
  readonly rung: HangUp['instruction']
  readonly asked: LiveCall['hangUp']
}

/** The caller's leg ends. */
export const hangUp: Verb<HangUp> = {
  then: 'over',
  ladder: 'from-its-node',
  lasts: () => 0,
  sentence: ({ cause }) => (cause === 'done' ? null : `the call is ended as ${cause}`),
  asked: {
    // a call that nobody has taken up yet has nobody who may end it
    atOnce: null,
    inLadder: (cause) => ({ rungs: [{ do: 'hang-up', cause }], answer: undefined }),
  },
}
