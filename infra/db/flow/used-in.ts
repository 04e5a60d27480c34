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
  const rows = await rowsAs(usingFlow, em.execute(MENTIONING, [asked, asked]))
  const found = rows.flatMap(({ flow, name, draft, plans }) => {
    const published = new Set(plans.flatMap((one) => usesOfPlan(one)[what]))
    const read = draft === null ? null : readFlow(draft)
    const drawn = read?.ok === true ? read.flow.nodes.flatMap((node) => usesOf(node)[what]) : []
    const used = new Set([...published, ...drawn])
    return ids.filter((id) => used.has(id)).map((id) => ({ id, use: { flow, name, published: published.has(id) } }))
  })
  return new Map([...Map.groupBy(found, ({ id }) => id)].map(([id, all]) => [id, all.map(({ use }) => use)]))
}

const usingFlow = z.object({
  flow: z.string(),
  name: z.string(),
  /** Null where it mentions none of them. */
  draft: z.unknown(),
  plans: z.array(plan),
})

/** What does not even mention an id is not read. */
const MENTIONING = `
select * from (
  select f.id as flow, f.name,
    case when f.deleted_at is null and exists (select from jsonb_array_elements_text(?::jsonb) t where position(t.value in f.draft::text) > 0) then f.draft end as draft,
    (select coalesce(jsonb_agg(v.plan), '[]') from flow_version v
      where v.flow_id = f.id and exists (select from jsonb_array_elements_text(?::jsonb) t where position(t.value in v.plan::text) > 0)
      and (exists (select from number n where n.live_id = v.id)
        or f.deleted_at is null and not exists (select from flow_version later where later.flow_id = f.id and later.version > v.version))) as plans
  from flow f) found
where draft is not null or plans <> '[]'
order by name`
