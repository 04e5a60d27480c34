import type { OrganisationRole } from '#infra/deeds/permissions.ts'

/** What somebody with a role may do, in one sentence. */
export const roleMeanings: Readonly<Record<OrganisationRole, string>> = {
  owner: 'Can do everything, including choosing who else is an owner.',
  admin: 'Draws flows, sets up numbers and chooses who rings. Can do everything except manage owners.',
  member: 'Answers calls and works in the inbox of their numbers.',
  auditor: 'Reads what happened in every call. Changes nothing and answers no calls.',
}

/** The roles that somebody may give: only owners make owners. */
export function rolesToGive(own: OrganisationRole): readonly OrganisationRole[] {
  return own === 'owner' ? ['member', 'admin', 'owner', 'auditor'] : ['member', 'admin', 'auditor']
}
