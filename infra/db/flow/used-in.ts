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
 * The flows that use a thing, by name: their drafts, newest versions and the versions by which numbers answer, as their kinds
 * say what they use. Flows that were deleted are left out unless they still answer a number.
 */
export async function usedIn(em: EntityManager, what: Used, id: string): Promise<readonly UsedIn[]> {
  const rows = await rowsAs(usingFlow, em.execute(MENTIONING, [id, id]))
  return rows.flatMap(({ flow, name, draft, plans }) => {
    const published = plans.some((one) => usesOfPlan(one)[what].includes(id))
    const read = draft === null ? null : readFlow(draft)
    const drawn = read?.ok === true && read.flow.nodes.some((node) => usesOf(node)[what].includes(id))
    return published || drawn ? [{ flow, name, published }] : []
  })
}

const usingFlow = z.object({
  flow: z.string(),
  name: z.string(),
  /** Null where it does not mention the thing. */
  draft: z.unknown(),
  plans: z.array(plan),
})

/** What does not even mention the id is not read. */
const MENTIONING = `
select * from (
  select f.id as flow, f.name,
    case when f.deleted_at is null and position(? in f.draft::text) > 0 then f.draft end as draft,
    (select coalesce(jsonb_agg(v.plan), '[]') from flow_version v
      where v.flow_id = f.id and position(? in v.plan::text) > 0
      and (exists (select from number n where n.live_id = v.id)
        or f.deleted_at is null and not exists (select from flow_version later where later.flow_id = f.id and later.version > v.version))) as plans
  from flow f) found
where draft is not null or plans <> '[]'
order by name`
