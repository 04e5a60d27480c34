import { z } from 'zod'
import type { EntityManager } from '../../db/orm.ts'
import { rowsAs } from '../../db/rows-as.ts'
import type { About } from '../permissions.ts'

/** The call's number as far as permissions depend on it; null when there is no such call. */
export async function aboutCall(em: EntityManager, { call }: { readonly call: string }): Promise<About | null> {
  const sql = `select n.id as number, n.visibility = 'organisation' as "openToOrganisation"
    from call c join number n on n.id = c.number_id where c.call = ?`
  const [row] = await rowsAs(aboutRow, em.execute(sql, [call]))
  return row ?? null
}

const aboutRow: z.ZodType<About> = z.object({ number: z.string(), openToOrganisation: z.boolean() })
