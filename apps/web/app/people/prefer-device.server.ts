import { z } from 'zod'
import type { DeedContext } from '#infra/db/deed.ts'
import { recordDeed } from '#infra/db/deeds/record-deed.ts'
import { Device } from '#infra/db/member/device.ts'
import { numbersOfMember, provisionNumbers, type ProvisionTrouble } from '#infra/db/number/provision-numbers.ts'
import { refused, type Refusal } from '#infra/errors.ts'

export const preferDeviceInput = z.strictObject({ member: z.guid(), device: z.guid() })

export type PreferredDevice = { readonly ok: true; readonly troubles: readonly ProvisionTrouble[] } | Refusal

/** Puts a device before the member's others: the first verified one is the one that rings. */
export async function preferDevice(context: DeedContext, { member, device }: z.output<typeof preferDeviceInput>): Promise<PreferredDevice> {
  const { db, organisation, provision } = context
  const preferred = await db.withOrganisation(organisation, async (em) => {
    const devices = await em.find(Device, { member }, { populate: ['member'], orderBy: { position: 'asc', id: 'asc' } })
    const first = devices.find(({ id }) => id === device)
    if (!first) return refused('device-not-found', { device })
    for (const [position, one] of [first, ...devices.filter((other) => other !== first)].entries()) one.position = position
    await recordDeed(em, { by: context, kind: 'device.preferred', on: { id: member, name: first.member.$.name }, changed: { first: [devices[0]?.address ?? null, first.address] } })
    return { ok: true as const }
  })
  if (!preferred.ok) return preferred
  const numbers = await numbersOfMember(db, { organisation, member })
  return { ok: true, troubles: await provisionNumbers(db, { organisation, numbers, provision }) }
}
