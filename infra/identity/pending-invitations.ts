import type pg from 'pg'
import { z } from 'zod'
import { rowsAs } from '../db/rows-as.ts'

const shape = z.object({
  organisation: z.string(),
  organisation_name: z.string(),
  member: z.string(),
  name: z.string(),
  role: z.enum(['owner', 'admin', 'member', 'auditor']),
  invited_by: z.string().nullable(),
})

/** An organisation that wants somebody, who has not answered yet. */
export interface PendingInvitation {
  readonly organisation: { readonly id: string; readonly name: string }
  /** Id of the member that they would be. */
  readonly member: string
  /** What they are called there. */
  readonly name: string
  readonly role: 'owner' | 'admin' | 'member' | 'auditor'
  /** The name of whoever invites; null when it was the installation. */
  readonly by: string | null
}

/** What the person with this e-mail address is invited to and has not answered yet, by name of the organisation. */
export async function pendingInvitations(pool: pg.Pool, email: string): Promise<readonly PendingInvitation[]> {
  const rows = await rowsAs(shape, pool.query('select * from identity.invitations($1)', [email.toLowerCase()]))
  return rows.map(({ organisation, organisation_name, invited_by, ...rest }) => {
    return { ...rest, organisation: { id: organisation, name: organisation_name }, by: invited_by }
  })
}
