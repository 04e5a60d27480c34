import { canonicalJson } from '#flows/canonical-json.ts'
import { Flow } from '#infra/db/flow/flow.ts'
import type { EntityManager } from '#infra/db/orm.ts'

/** A flow as the list shows it. */
export interface ListedFlow {
  readonly id: string
  readonly name: string
  /** The newest published version, by which its numbers answer; null when it was never published. */
  readonly live: number | null
  /** ISO 8601; null when it was never published. */
  readonly publishedAt: string | null
  readonly draft: 'published' | 'changed'
  /** ISO 8601. */
  readonly savedAt: string
  readonly numbers: readonly { readonly id: string; readonly name: string; readonly e164: string; readonly answers: boolean }[]
  /** Calls of the last 24 hours. */
  readonly calls: number
}

/** Every flow of the transaction's organisation, by name. */
export async function listFlows(em: EntityManager): Promise<readonly ListedFlow[]> {
  const flows = await em.find(Flow, {}, { orderBy: { name: 'asc' } })
  const newest = await em.execute<NewestVersion[]>('select distinct on (flow_id) flow_id as flow, version, document, published_at as at from flow_version order by flow_id, version desc')
  const numbers = await em.execute<FlowNumber[]>('select flow_id as flow, id, name, e164, live_id is not null as answers from number where flow_id is not null order by name')
  const calls = await em.execute<{ flow: string; count: number }[]>("select flow_id as flow, count(*)::int as count from call where arrived_at > now() - interval '24 hours' group by flow_id")
  return flows.map((flow) => {
    const live = newest.find((version) => version.flow === flow.id)
    return {
      id: flow.id,
      name: flow.name,
      live: live?.version ?? null,
      publishedAt: live ? new Date(live.at).toISOString() : null,
      draft: live && canonicalJson(live.document) === canonicalJson(flow.draft) ? 'published' : 'changed',
      savedAt: flow.draftSavedAt.toISOString(),
      numbers: numbers.filter((number) => number.flow === flow.id).map(({ id, name, e164, answers }) => ({ id, name, e164, answers })),
      calls: calls.find((count) => count.flow === flow.id)?.count ?? 0,
    }
  })
}

interface NewestVersion {
  readonly flow: string
  readonly version: number
  readonly document: unknown
  readonly at: string | Date
}

interface FlowNumber {
  readonly flow: string
  readonly id: string
  readonly name: string
  readonly e164: string
  readonly answers: boolean
}
