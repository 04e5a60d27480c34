import { z } from 'zod'
import type { FlowsAround, KnownFlow } from '#flows/language/known-flows.ts'
import { leadsTo, type FindFlow, type PublishedFlow } from '#flows/language/link.ts'
import type { Plan } from '#flows/language/plan.ts'
import type { EntityManager } from '../orm.ts'
import { rowsAs } from '../rows-as.ts'
import { FlowVersion } from './flow-version.ts'

const NEWEST = `
select f.id, f.name, v.version as newest,
  coalesce((select json_agg(distinct s.value->'config'->>'flow') from jsonb_each(v.plan->'steps') s where s.value->>'kind' = 'go-to-flow'), '[]') as "goesTo"
from flow f
left join lateral (select version, plan from flow_version where flow_id = f.id order by version desc limit 1) v on true
where f.deleted_at is null and f.archived_at is null
order by f.name`

const knownFlow: z.ZodType<KnownFlow> = z.object({
  id: z.string(),
  name: z.string(),
  newest: z.number().nullable(),
  goesTo: z.array(z.string()),
})

/** The flows of the transaction's organisation to which a flow may lead, by name; those that were put aside are none. */
export async function flowsAround(em: EntityManager, own: string): Promise<FlowsAround> {
  return { own, all: await rowsAs(knownFlow, em.execute(NEWEST)) }
}

/**
 * Reads the flows to which plans lead, and those to which these lead, so that they can be linked.
 * @param instead what is about to be published: its flow's newest version from now on.
 */
export async function flowsLedTo(
  em: EntityManager,
  plans: readonly Plan[],
  instead: PublishedFlow | null = null,
): Promise<FindFlow> {
  const found = new Map<string, PublishedFlow | null>()
  const waiting = plans.flatMap(leadsTo)
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const key = keyOf(next.flow, next.version)
    if (found.has(key)) continue
    const isInstead = next.flow === instead?.id && next.version === null
    const flow = isInstead ? instead : await readVersion(em, next)
    found.set(key, flow)
    if (flow) waiting.push(...leadsTo(flow.plan))
  }
  return (flow, version) => found.get(keyOf(flow, version)) ?? null
}

async function readVersion(
  em: EntityManager,
  { flow, version }: { readonly flow: string; readonly version: number | null },
): Promise<PublishedFlow | null> {
  if (!z.guid().safeParse(flow).success) return null
  const row = await em.findOne(
    FlowVersion,
    { flow, ...(version !== null && { version }) },
    { orderBy: { version: 'desc' }, populate: ['flow'], fields: ['plan', 'version', 'flow.name'] },
  )
  return row && { id: flow, name: row.flow.$.name, plan: row.plan }
}

function keyOf(flow: string, version: number | null): string {
  return `${flow} ${version ?? 'newest'}`
}
