import { z } from 'zod'
import { millisecondsOf } from '../call/call-key.ts'
import type { EntityManager } from '../orm.ts'
import { rowsAs } from '../rows-as.ts'

/** Who used a number's switch last, and when; milliseconds since 1970. Null before anybody has. */
export async function lastSwitched(
  em: EntityManager,
  { organisation, number }: { readonly organisation: string; readonly number: string },
): Promise<{ readonly by: string; readonly at: number } | null> {
  const sql = `select d.actor_name as by, ${millisecondsOf('d.at')} as at from deed d
    where d.organisation_id = ? and d.about = ? and d.kind = 'number.mode' order by d.place desc limit 1`
  const [row] = await rowsAs(z.object({ by: z.string(), at: z.number() }), em.execute(sql, [organisation, number]))
  return row ?? null
}
