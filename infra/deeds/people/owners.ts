import type { Member } from '../../db/member/member.ts'
import { refused, type Refusal } from '../../errors.ts'
import type { RoleHolder } from '../permissions.ts'

/** Admins do everything but what concerns owners. */
export function ownersOnly(who: RoleHolder, what: string): Refusal | null {
  return who.role === 'owner' ? null : refused('not-allowed', { who: 'owners', what })
}

/** Refuses to lose the last owner who can sign in. `members`: all of the organisation, locked. */
export function refuseLosingOwner(members: readonly Member[], member: Member): Refusal | null {
  const others = members.filter(
    (one) => one.id !== member.id && one.role === 'owner' && one.isActive() && one.hasJoined(),
  )
  return others.length > 0 ? null : refused('last-owner', { name: member.name })
}
