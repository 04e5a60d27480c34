import { eventKey } from '#flows/call/happenings/happening.ts'
import type { LegId } from '#flows/live-call.ts'
import { eventAt } from '#infra/db/call/events-of.ts'
import type { CallRef } from '../call-activities.ts'
import type { CallDeps } from './call-deps.ts'

/** When the caller's leg was answered, by our rows; null where they do not say. Milliseconds since 1970. */
export async function callerAnsweredAt(deps: Pick<CallDeps, 'db'>, call: CallRef): Promise<number | null> {
  return await keptAt(deps, call, 'arrived')
}

/** The same for a leg that we dialled; where nobody reported a pick-up, the first sign of whoever picked up counts. */
export async function legAnsweredAt(deps: Pick<CallDeps, 'db'>, call: CallRef, leg: LegId): Promise<number | null> {
  for (const what of [
    { kind: 'picked-up', leg },
    { kind: 'claimed', leg, member: '', name: '' },
    { kind: 'in-room', leg },
  ] as const) {
    const at = await keptAt(deps, call, eventKey(what))
    if (at !== null) return at
  }
  return null
}

async function keptAt(
  { db }: Pick<CallDeps, 'db'>,
  { organisation, call }: CallRef,
  key: string,
): Promise<number | null> {
  return await eventAt(db, { organisation, call, key, timeout: 500 }).catch(() => null)
}
