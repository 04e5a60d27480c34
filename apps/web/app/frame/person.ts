import type { OrganisationRole } from '#infra/deeds/permissions.ts'

/** Who is signed in, as the layout behind the sign-in tells it. */
export interface FramePerson {
  readonly organisation: { readonly id: string; readonly name: string }
  readonly organisations: readonly { readonly id: string; readonly name: string }[]
  /** Names of the organisation's other owners, then of its admins. */
  readonly administrators: readonly string[]
  /** Names of the organisations that have invited them and wait for an answer. */
  readonly invitations: readonly string[]
  /** Whether they can add anybody to any number, themself too. */
  readonly addsPeople: boolean
  readonly member: string
  readonly role: OrganisationRole
  readonly name: string
  readonly email: string
}
