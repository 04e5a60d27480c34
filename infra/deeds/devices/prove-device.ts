import { MOST_AT_ONCE } from '#flows/nodes/chosen-seats.ts'
import { Device } from '../../db/member/device.ts'
import { newFlowErrors } from '../../db/number/flow-errors.ts'
import { NumberAccess } from '../../db/number/number-access.ts'
import type { EntityManager } from '../../db/orm.ts'
import { refused, type Refusal } from '../../errors.ts'
import type { Doing } from '../deed.ts'

/**
 * A device is its member's, in the transaction that has seen the proof: what was proved is the address that the device has
 * in it.
 */
export async function proveDevice(
  em: EntityManager,
  { device: id, record }: Pick<Doing<'device.verified'>, 'record'> & { readonly device: string },
): Promise<{ readonly ok: true; readonly member: string } | Refusal> {
  const device = await em.findOne(Device, { id }, { populate: ['member'] })
  if (!device) return refused('device-not-found', { device: id })
  if (device.isVerified()) return { ok: true, member: device.member.id }
  const refusal = await refuseOneTooMany(em, device)
  if (refusal) return refusal
  device.verifiedAt = new Date()
  await record({
    kind: 'device.verified',
    on: { id: device.member.id, name: device.member.$.name },
    changed: { address: [null, device.address] },
  })
  return { ok: true, member: device.member.id }
}

/** A flow that rings everyone at once rings ten phones at most (C2): the eleventh is refused here rather than left out in a call. */
async function refuseOneTooMany(em: EntityManager, { member, address }: Device): Promise<Refusal | null> {
  for (const { number } of await em.find(NumberAccess, { member: member.id })) {
    const errors = await newFlowErrors(em, {
      number: number.id,
      change: (people) => ({
        ...people,
        roster: people.roster.map((seat) =>
          seat.member === member.id && seat.barred === 'no-verified-phone' ? { ...seat, address, barred: null } : seat,
        ),
      }),
    })
    if (errors.length > 0)
      return refused('rings-too-many', { why: errors.join(' '), most: MOST_AT_ONCE, number: number.id })
  }
  return null
}
