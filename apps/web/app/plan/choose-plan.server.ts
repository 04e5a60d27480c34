import { LockMode } from '@mikro-orm/core'
import { z } from 'zod'
import type { DeedContext } from '#infra/db/deed.ts'
import { Organisation } from '#infra/db/organisation/organisation.ts'
import { planNames, plans } from '#infra/db/organisation/plans.ts'
import { refused, type Refusal } from '#infra/errors.ts'

export const choosePlanInput = z.strictObject({ plan: z.enum(planNames, 'Choose one of the plans.') })

export type ChosenPlan = { readonly ok: true } | Refusal

/** Puts the organisation on a plan; its limits hold at once. A plan that is too small for what stands is refused. */
export async function choosePlan({ db, organisation }: Pick<DeedContext, 'db' | 'organisation'>, { plan }: z.output<typeof choosePlanInput>): Promise<ChosenPlan> {
  return db.withOrganisation(organisation, async (em) => {
    const row = await em.findOneOrFail(Organisation, { id: organisation }, { lockMode: LockMode.PESSIMISTIC_WRITE })
    const { name, peoplePerNumber: limit } = plans[plan]
    const larger = await em.execute<{ name: string; people: number }[]>(
      `select n.name, count(*)::int as people from number n join number_access a on a.number_id = n.id group by n.id, n.name having count(*) > ? order by n.name`,
      [limit],
    )
    if (larger.length > 0) return refused('plan-too-small', { plan: name, limit, numbers: inWords(larger) })
    row.plan = plan
    await em.flush()
    return { ok: true as const }
  })
}

/** "Sales has 12 and Support has 30". */
function inWords(numbers: readonly { name: string; people: number }[]): string {
  return new Intl.ListFormat('en').format(numbers.map(({ name, people }) => `${name} has ${people}`))
}
