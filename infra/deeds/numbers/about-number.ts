import { z } from 'zod'
import type { EntityManager } from '../../db/orm.ts'
import { rowsAs } from '../../db/rows-as.ts'
import type { About } from '../permissions.ts'

/** A number as far as permissions depend on it; null when there is none such. */
export async function aboutNumber(em: EntityManager, { number }: { readonly number: string }): Promise<About | null> {
  const sql = `select visibility = 'organisation' as "openToOrganisation" from number where id = ?`
  const [row] = await rowsAs(z.object({ openToOrganisation: z.boolean() }), em.execute(sql, [number]))
  return row ? { number, openToOrganisation: row.openToOrganisation } : null
}
