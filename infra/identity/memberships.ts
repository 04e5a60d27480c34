import type pg from 'pg'
import { z } from 'zod'
import { rowsAs } from '../db/rows-as.ts'

const roles = z.enum(['owner', 'admin', 'member', 'auditor'])

const shape = z.object({
  organisation: z.string(),
  organisation_name: z.string(),
  member: z.string(),
  name: z.string(),
  role: roles,
  numbers: z.record(z.string(), z.enum(['admin', 'member'])),
  colleagues: z.array(z.object({ member: z.string(), name: z.string(), role: roles })),
})

/** What a person is in one organisation, with the roles on its numbers. */
export interface Membership {
  readonly organisation: { readonly id: string; readonly name: string }
  readonly member: string
  readonly name: string
  readonly role: 'owner' | 'admin' | 'member' | 'auditor'
  readonly numbers: ReadonlyMap<string, 'admin' | 'member'>
  /** The organisation's other owners, admins and auditors, in this order. */
  readonly colleagues: readonly Colleague[]
  /** Names of the owners and admins among them. */
  readonly administrators: readonly string[]
}

/** Somebody else of the organisation who may do more than answer calls. */
export interface Colleague {
  readonly member: string
  readonly name: string
  readonly role: Membership['role']
}

/**
 * Everything that the person with this e-mail address belongs to, what they used last first; deactivated memberships are
 * none, nor are invitations that they have not accepted. Asked with every request, so that a person who is deactivated loses access at once.
 */
export async function memberships(pool: pg.Pool, email: string): Promise<readonly Membership[]> {
  const rows = await rowsAs(shape, pool.query(ASK, [email.toLowerCase()]))
  return rows.map(({ organisation, organisation_name, numbers, ...rest }) => {
    return {
      ...rest,
      administrators: rest.colleagues.filter(({ role }) => role !== 'auditor').map(({ name }) => name),
      organisation: { id: organisation, name: organisation_name },
      numbers: new Map(Object.entries(numbers)),
    }
  })
}

/** Each has its colleagues from one call of the function, which finds those of all. */
const ASK = `
  with colleague as materialized (select row_number() over () as place, c.* from identity.colleagues($1) c)
  select m.*, coalesce((
    select jsonb_agg(jsonb_build_object('member', c.member, 'name', c.name, 'role', c.role) order by c.place)
    from colleague c where c.organisation = m.organisation), '[]') as colleagues
  from identity.memberships($1) m`
