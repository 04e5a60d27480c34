import type { Standing } from '#flows/call/call-states.ts'
import type { CallRecord } from '#infra/db/call/read-call.ts'
import type { Session } from '../access/session.ts'

type Leg = CallRecord['legs'][number]

/** As whom a person may act on a call: somebody who is on it, or an admin of its number; null when they are neither. */
export function standingOn(
  { legs, number }: Pick<CallRecord, 'number'> & { readonly legs: readonly Pick<Leg, 'member' | 'state'>[] },
  { member, numbers }: Pick<Session, 'member' | 'numbers'>,
): Standing | null {
  if (numbers.get(number.id) === 'admin') return 'admin'
  return legs.some((leg) => leg.member === member && ON_THE_CALL.has(leg.state)) ? 'party' : null
}

const ON_THE_CALL: ReadonlySet<Leg['state']> = new Set(['claimed', 'joined'])
