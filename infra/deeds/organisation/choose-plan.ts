import { LockMode } from '@mikro-orm/core'
import { z } from 'zod'
import type { EntityManager } from '../../db/orm.ts'
import { Organisation } from '../../db/organisation/organisation.ts'
import { rowsAs } from '../../db/rows-as.ts'
import { planNames, plans, type PlanName } from '../../db/organisation/plans.ts'
import { refused } from '../../errors.ts'
import { deed } from '../deed.ts'

/** Puts the organisation on a plan; its limits hold at once. A plan that is too small for what stands is refused. */
export const choosePlan = deed({
  permission: 'plan.choose',
  input: z.strictObject({ plan: z.enum(planNames, 'Choose one of the plans.') }),
  records: ['organisation.plan'],
  async act(em, { organisation, record }, { plan }) {
    const row = await em.findOneOrFail(Organisation, { id: organisation }, { lockMode: LockMode.PESSIMISTIC_WRITE })
    const tooLarge = await numbersBeyond(em, plan)
    if (tooLarge !== null)
      return refused('plan-too-small', {
        plan: plans[plan].name,
        limit: plans[plan].peoplePerNumber,
        numbers: tooLarge,
      })
    const before = row.limits().name
    row.plan = plan
    await record({ kind: 'organisation.plan', changed: { plan: [before, plans[plan].name] } })
    return { ok: true }
  },
})

/** The numbers of the transaction's organisation that have more people than a plan allows: "Sales has 12 and Support has 30"; null when all fit. */
export async function numbersBeyond(em: EntityManager, plan: PlanName): Promise<string | null> {
  const answer = em.execute(
    `select n.name, count(*)::int as people from number n join number_access a on a.number_id = n.id where n.released_at is null group by n.id, n.name having count(*) > ? order by n.name`,
    [plans[plan].peoplePerNumber],
  )
  const larger = await rowsAs(z.object({ name: z.string(), people: z.number() }), answer)
  return larger.length === 0
    ? null
    : new Intl.ListFormat('en').format(larger.map(({ name, people }) => `${name} has ${people}`))
}
