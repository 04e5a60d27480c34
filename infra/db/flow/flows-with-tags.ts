import { z } from 'zod'
import { readFlow } from '#flows/language/flow.ts'
import { usesOfFlow, usesOfPlan } from '#flows/language/uses.ts'
import { plan } from '../number/live-numbers.ts'
import type { EntityManager } from '../orm.ts'
import { rowsAs } from '../rows-as.ts'

/** A flow that asks for a tag. */
export interface TaggedFlow {
  readonly id: string
  readonly name: string
}

/** Which flows ask for these tags, by name: in their drafts, or in a version that answers a number. Tags that no flow asks for are missing. */
export async function flowsWithTags(
  em: EntityManager,
  { organisation, tags }: { readonly organisation: string; readonly tags: readonly string[] },
): Promise<ReadonlyMap<string, readonly TaggedFlow[]>> {
  if (tags.length === 0) return new Map()
  const named = JSON.stringify(tags.map((tag) => `%${tag}%`))
  // flows in whose text a tag's id stands are read; what they mean by it is for the language to say
  const sql = `select f.id, f.name, f.draft, v.plan from flow f
    left join lateral (select v.plan from number n join flow_version v on v.id = n.live_id where n.flow_id = f.id and n.live_id is not null limit 1) v on true
    where f.organisation_id = ? and f.deleted_at is null
      and (f.draft::text like any(select jsonb_array_elements_text(?::jsonb)) or v.plan::text like any(select jsonb_array_elements_text(?::jsonb)))
    order by f.name`
  const rows = await rowsAs(flowRow, em.execute(sql, [organisation, named, named]))
  const uses = rows.flatMap(({ id, name, draft, plan: live }) => {
    const read = readFlow(draft)
    const asked = new Set([...(read.ok ? usesOfFlow(read.flow).tags : []), ...(live ? usesOfPlan(live).tags : [])])
    return [...asked].map((tag) => ({ tag, flow: { id, name } }))
  })
  const wanted = new Set(tags)
  return new Map(
    [...Map.groupBy(uses, ({ tag }) => tag)]
      .filter(([tag]) => wanted.has(tag))
      .map(([tag, all]) => [tag, all.map(({ flow }) => flow)]),
  )
}

const flowRow = z.object({ id: z.string(), name: z.string(), draft: z.unknown(), plan: plan.nullable() })
