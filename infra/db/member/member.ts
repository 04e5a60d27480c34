import { defineEntity, p } from '@mikro-orm/core'
import { owningOrganisation } from '../organisation/owning-organisation.ts'
import { moment, ownRowsOnly, rowId } from '../tenant.ts'

/** What a member may do in the organisation. An auditor reads and changes nothing. */
export const organisationRoles = ['owner', 'admin', 'member', 'auditor'] as const
export type OrganisationRole = (typeof organisationRoles)[number]

/** What a person's browser answered when it was asked whether it may notify them. */
export const notificationAnswers = ['granted', 'denied', 'default'] as const
export type NotificationAnswer = (typeof notificationAnswers)[number]

export const MemberSchema = defineEntity({
  name: 'Member',
  tableName: 'member',
  properties: {
    id: rowId(),
    organisation: owningOrganisation,
    name: p.text().collation('und-x-icu'),
    /** In lower case. */
    email: p.text(),
    role: p.enum(organisationRoles),
    /** Since then nobody signs in as this person and their phone rings for nobody; what they did stays. */
    deactivatedAt: moment().nullable(),
    /** When they last used the product, to the minute. */
    seenAt: moment().nullable(),
    /** As reported by the browser that they last used. */
    notifications: p.enum(notificationAnswers).nullable(),
    /** The name of whoever invited them; null for those the installation brought along. */
    invitedBy: p.text().nullable(),
    /** Null until they have accepted the invitation: so long they are no member, and nothing rings for them. Whoever makes one that needs no asking says so. */
    acceptedAt: moment().nullable(),
    declinedAt: moment().nullable(),
    createdAt: moment().defaultRaw('now()'),
  },
  uniques: [{ properties: ['organisation', 'id'] }, { properties: ['organisation', 'email'] }],
  /** Used to find a person who signs in. */
  indexes: [{ name: 'member_email', properties: ['email'] }],
  ...ownRowsOnly('member'),
})

/** A person of an organisation. */
export class Member extends MemberSchema.class {
  isActive(): boolean {
    return this.deactivatedAt == null
  }

  hasJoined(): boolean {
    return this.acceptedAt != null
  }

  /** They say whether they want to belong to the organisation. Whoever accepts is there. */
  answersInvitation(accepts: boolean, at: Date): void {
    Object.assign(this, accepts ? { acceptedAt: at, seenAt: at, declinedAt: null } : { declinedAt: at })
  }

  /** Notes that the person is there. Written once a minute at most, so that it may be called with every request. */
  wasSeen(at: Date, notifications: NotificationAnswer | null = null): void {
    if (this.seenAt == null || at.getTime() - this.seenAt.getTime() >= 60_000) this.seenAt = at
    if (notifications !== null) this.notifications = notifications
  }
}
MemberSchema.setClass(Member)
