import type pg from 'pg'
import { z } from 'zod'

const shape = z.object({
  organisation: z.string(),
  organisation_name: z.string(),
  member: z.string(),
  name: z.string(),
  role: z.enum(['owner', 'admin', 'member', 'auditor']),
  numbers: z.record(z.string(), z.enum(['admin', 'member'])),
  administrators: z.array(z.string()),
})

/** What a person is in one organisation, with the roles on its numbers. */
export interface Membership {
  readonly organisation: { readonly id: string; readonly name: string }
  readonly member: string
  readonly name: string
  readonly role: 'owner' | 'admin' | 'member' | 'auditor'
  readonly numbers: ReadonlyMap<string, 'admin' | 'member'>
  /** Names of the organisation's owners, then of its admins. */
  readonly administrators: readonly string[]
}

/**
 * Everything that the person with this e-mail address belongs to, what they used last first; deactivated memberships are
 * none, nor are invitations that they have not accepted. Asked with every request, so that a person who is deactivated loses access at once.
 */
export async function memberships(pool: pg.Pool, email: string): Promise<readonly Membership[]> {
  const { rows } = await pool.query<Record<string, unknown>>('select * from identity.memberships($1)', [email.toLowerCase()])
  return rows.map((row) => {
    const { organisation, organisation_name, numbers, ...rest } = shape.parse(row)
    return { ...rest, organisation: { id: organisation, name: organisation_name }, numbers: new Map(Object.entries(numbers)) }
  })
}
