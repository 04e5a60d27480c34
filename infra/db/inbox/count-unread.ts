import { z } from 'zod'
import type { Database, Limits } from '../orm.ts'
import { rowsAs } from '../rows-as.ts'
import { AS_OF } from './as-of.ts'

/** How many conversations wait for somebody to look at them, by the ids of their numbers; 100 stands for more. */
export interface Unread {
  readonly waiting: Readonly<Record<string, number>>
  /** The moment of the counting, see `as-of.ts`. */
  readonly asOf: number
}

/** Counts them for these numbers. */
export async function countUnread(
  db: Database,
  { organisation, numbers, ...limits }: Limits & { readonly organisation: string; readonly numbers: readonly string[] },
): Promise<Unread> {
  const [counted] = await rowsAs(unread, db.read(organisation, COUNT, [numbers.join(',')], limits))
  if (!counted) throw new Error('a query without groups has one row')
  return counted
}

const unread: z.ZodType<Unread> = z.object({ waiting: z.record(z.string(), z.number()), asOf: z.number() })

const COUNT = `
select ${AS_OF} as "asOf", coalesce(jsonb_object_agg(asked.number, counted.waiting), '{}') as waiting
from unnest(string_to_array(?, ',')::uuid[]) as asked (number)
cross join lateral (select count(*)::int as waiting from (select from conversation v where v.number_id = asked.number and v.unread limit 100) few) counted`
