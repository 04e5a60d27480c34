import type { KnownFlow } from '#flows/language/known-flows.ts'
import type { ListedFlow } from '../../flows/list-flows.server.ts'
import { sales, salesFlow, support, supportFlow, workshop, type SeedNumber } from './numbers.ts'

const HOUR = 3_600_000

function line(
  of: { readonly id: string; readonly name: string },
  now: number,
  {
    live = null,
    draft = 'changed',
    numbers = [],
    calls = 0,
  }: { live?: number | null; draft?: ListedFlow['draft']; numbers?: readonly SeedNumber[]; calls?: number },
): ListedFlow {
  return {
    ...of,
    live,
    publishedAt: live === null ? null : new Date(now - live * 20 * HOUR).toISOString(),
    draft,
    savedAt: new Date(now - HOUR / 2).toISOString(),
    numbers: numbers.map(({ id, name, e164 }) => ({ id, name, e164, answers: live !== null, isConfirmed: true })),
    calls,
    archived: false,
  }
}

/** Published, changed since, never published, and one with a name and numbers that hardly fit. */
export function flowLines(now: number): readonly ListedFlow[] {
  return [
    line(salesFlow, now, { live: 4, draft: 'published', numbers: [sales], calls: 37 }),
    line(supportFlow, now, { live: 12, numbers: [support], calls: 1_204 }),
    line({ id: '0d000000-0000-4000-8000-000000000003', name: 'Drawn on a rainy Sunday' }, now, {}),
    line(
      {
        id: '0d000000-0000-4000-8000-000000000004',
        name: 'Winter storage, spare parts and everything that the workshop answers outside of the season',
      },
      now,
      { live: 1, draft: 'published', numbers: [workshop, sales, support] },
    ),
    line({ id: '0d000000-0000-4000-8000-000000000005', name: 'שיחות נכנסות' }, now, { live: 2, draft: 'published' }),
  ]
}

/** Flows to which another one may lead; one was never published. */
export const otherFlows: readonly KnownFlow[] = [
  { ...salesFlow, newest: 4, goesTo: [] },
  { ...supportFlow, newest: 12, goesTo: [salesFlow.id] },
  { id: '0d000000-0000-4000-8000-000000000003', name: 'Drawn on a rainy Sunday', newest: null, goesTo: [] },
]
