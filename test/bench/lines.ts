import { assignFlow } from '#infra/deeds/numbers/assign-flow.ts'
import { addNumber } from '#infra/deeds/numbers/add-number.ts'
import { grantAccess } from '#infra/deeds/numbers/grant-access.ts'
import { saveRoutingList } from '#infra/deeds/numbers/save-routing-list.ts'
import { addMember } from '#infra/deeds/people/add-member.ts'
import { saveDevice } from '#infra/deeds/devices/save-device.ts'
import { verifyDevice } from '#infra/deeds/devices/verify-device.ts'
import type { DeedContext } from '#infra/db/deed.ts'
import { Flow } from '#infra/db/flow/flow.ts'
import { Member } from '#infra/db/member/member.ts'
import type { Database } from '#infra/db/orm.ts'
import { asOwner } from '#infra/deeds/permissions.ts'
import type { Refusal } from '#infra/errors.ts'

/**
 * Makes lines that answer with the demo's sales flow. Ana and Ben are on all of them and never answer; the third person
 * is each line's own, because who is in one call is not rung for another.
 * @returns the ids of the numbers.
 */
export async function makeLines(db: Database, organisation: string, count: number): Promise<readonly string[]> {
  const { flow, people } = await db.withOrganisation(organisation, async (em) => ({
    flow: await em.findOneOrFail(Flow, { name: 'Sales' }),
    people: await em.find(Member, {}),
  }))
  const named = (name: string) => people.find((member) => member.name === name)?.id ?? ''
  const context: DeedContext = {
    db,
    organisation,
    actor: named('Olive'),
    who: asOwner(named('Olive')),
    address: null,
    provision: null,
  }
  const numbers: string[] = []
  for (let at = 0; at < count; at += 1) {
    const digits = String(at).padStart(4, '0')
    const { member } = done(
      await addMember(context, { name: `Third ${at}`, email: `third-${at}@harbour.test`, role: 'member' }),
    )
    const { device } = done(
      await saveDevice(context, { member, kind: 'phone', address: `+1202556${digits}`, position: 0 }),
    )
    done(await verifyDevice(context, { device }))
    const { number } = done(await addNumber(context, { e164: `+1202557${digits}`, name: `Line ${at}` }))
    const team = [named('Ana'), named('Ben'), member]
    for (const each of team) done(await grantAccess(context, { number, member: each, role: 'member' }))
    done(await saveRoutingList(context, { number, seats: team.map((each) => ({ member: each, active: true })) }))
    done(await assignFlow(context, { number, flow: flow.id }))
    numbers.push(number)
  }
  return numbers
}

function done<T extends { readonly ok: true }>(answer: T | Refusal): T {
  if (answer.ok) return answer
  throw new Error(`${answer.problem.title} ${answer.problem.fix}`)
}
