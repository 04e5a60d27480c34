import { z } from 'zod'
import { canonicalJson } from '#flows/language/canonical-json.ts'
import { startOfDay } from '#flows/language/time-zone.ts'
import { Flow } from '#infra/db/flow/flow.ts'
import type { EntityManager } from '#infra/db/orm.ts'
import { Organisation } from '#infra/db/organisation/organisation.ts'
import { rowsAs } from '#infra/db/rows-as.ts'

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
  readonly numbers: readonly {
    readonly id: string
    readonly name: string
    readonly e164: string
    readonly answers: boolean
    /** Whether the carrier is known to send its calls here. */
    readonly isConfirmed: boolean
  }[]
  /** Calls since midnight in the organisation's time zone. */
  readonly calls: number
  /** Put aside: no number can choose it. */
  readonly archived: boolean
}

/**
 * Every flow of an organisation that was not deleted, by name.
 * @param now when it is asked for, in milliseconds since 1970: what counts as today.
 */
export async function listFlows(
  em: EntityManager,
  { organisation, now }: { readonly organisation: string; readonly now: number },
): Promise<FlowListing> {
  const { timeZone } = await em.findOneOrFail(Organisation, { id: organisation })
  const flows = await em.find(Flow, { deletedAt: null }, { orderBy: { name: 'asc' } })
  const newest = await rowsAs(
    newestVersion,
    em.execute(
      'select distinct on (flow_id) flow_id as flow, version, document, published_at as at from flow_version order by flow_id, version desc',
    ),
  )
  const numbers = await rowsAs(
    flowNumber,
    em.execute(
      'select flow_id as flow, id, name, e164, live_id is not null as answers, carrier_confirmed_at is not null and carrier_trouble is null as "isConfirmed" from number where flow_id is not null and released_at is null order by name',
    ),
  )
  // midnight is ours to find: a database may be built with fewer zone names than we let people choose from
  const since = new Date(startOfDay(now, timeZone))
  const calls = await rowsAs(
    flowCalls,
    em.execute('select flow_id as flow, count(*)::int as count from call where arrived_at >= ? group by flow_id', [
      since,
    ]),
  )
  const listed = flows.map((flow): ListedFlow => {
    const live = newest.find((version) => version.flow === flow.id)
    return {
      id: flow.id,
      name: flow.name,
      live: live?.version ?? null,
      publishedAt: live ? new Date(live.at).toISOString() : null,
      draft: live && canonicalJson(live.document) === canonicalJson(flow.draft) ? 'published' : 'changed',
      savedAt: flow.draftSavedAt.toISOString(),
      numbers: numbers.filter((number) => number.flow === flow.id).map(({ flow: _flow, ...number }) => number),
      calls: calls.find((count) => count.flow === flow.id)?.count ?? 0,
      archived: flow.archivedAt != null,
    }
  })
  return { flows: listed, timeZone }
}

interface FlowListing {
  readonly flows: readonly ListedFlow[]
  /** Where "today" begins. */
  readonly timeZone: string
}

const newestVersion = z.object({ flow: z.string(), version: z.number(), document: z.unknown(), at: z.string() })
const flowNumber = z.object({
  flow: z.string(),
  id: z.string(),
  name: z.string(),
  e164: z.string(),
  answers: z.boolean(),
  isConfirmed: z.boolean(),
})
const flowCalls = z.object({ flow: z.string(), count: z.number() })
