import type { KeyedEvent } from '#flows/open-call/exchange.ts'
import { appendEvents } from '#infra/db/call/append-events.ts'
import type { CallRef } from '../call-activities.ts'
import type { CallDeps } from './call-deps.ts'

/**
 * Writes the events that ride with an order. A database that does not answer holds up no phone:
 * the same events ride with the next order then.
 */
export async function writeEvents(deps: Pick<CallDeps, 'db' | 'log'>, call: CallRef, events: readonly KeyedEvent[]): Promise<boolean> {
  try {
    await appendEvents(deps.db, { organisation: call.organisation, call: call.call, events, timeout: PATIENCE })
    return true
  } catch (error) {
    deps.log.warn({ error, call: call.call, organisation: call.organisation }, 'Events could not be written now; they ride with the next order')
    return false
  }
}

/** Milliseconds. */
const PATIENCE = 1000
