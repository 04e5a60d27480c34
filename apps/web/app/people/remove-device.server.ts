import { z } from 'zod'
import type { DeedContext } from '#infra/db/deed.ts'
import { Device } from '#infra/db/member/device.ts'
import { numbersOfMember, provisionNumbers, type ProvisionTrouble } from '#infra/db/number/provision-numbers.ts'
import { refused, type Refusal } from '#infra/errors.ts'

export const removeDeviceInput = z.strictObject({ member: z.guid(), device: z.guid() })

export type RemovedDevice = { readonly ok: true; readonly troubles: readonly ProvisionTrouble[] } | Refusal

/** Forgets a device: from the next call on it does not ring. */
export async function removeDevice({ db, organisation, provision }: DeedContext, { member, device }: z.output<typeof removeDeviceInput>): Promise<RemovedDevice> {
  const removed = await db.withOrganisation(organisation, (em) => em.nativeDelete(Device, { id: device, member }))
  if (removed === 0) return refused('device-not-found', { device })
  const numbers = await numbersOfMember(db, { organisation, member })
  return { ok: true, troubles: await provisionNumbers(db, { organisation, numbers, provision }) }
}
