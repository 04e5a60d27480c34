import type { Permission, RoleHolder } from '../permissions.ts'

/** Devices are everybody's own, and those of people's managers. */
export function ownOrManaged(who: RoleHolder, { member }: { readonly member: string }): Permission {
  return who.member === member ? 'own-device.manage' : 'people.manage'
}
