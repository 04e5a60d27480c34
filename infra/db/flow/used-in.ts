import { z } from 'zod'
import { readFlow } from '#flows/language/flow.ts'
import { usesOf, usesOfPlan, type Uses } from '#flows/language/uses.ts'
import { plan } from '../number/live-numbers.ts'
import type { EntityManager } from '../orm.ts'
import { rowsAs } from '../rows-as.ts'

/** A flow that uses something. */
export interface UsedIn {
  readonly flow: string
  readonly name: string
  /** Whether calls may come to it: a number answers with such a version, or would after the flow is chosen for it. */
  readonly published: boolean
}

/** What flows refer to by id. */
export type Used = Exclude<keyof Uses, 'rings'>

/**
 * The flows that use a thing, by name: their drafts, newest versions and the versions by which numbers answer, with those of
 * other flows to which these lead, as their kinds say what they use. Flows that were deleted are left out unless they still answer a number.
 */
export async function usedIn(em: EntityManager, what: Used, id: string): Promise<readonly UsedIn[]> {
  return (await usedInEach(em, what, [id])).get(id) ?? []
}

/** The same of several things, by their ids; what no flow uses is missing. */
export async function usedInEach(
  em: EntityManager,
  what: Used,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly UsedIn[]>> {
  if (ids.length === 0) return new Map()
  const asked = JSON.stringify(ids)
  const rows = await rowsAs(usingFlow, em.execute(MENTIONING, [asked, asked, asked]))
  const each = rows.map(({ flow, name, draft, plans, linked }) => {
    const read = draft === null ? null : readFlow(draft)
    return {
      flow,
      name,
      drawn: new Set(read?.ok === true ? read.flow.nodes.flatMap((node) => usesOf(node)[what]) : []),
      own: new Set(plans.flatMap((one) => usesOfPlan(one)[what])),
      linked: new Set(linked.flatMap((one) => usesOfPlan(one)[what])),
    }
  })
  const owned = new Set(each.flatMap(({ own }) => [...own]))
  const found = each.flatMap(({ flow, name, drawn, own, linked }) =>
    ids.flatMap((id) => {
      // what a flow has from another one is that one's, unless that one has it no more
      const published = own.has(id) || (linked.has(id) && !owned.has(id))
      return published || drawn.has(id) ? [{ id, use: { flow, name, published } }] : []
    }),
  )
  return new Map([...Map.groupBy(found, ({ id }) => id)].map(([id, all]) => [id, all.map(({ use }) => use)]))
}

const usingFlow = z.object({
  flow: z.string(),
  name: z.string(),
  /** Null where it mentions none of them. */
  draft: z.unknown(),
  plans: z.array(plan),
  /** What calls of its numbers walk where it leads to other flows, in the versions that it names. */
  linked: z.array(plan),
})

/** What does not even mention an id is not read. */
const MENTIONING = `
select * from (
  select f.id as flow, f.name,
    case when f.deleted_at is null and exists (select from jsonb_array_elements_text(?::jsonb) t where position(t.value in f.draft::text) > 0) then f.draft end as draft,
    (select coalesce(jsonb_agg(v.plan), '[]') from flow_version v
      where v.flow_id = f.id and exists (select from jsonb_array_elements_text(?::jsonb) t where position(t.value in v.plan::text) > 0)
      and (exists (select from number n where n.live_id = v.id)
        or f.deleted_at is null and not exists (select from flow_version later where later.flow_id = f.id and later.version > v.version))) as plans,
    (select coalesce(jsonb_agg(n.linked_plan), '[]') from number n join flow_version v on v.id = n.live_id
      where v.flow_id = f.id and n.linked_plan is not null
      and exists (select from jsonb_array_elements_text(?::jsonb) t where position(t.value in n.linked_plan::text) > 0)) as linked
  from flow f) found
where draft is not null or plans <> '[]' or linked <> '[]'
order by name`
