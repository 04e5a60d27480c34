import { z } from 'zod'
import { MOST_AT_ONCE } from '#flows/nodes/chosen-seats.ts'
import type { DeedContext, DoneBy } from '#infra/db/deed.ts'
import { recordDeed } from '#infra/db/deeds/record-deed.ts'
import { Device } from '#infra/db/member/device.ts'
import { newFlowErrors } from '#infra/db/number/flow-errors.ts'
import { NumberAccess } from '#infra/db/number/number-access.ts'
import { numbersOfMember, provisionNumbers, type ProvisionTrouble } from '#infra/db/number/provision-numbers.ts'
import type { EntityManager } from '#infra/db/orm.ts'
import { refused, type Refusal } from '#infra/errors.ts'

export const verifyDeviceInput = z.strictObject({ device: z.guid() })

export type VerifiedDevice = { readonly ok: true; readonly troubles: readonly ProvisionTrouble[] } | Refusal

/** A device has proved to be its member's: from the next call on it may ring. Whoever calls this has seen the proof. */
export async function verifyDevice(context: DeedContext, input: z.output<typeof verifyDeviceInput>): Promise<VerifiedDevice> {
  return ringsFromNowOn(context, await context.db.withOrganisation(context.organisation, (em) => proveDevice(em, context, input)))
}

type Proved = { readonly ok: true; readonly member: string } | Refusal

/** The same in the transaction that has seen the proof: what was proved is the address that the device has in it. */
export async function proveDevice(em: EntityManager, by: DoneBy, input: z.output<typeof verifyDeviceInput>): Promise<Proved> {
  const device = await em.findOne(Device, { id: input.device }, { populate: ['member'] })
  if (!device) return refused('device-not-found', { device: input.device })
  if (device.isVerified()) return { ok: true, member: device.member.id }
  const refusal = await refuseOneTooMany(em, device)
  if (refusal) return refusal
  device.verifiedAt = new Date()
  await recordDeed(em, { by, kind: 'device.verified', on: { id: device.member.id, name: device.member.$.name }, changed: { address: [null, device.address] } })
  return { ok: true, member: device.member.id }
}

/** Tells the carrier of the numbers for which a proved device rings. */
export async function ringsFromNowOn({ db, organisation, provision }: DeedContext, proved: Proved): Promise<VerifiedDevice> {
  if (!proved.ok) return proved
  const numbers = await numbersOfMember(db, { organisation, member: proved.member })
  return { ok: true, troubles: await provisionNumbers(db, { organisation, numbers, provision }) }
}

/** A flow that rings everyone at once rings ten phones at most (C2): the eleventh is refused here rather than left out in a call. */
async function refuseOneTooMany(em: EntityManager, { member, address }: Device): Promise<Refusal | null> {
  for (const { number } of await em.find(NumberAccess, { member: member.id })) {
    const errors = await newFlowErrors(em, {
      number: number.id,
      change: (people) => ({
        ...people,
        roster: people.roster.map((seat) => (seat.member === member.id && seat.barred === 'no-verified-phone' ? { ...seat, address, barred: null } : seat)),
      }),
    })
    if (errors.length > 0) return refused('rings-too-many', { why: errors.join(' '), most: MOST_AT_ONCE, number: number.id })
  }
  return null
}
