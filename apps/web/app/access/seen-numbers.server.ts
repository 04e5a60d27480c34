import { numbersForMember, type NumberForMember } from '#infra/db/inbox/visible-numbers.ts'
import type { Database } from '#infra/db/orm.ts'
import { may } from '#infra/deeds/permissions.ts'
import type { Session } from './session.ts'

/** The numbers whose conversations a person may see, as things stand at this moment. */
export async function seenNumbers(db: Database, session: Session): Promise<readonly NumberForMember[]> {
  const all = await numbersForMember(db, { organisation: session.organisation.id, member: session.member })
  return all.filter(({ id, role, openToOrganisation }) => {
    const numbers = new Map(role === null ? [] : [[id, role] as const])
    return may({ ...session, numbers }, 'conversations.see', { number: id, openToOrganisation })
  })
}
