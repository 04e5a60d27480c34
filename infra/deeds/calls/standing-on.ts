import type { Standing } from '#flows/call/call-states.ts'
import type { LegRow } from '#flows/call/happenings/call-fold.ts'
import type { RoleHolder } from '../permissions.ts'

/** A call as far as it decides who stands how on it. */
interface CallWithLegs {
  readonly number: { readonly id: string }
  readonly legs: readonly Pick<LegRow, 'member' | 'state'>[]
}

/**
 * As whom a person may act on a call: somebody who is on it, or an admin of its number; null when they are neither. Asked by
 * deeds and buttons alike.
 */
export function standingOn(
  { legs, number }: CallWithLegs,
  { member, numbers }: Pick<RoleHolder, 'member' | 'numbers'>,
): Standing | null {
  if (numbers.get(number.id) === 'admin') return 'admin'
  return legs.some((leg) => leg.member === member && ON_THE_CALL.has(leg.state)) ? 'on-the-call' : null
}

const ON_THE_CALL: ReadonlySet<LegRow['state']> = new Set(['claimed', 'joined'])
