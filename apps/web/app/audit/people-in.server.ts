import { Member } from '#infra/db/member/member.ts'
import type { EntityManager } from '#infra/db/orm.ts'

/** Everybody who is or was in the transaction's organisation, as a form offers them. */
export async function peopleIn(
  em: EntityManager,
): Promise<readonly { readonly value: string; readonly label: string }[]> {
  const members = await em.find(Member, {}, { orderBy: { name: 'asc' } })
  return members.map(({ id, name }) => ({ value: id, label: name }))
}
