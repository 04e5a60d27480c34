import type { OrganisationRole } from '../shared/permissions.ts'

export const roleNames: Readonly<Record<OrganisationRole, string>> = { owner: 'Owner', admin: 'Admin', member: 'Member', auditor: 'Auditor' }

/** What somebody with a role may do, in one sentence. */
export const roleMeanings: Readonly<Record<OrganisationRole, string>> = {
  owner: 'Does everything, and says who else is an owner.',
  admin: 'Draws flows, sets numbers up and says who rings; everything but what concerns owners.',
  member: 'Answers calls and works in the inbox of the numbers they are on.',
  auditor: 'Reads what happened to every call, changes nothing and answers no calls.',
}

/** The roles that somebody may give: only owners make owners. */
export function rolesToGive(own: OrganisationRole): readonly OrganisationRole[] {
  return own === 'owner' ? ['member', 'admin', 'owner', 'auditor'] : ['member', 'admin', 'auditor']
}
