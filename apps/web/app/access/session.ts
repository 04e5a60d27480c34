import { createContext } from 'react-router'
import type { OrganisationRole, RoleHolder } from '#infra/deeds/permissions.ts'

/** The person who is signed in, and the organisation that they work in. */
export interface Session extends RoleHolder {
  readonly organisation: { readonly id: string; readonly name: string }
  readonly name: string
  readonly email: string
  /** The organisation's other owners, admins and auditors, in this order: who could do what this person may not. */
  readonly colleagues: readonly { readonly member: string; readonly name: string; readonly role: OrganisationRole }[]
  /** Names of the owners and admins among them: who could change what this person may do. */
  readonly administrators: readonly string[]
  /** Every organisation that the person belongs to, this one included. */
  readonly organisations: readonly { readonly id: string; readonly name: string }[]
}

/** Set by the middleware of the signed-in layout; reading it elsewhere throws, which is right. */
export const sessionContext = createContext<Session>()
