import { z } from 'zod'
import { whoIsRung, type Rung } from '#flows/nodes/who-is-rung.ts'
import type { EntityManager } from '../orm.ts'
import { rowsAs } from '../rows-as.ts'
import { peopleOfNumber, plan } from './live-numbers.ts'
import { asFrozen } from './number-people.ts'

/** Which of its people the flow that answers a number rings, by member id; null while no flow answers it. */
export type RungOn = ReadonlyMap<string, Rung> | null

/**
 * For each number of the transaction's organisation what a call at this moment would do about its people, by the number's id.
 * @param of only this number, or only the numbers of this member.
 */
export async function rungOn(
  em: EntityManager,
  { number = null, member = null }: { readonly number?: string | null; readonly member?: string | null } = {},
): Promise<ReadonlyMap<string, RungOn>> {
  const rows = await rowsAs(rungRow, em.execute(READ, [number, number, member, member]))
  return new Map(
    rows.map(({ number: id, plan: live, ...people }) => [id, live && whoIsRung(live, asFrozen(people))] as const),
  )
}

const rungRow = z.object({ number: z.string(), plan: plan.nullable(), ...peopleOfNumber })

const READ = `
select n.id as number, coalesce(n.linked_plan, v.plan) as plan, roster_of(n.organisation_id, n.id) as roster, routing_of(n.organisation_id, n.id) as routing
from number n left join flow_version v on v.id = n.live_id
where n.released_at is null and (?::uuid is null or n.id = ?::uuid) and (?::uuid is null or exists (select from number_access a where a.number_id = n.id and a.member_id = ?::uuid))`
