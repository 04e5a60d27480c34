import { eventKey, type CallEvent } from '#flows/call/happenings/happening.ts'
import type { Ladder } from '#flows/outage/ladder.ts'
import type { CallKey, CallStore } from '#infra/call-store/store.ts'
import type { EventDelivery } from './event-delivery.ts'
import { whoMet } from './who-met.ts'

export interface HandOver {
  /** A clause for the story. */
  readonly why: string
  /** What the document does from here on, as far as it is known here. */
  readonly ladder: Ladder
  /** Milliseconds since 1970. */
  readonly at: number
}

/**
 * Hands a call to its document for good: first in its row, so that nobody dials for it any more,
 * then in its story, then to its workflow, which listens from here on. Repeating it is harmless.
 * @returns false when the workflow rings somebody at this moment: then it keeps the call.
 */
export async function handOver(
  deps: { readonly store: CallStore; readonly delivery: EventDelivery },
  key: CallKey,
  { why, ladder, at }: HandOver,
): Promise<boolean> {
  if (!(await deps.store.takeDriverUnlessRinging(key))) return false
  const event = (what: CallEvent['what']) => ({ key: eventKey(what), event: { at, node: null, what } })
  const members = ladder.flatMap((rung) => (rung.do === 'connect' ? rung.to.map((reach) => reach.name) : []))
  const events = [event({ kind: 'document-drives', why })]
  if (members.length > 0) events.push(event({ kind: 'ladder-rings', members }))
  await deps.store.append(key, events)
  void whoMet(deps.store, key).then((met) =>
    deps.delivery.tell(key, { kind: 'document-drives', why, at, ...(met && { met }) }),
  )
  return true
}
