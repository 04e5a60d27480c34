import { checkLinked } from '#flows/language/check-linked.ts'
import type { Issue } from '#flows/language/issue.ts'
import { link, type PublishedFlow } from '#flows/language/link.ts'
import type { CheckAround } from '#flows/language/node.ts'
import type { Plan } from '#flows/language/plan.ts'
import { isolated } from '#flows/story/isolated.ts'
import { flowsLedTo } from '../../db/flow/flows-around.ts'
import { FlowVersion } from '../../db/flow/flow-version.ts'
import { PhoneNumber } from '../../db/number/number.ts'
import { numberPeople } from '../../db/number/number-people.ts'
import type { EntityManager } from '../../db/orm.ts'

/** What the calls of a number walk besides its version's own plan, or what keeps them from it. */
export type LinkedFor =
  | { readonly ok: true; /** Null where the version's own says all. */ readonly plan: Plan | null }
  | { readonly ok: false; readonly issues: readonly Issue[] }

/** Links a plan for people of numbers: that it is right for all of them. */
export async function linkedFor(
  em: EntityManager,
  flow: PublishedFlow,
  people: readonly CheckAround['people'][],
  instead: PublishedFlow | null = null,
): Promise<LinkedFor> {
  const linked = link(flow, await flowsLedTo(em, [flow.plan], instead))
  if (!linked.ok) return { ok: false, issues: [linked.issue] }
  if (linked.plan === flow.plan) return { ok: true, plan: null }
  const issues = (people.length > 0 ? people : [null]).flatMap((around) => checkLinked(linked.plan, { people: around }))
  return issues.length > 0 ? { ok: false, issues } : { ok: true, plan: linked.plan }
}

/** A number that answers with a flow that leads to another one, and what its calls walk once that one is published. */
export interface Relinked {
  readonly number: PhoneNumber
  readonly plan: Plan | null
}

/**
 * The numbers of other flows that lead to one, in their order, with the plans of their next calls: those alone that change.
 * @param published what that flow is from now on.
 */
export async function relinked(
  em: EntityManager,
  published: PublishedFlow,
): Promise<
  | { readonly ok: true; readonly numbers: readonly Relinked[] }
  | { readonly ok: false; readonly issues: readonly Issue[] }
> {
  const numbers = await em.find(
    PhoneNumber,
    { linkedPlan: { $ne: null }, flow: { $ne: published.id } },
    { orderBy: { name: 'asc' }, populate: ['linkedPlan', 'flow'] },
  )
  const changed: Relinked[] = []
  for (const number of numbers) {
    const [flow, live] = [number.flow, number.live && (await em.findOne(FlowVersion, { id: number.live.id }))]
    if (!flow || !live) continue
    const own = { id: flow.id, name: flow.$.name, plan: live.plan }
    const linked = await linkedFor(em, own, [await numberPeople(em, number.id)], published)
    if (!linked.ok) return { ok: false, issues: linked.issues.map(({ message }) => toldOf(own.name, message)) }
    if (linked.plan?.hash !== number.linkedPlan?.hash) changed.push({ number, plan: linked.plan })
  }
  return { ok: true, numbers: changed }
}

/** That another flow would be wrong. */
function toldOf(flow: string, message: string): Issue {
  return {
    node: null,
    field: '',
    severity: 'error',
    message: `“${isolated(flow)}” leads to this flow and would be wrong then. ${message}`,
  }
}
