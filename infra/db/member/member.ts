import { defineEntity, p } from '@mikro-orm/core'
import { owningOrganisation } from '../organisation/owning-organisation.ts'
import { moment, ownRowsOnly, rowId } from '../tenant.ts'

/** What a member may do in the organisation. An auditor reads and changes nothing. */
export const organisationRoles = ['owner', 'admin', 'member', 'auditor'] as const
export type OrganisationRole = (typeof organisationRoles)[number]

export const MemberSchema = defineEntity({
  name: 'Member',
  tableName: 'member',
  properties: {
    id: rowId(),
    organisation: owningOrganisation,
    name: p.text(),
    /** In lower case. */
    email: p.text(),
    role: p.enum(organisationRoles),
    createdAt: moment().defaultRaw('now()'),
  },
  uniques: [{ properties: ['organisation', 'email'] }],
  ...ownRowsOnly('member'),
})

/** A person of an organisation. */
export class Member extends MemberSchema.class {
  /** Whether this person may change flows, numbers and people of the organisation. */
  administers(): boolean {
    return this.role === 'owner' || this.role === 'admin'
  }
}
MemberSchema.setClass(Member)
