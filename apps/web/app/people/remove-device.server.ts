import { z } from 'zod'
import type { DeedContext } from '#infra/db/deed.ts'
import { recordDeed } from '#infra/db/deeds/record-deed.ts'
import { Device } from '#infra/db/member/device.ts'
import { numbersOfMember, provisionNumbers, type ProvisionTrouble } from '#infra/db/number/provision-numbers.ts'
import { refused, type Refusal } from '#infra/errors.ts'

export const removeDeviceInput = z.strictObject({ member: z.guid(), device: z.guid() })

export type RemovedDevice = { readonly ok: true; readonly troubles: readonly ProvisionTrouble[] } | Refusal

/** Forgets a device: from the next call on it does not ring. */
export async function removeDevice(context: DeedContext, { member, device }: z.output<typeof removeDeviceInput>): Promise<RemovedDevice> {
  const { db, organisation, provision } = context
  const removed = await db.withOrganisation(organisation, async (em) => {
    const known = await em.findOne(Device, { id: device, member }, { populate: ['member'] })
    if (!known || (await em.nativeDelete(Device, { id: device, member })) === 0) return false
    await recordDeed(em, { by: context, kind: 'device.removed', on: { id: member, name: known.member.$.name }, changed: { kind: [known.kind, null], address: [known.address, null] } })
    return true
  })
  if (!removed) return refused('device-not-found', { device })
  const numbers = await numbersOfMember(db, { organisation, member })
  return { ok: true, troubles: await provisionNumbers(db, { organisation, numbers, provision }) }
}
