import type { LegOrder } from '#flows/call/exchange.ts'
import { talkingAddresses } from '#infra/db/call/talking-addresses.ts'
import type { CallRef } from '../call-activities.ts'
import type { CallDeps } from './call-deps.ts'

/** Which of these addresses are in another talk now. A database that does not answer lets everybody ring. */
export async function whoTalks(
  deps: Pick<CallDeps, 'db'>,
  call: CallRef,
  legs: readonly Pick<LegOrder, 'address'>[],
): Promise<ReadonlySet<string>> {
  try {
    return await talkingAddresses(deps.db, {
      organisation: call.organisation,
      addresses: legs.map((leg) => leg.address),
      besides: call.call,
      timeout: 500,
    })
  } catch {
    return new Set()
  }
}
