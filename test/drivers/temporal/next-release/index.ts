import { sleep } from '@temporalio/workflow'
import type { Outcome } from '#flows/call/happenings/happening.ts'
import { call as asItWas } from '#workflows/call/call.ts'
import type { CallInput } from '#workflows/messages.ts'

export { afterCall } from '#workflows/after-call/after-call.ts'
export { carrierWatch } from '#workflows/carrier-watch/carrier-watch.ts'
export { histories } from '#workflows/histories/histories.ts'

/** The call workflow of a release that nobody has patched: one timer more, and no call of the release before replays. */
export async function call(input: CallInput): Promise<Outcome> {
  void sleep('1h')
  return await asItWas(input)
}
