import type { Cause } from '#flows/live-call.ts'
import type { DraftVerb } from '../../documents/swml.ts'
import type { CarrierVerb } from '../carrier-verb.ts'

export const hangUp: CarrierVerb<'hang-up'> = {
  render: ({ cause }) => [hangUpFor(cause)],
  learns: null,
  rung: { ends: true, render: ({ cause }) => [hangUpFor(cause)] },
  callback: null,
  inLog: null,
}

/** The leg whose document this is ends. */
export function hangUpFor(cause: Cause): DraftVerb {
  const reasons = { done: 'hangup', busy: 'busy', declined: 'decline' } as const
  return { hangup: { reason: reasons[cause] } }
}
