import { z } from 'zod'
import type { DeedContext } from '#infra/db/deed.ts'
import { Member } from '#infra/db/member/member.ts'
import { NumberAccess, numberRoles } from '#infra/db/number/number-access.ts'
import { PhoneNumber } from '#infra/db/number/number.ts'
import { provisionNumbers, type ProvisionTrouble } from '#infra/db/number/provision-numbers.ts'
import { RoutingSeat } from '#infra/db/number/routing-seat.ts'
import { refused, type Refusal } from '#infra/errors.ts'

export const grantAccessInput = z.strictObject({
  number: z.guid(),
  member: z.guid(),
  /** Null takes the access away, and with it the seat on the routing list. */
  role: z.enum(numberRoles).nullable(),
})

export type GrantedAccess = { readonly ok: true; readonly troubles: readonly ProvisionTrouble[] } | Refusal

/** Says what a member may do with a number. Who has access may ring for it. */
export async function grantAccess(context: DeedContext, input: z.output<typeof grantAccessInput>): Promise<GrantedAccess> {
  const { db, organisation, provision } = context
  const granted = await db.withOrganisation(organisation, async (em) => {
    const { role } = input
    const number = await em.findOne(PhoneNumber, { id: input.number })
    if (!number) return refused('number-not-found', { number: input.number })
    const member = await em.findOne(Member, { id: input.member })
    if (!member) return refused('member-not-found', { member: input.member })
    const seat = { number: number.id, member: member.id }
    const access = await em.findOne(NumberAccess, seat)
    if (role === null) {
      await em.nativeDelete(RoutingSeat, seat)
      await em.nativeDelete(NumberAccess, seat)
    } else if (access) access.role = role
    else em.create(NumberAccess, { organisation, number, member, role })
    await em.flush()
    return { ok: true as const }
  })
  if (!granted.ok) return granted
  return { ok: true, troubles: await provisionNumbers(db, { organisation, numbers: [input.number], provision }) }
}
