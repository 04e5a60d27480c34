import { z } from 'zod'
import type { DeedContext } from '#infra/db/deed.ts'
import { Device } from '#infra/db/member/device.ts'
import { numbersOfMember, provisionNumbers, type ProvisionTrouble } from '#infra/db/number/provision-numbers.ts'
import { refused, type Refusal } from '#infra/errors.ts'

export const verifyDeviceInput = z.strictObject({ device: z.guid() })

export type VerifiedDevice = { readonly ok: true; readonly troubles: readonly ProvisionTrouble[] } | Refusal

/** A device has proved to be its member's: from the next call on it may ring. Whoever calls this has seen the proof. */
export async function verifyDevice(context: DeedContext, input: z.output<typeof verifyDeviceInput>): Promise<VerifiedDevice> {
  const { db, organisation, provision } = context
  const verified = await db.withOrganisation(organisation, async (em) => {
    const device = await em.findOne(Device, { id: input.device })
    if (!device) return refused('device-not-found', { device: input.device })
    device.verifiedAt ??= new Date()
    await em.flush()
    return { ok: true as const, member: device.member.id }
  })
  if (!verified.ok) return verified
  const numbers = await numbersOfMember(db, { organisation, member: verified.member })
  return { ok: true, troubles: await provisionNumbers(db, { organisation, numbers, provision }) }
}
