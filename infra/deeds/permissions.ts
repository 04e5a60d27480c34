/**
 * Who may do what: the one table, pure, read by deeds, loaders, actions, streams and buttons. Two layers of
 * roles: in the organisation, and on a number. Whatever is not named here is refused.
 */

export type OrganisationRole = 'owner' | 'admin' | 'member' | 'auditor'
export type NumberRole = 'admin' | 'member'

/** What a role is called. */
export const roleNames: Readonly<Record<OrganisationRole, string>> = {
  owner: 'Owner',
  admin: 'Admin',
  member: 'Member',
  auditor: 'Auditor',
}

/** The person who asks, with their roles. */
export interface RoleHolder {
  /** The member's id. */
  readonly member: string
  readonly role: OrganisationRole
  /** Number id → role on that number. */
  readonly numbers: ReadonlyMap<string, NumberRole>
}

/** The number that a request is about, as far as access to it depends on its settings. */
export interface About {
  readonly number: string
  /** C3: whether everyone in the organisation may read the number's conversations. */
  readonly openToOrganisation: boolean
}

export const permissions = {
  /** Everybody who is signed in and belongs to the organisation. */
  'organisation.see': { organisation: ['owner', 'admin', 'member', 'auditor'] },
  'organisation.manage': { organisation: ['owner', 'admin'] },
  'people.see': { organisation: ['owner', 'admin', 'member', 'auditor'] },
  'people.manage': { organisation: ['owner', 'admin'] },
  /** Whoever is invited, as what they are to be. */
  'own-invitation.answer': { organisation: ['owner', 'admin', 'member', 'auditor'] },
  'own-device.manage': { organisation: ['owner', 'admin', 'member'] },
  'contacts.see': { organisation: ['owner', 'admin', 'member', 'auditor'] },
  'contacts.manage': { organisation: ['owner', 'admin', 'member'] },
  'flows.see': { organisation: ['owner', 'admin', 'member', 'auditor'] },
  'flows.edit': { organisation: ['owner', 'admin'] },
  'flows.publish': { organisation: ['owner', 'admin'] },
  'numbers.see': { organisation: ['owner', 'admin', 'member', 'auditor'] },
  'number.settings': { organisation: ['owner', 'admin'], number: ['admin'] },
  /** Whether the AI or the team answers. */
  'number.mode': { organisation: ['owner', 'admin'], number: ['admin'] },
  /** Gives it up for good, at the carrier too. */
  'number.release': { organisation: ['owner', 'admin'] },
  /** C1: existing members may be added by a number's admin too. */
  'number.add-people': { organisation: ['owner', 'admin'], number: ['admin'] },
  'number.make-admin': { organisation: ['owner', 'admin'] },
  'routing-list.manage': { organisation: ['owner', 'admin'] },
  /** Conversations, calls and recordings of a number; an open number may be read by the organisation. */
  'conversations.see': { organisation: [], number: ['admin', 'member'], open: ['owner', 'admin', 'member'] },
  'conversations.work': { organisation: [], number: ['admin', 'member'] },
  'recordings.hear': { organisation: [], number: ['admin', 'member'], open: ['owner', 'admin', 'member'] },
  'calls.end': { organisation: [], number: ['admin', 'member'] },
  /** Reading what happened to any call, without its audio. */
  'audit.see': { organisation: ['owner', 'admin', 'auditor'] },
  /** The record of what people did, for those who also watch over the ones who administer. */
  'deeds.see': { organisation: ['owner', 'auditor'] },
  'plan.see': { organisation: ['owner', 'admin', 'member', 'auditor'] },
  'plan.choose': { organisation: ['owner', 'admin'] },
  /** The technical panels: Temporal's payloads decoded. */
  'payloads.decode': { organisation: ['owner', 'auditor'] },
  /** What webhooks send to prove who they are, and what they are signed with. */
  'secrets.manage': { organisation: ['owner', 'admin'] },
} as const satisfies Record<string, Rule>

export type Permission = keyof typeof permissions

interface Rule {
  readonly organisation: readonly OrganisationRole[]
  readonly number?: readonly NumberRole[]
  /** Organisation roles that may do it when the number is open to the organisation. */
  readonly open?: readonly OrganisationRole[]
}

/** Whether a person may. A permission that depends on a number is refused when no number is named. */
export function may(who: RoleHolder, permission: Permission, about?: About): boolean {
  const rule: Rule = permissions[permission]
  if (rule.organisation.includes(who.role)) return true
  if (!about) return false
  const role = who.numbers.get(about.number)
  if (role !== undefined && rule.number?.includes(role)) return true
  return about.openToOrganisation && (rule.open?.includes(who.role) ?? false)
}

/**
 * Who of them may do it, so that whoever may not can ask. For what only people on a number may, those who can add people
 * to it.
 */
export function thoseWhoMay<One extends Pick<RoleHolder, 'member' | 'role'>>(
  all: readonly One[],
  permission: Permission,
): readonly One[] {
  const rule: Rule = permissions[permission]
  const asked = rule.organisation.length === 0 ? 'number.add-people' : permission
  return all.filter(({ member, role }) => may({ member, role, numbers: new Map() }, asked))
}

/** Who could do it, in words for a refusal: "Only owners and admins can …". */
export function whoCould(permission: Permission): string {
  const rule: Rule = permissions[permission]
  const names = rule.organisation.map((role) => `${role}s`)
  if (rule.number) names.push(rule.number.includes('member') ? 'people on the number' : 'admins of the number')
  return names.length < 2 ? (names[0] ?? 'nobody') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}

/** What a permission allows, in words for a refusal. */
export const whatItAllows: Readonly<Record<Permission, string>> = {
  'organisation.see': 'see this organisation',
  'organisation.manage': 'change the organisation’s settings',
  'people.see': 'see its people',
  'people.manage': 'change who belongs to the organisation',
  'own-invitation.answer': 'answer an invitation',
  'own-device.manage': 'have devices that ring',
  'contacts.see': 'see contacts',
  'contacts.manage': 'change contacts',
  'flows.see': 'see flows',
  'flows.edit': 'change flows',
  'flows.publish': 'publish flows',
  'numbers.see': 'see numbers',
  'number.settings': 'change this number',
  'number.mode': 'switch who answers this number',
  'number.release': 'release this number',
  'number.add-people': 'add people to this number',
  'number.make-admin': 'make someone an admin of a number',
  'routing-list.manage': 'change the order in which people are rung',
  'conversations.see': 'see these conversations',
  'conversations.work': 'work on these conversations',
  'recordings.hear': 'hear these recordings',
  'calls.end': 'end this call',
  'audit.see': 'see what happened to every call',
  'deeds.see': 'see what people did',
  'plan.see': 'see the plan',
  'plan.choose': 'choose the plan',
  'payloads.decode': 'decode what Temporal keeps',
  'secrets.manage': 'change what webhooks are signed with and what they send in secret',
}

/** What is done without anybody signed in, as by the seed or on the command line, may be what an owner may. @param member in whose name. */
export function asOwner(member: string): RoleHolder {
  return { member, role: 'owner', numbers: new Map() }
}
