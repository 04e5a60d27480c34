/**
 * Who may do what: the one table, pure, read by loaders, actions, streams and buttons. Two layers of
 * roles: in the organisation, and on a number. Whatever is not named here is refused.
 */

export type OrganisationRole = 'owner' | 'admin' | 'member' | 'auditor'
export type NumberRole = 'admin' | 'member'

/** The person who asks, with their roles. */
export interface Who {
  /** The member's id. */
  readonly member: string
  readonly role: OrganisationRole
  /** Number id → role on that number. */
  readonly numbers: ReadonlyMap<string, NumberRole>
}

/** The number that a request is about, as far as access to it depends on its settings. */
export interface About {
  readonly number: string
  /** C3: whether everybody in the organisation may read the number's conversations. */
  readonly openToOrganisation: boolean
}

export const permissions = {
  /** Everybody who is signed in and belongs to the organisation. */
  'organisation.see': { organisation: ['owner', 'admin', 'member', 'auditor'] },
  'organisation.manage': { organisation: ['owner', 'admin'] },
  'people.see': { organisation: ['owner', 'admin', 'member', 'auditor'] },
  'people.manage': { organisation: ['owner', 'admin'] },
  'own-device.manage': { organisation: ['owner', 'admin', 'member'] },
  'contacts.see': { organisation: ['owner', 'admin', 'member', 'auditor'] },
  'contacts.manage': { organisation: ['owner', 'admin', 'member'] },
  'flows.see': { organisation: ['owner', 'admin', 'member', 'auditor'] },
  'flows.edit': { organisation: ['owner', 'admin'] },
  'flows.publish': { organisation: ['owner', 'admin'] },
  'numbers.see': { organisation: ['owner', 'admin', 'member', 'auditor'] },
  'number.settings': { organisation: ['owner', 'admin'], number: ['admin'] },
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
  /** The record of what people did, who also watches over those who administer. */
  'deeds.see': { organisation: ['owner', 'auditor'] },
  'plan.see': { organisation: ['owner', 'admin', 'member', 'auditor'] },
  'plan.choose': { organisation: ['owner', 'admin'] },
  /** The technical panels: Temporal's payloads decoded. */
  'payloads.decode': { organisation: ['owner', 'auditor'] },
} as const satisfies Record<string, Rule>

export type Permission = keyof typeof permissions

interface Rule {
  readonly organisation: readonly OrganisationRole[]
  readonly number?: readonly NumberRole[]
  /** Organisation roles that may when the number is open to the organisation. */
  readonly open?: readonly OrganisationRole[]
}

/** Whether a person may. A permission that depends on a number is refused when no number is named. */
export function may(who: Who, permission: Permission, about?: About): boolean {
  const rule: Rule = permissions[permission]
  if (rule.organisation.includes(who.role)) return true
  if (!about) return false
  const role = who.numbers.get(about.number)
  if (role !== undefined && rule.number?.includes(role)) return true
  return about.openToOrganisation && (rule.open?.includes(who.role) ?? false)
}

/** Who could do it, in words for a refusal: "Only owners and admins can …". */
export function whoCould(permission: Permission): string {
  const rule: Rule = permissions[permission]
  const names = rule.organisation.map((role) => `${role}s`)
  if (rule.number) names.push(rule.number.includes('member') ? 'people on the number' : 'admins of the number')
  return names.length < 2 ? (names[0] ?? 'nobody') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}
