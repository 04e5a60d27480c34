import { LockMode } from '@mikro-orm/core'
import { z } from 'zod'
import type { DeedContext } from '#infra/db/deed.ts'
import { recordDeed } from '#infra/db/deeds/record-deed.ts'
import type { EntityManager } from '#infra/db/orm.ts'
import { Organisation } from '#infra/db/organisation/organisation.ts'
import { planNames, plans, type PlanName } from '#infra/db/organisation/plans.ts'
import { refused, type Refusal } from '#infra/errors.ts'

export const choosePlanInput = z.strictObject({ plan: z.enum(planNames, 'Choose one of the plans.') })

export type ChosenPlan = { readonly ok: true } | Refusal

/** Puts the organisation on a plan; its limits hold at once. A plan that is too small for what stands is refused. */
export async function choosePlan(context: DeedContext, { plan }: z.output<typeof choosePlanInput>): Promise<ChosenPlan> {
  const { db, organisation } = context
  return db.withOrganisation(organisation, async (em) => {
    const row = await em.findOneOrFail(Organisation, { id: organisation }, { lockMode: LockMode.PESSIMISTIC_WRITE })
    const tooLarge = await numbersBeyond(em, plan)
    if (tooLarge !== null) return refused('plan-too-small', { plan: plans[plan].name, limit: plans[plan].peoplePerNumber, numbers: tooLarge })
    const before = row.limits().name
    row.plan = plan
    await recordDeed(em, { by: context, kind: 'organisation.plan', changed: { plan: [before, plans[plan].name] } })
    return { ok: true as const }
  })
}

/** The numbers of the transaction's organisation that have more people than a plan allows: "Sales has 12 and Support has 30"; null when all fit. */
export async function numbersBeyond(em: EntityManager, plan: PlanName): Promise<string | null> {
  const larger = await em.execute<{ name: string; people: number }[]>(
    `select n.name, count(*)::int as people from number n join number_access a on a.number_id = n.id group by n.id, n.name having count(*) > ? order by n.name`,
    [plans[plan].peoplePerNumber],
  )
  return larger.length === 0 ? null : new Intl.ListFormat('en').format(larger.map(({ name, people }) => `${name} has ${people}`))
}
