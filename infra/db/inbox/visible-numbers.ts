import { z } from 'zod'
import { numberRoles, type NumberRole } from '../number/number-access.ts'
import type { Database, Limits } from '../orm.ts'
import { rowsAs } from '../rows-as.ts'

/** A number with what decides who may read its conversations. */
export interface NumberForMember {
  readonly id: string
  readonly e164: string
  readonly name: string
  readonly openToOrganisation: boolean
  /** What the member is on the number; null for nothing. */
  readonly role: NumberRole | null
}

/** All numbers of the organisation, by name, as one member stands to them. */
export async function numbersForMember(
  db: Database,
  { organisation, member, ...limits }: Limits & { readonly organisation: string; readonly member: string },
): Promise<readonly NumberForMember[]> {
  const sql = `select n.id, n.e164, n.name, n.visibility = 'organisation' as "openToOrganisation", a.role
    from number n left join number_access a on a.number_id = n.id and a.member_id = ? order by n.name, n.e164`
  return rowsAs(numberRow, db.read(organisation, sql, [member], limits))
}

const numberRow: z.ZodType<NumberForMember> = z.object({
  id: z.string(),
  e164: z.string(),
  name: z.string(),
  openToOrganisation: z.boolean(),
  role: z.enum(numberRoles).nullable(),
})
