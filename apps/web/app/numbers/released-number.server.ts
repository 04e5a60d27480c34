import { z } from 'zod'
import { PhoneNumber } from '#infra/db/number/number.ts'
import type { Database } from '#infra/db/orm.ts'
import { telephone } from '../words/telephone.server.ts'

/** A number that was just released, for the list that no longer has it; null unless it was. */
export async function releasedNumber(
  db: Database,
  { organisation, number }: { readonly organisation: string; readonly number: string | null },
) {
  if (!z.guid().safeParse(number).success) return null
  const row = await db.withOrganisation(organisation, (em) => em.findOne(PhoneNumber, { id: number }))
  return row?.isReleased() ? { number: row.id, name: row.name, national: telephone(row.e164).national } : null
}
