import type { LegOrder } from '#flows/call/exchange.ts'
import { talkingAddresses } from '#infra/db/call/talking-addresses.ts'
import type { CallRef } from '../call-activities.ts'
import type { CallDeps } from './call-deps.ts'

/** Whether the party of a leg talks, there or at another of its addresses. Nobody asks that of one that rings all the same. */
export function isTalking(leg: Where & Pick<LegOrder, 'evenTalking'>, talking: ReadonlySet<string>): boolean {
  return leg.evenTalking !== true && addressesOf(leg).some((address) => talking.has(address))
}

/** Every address of the party of a leg. */
export function addressesOf({ address, also = [] }: Where): readonly string[] {
  return [address, ...also]
}

type Where = Pick<LegOrder, 'address' | 'also'>

/** Which addresses of these legs' parties are in another talk now. A database that does not answer lets everybody ring. */
export async function whoTalks(
  deps: Pick<CallDeps, 'db'>,
  call: CallRef,
  legs: readonly Where[],
): Promise<ReadonlySet<string>> {
  try {
    return await talkingAddresses(deps.db, {
      organisation: call.organisation,
      addresses: [...new Set(legs.flatMap(addressesOf))],
      besides: call.call,
      timeout: 500,
    })
  } catch {
    return new Set()
  }
}
