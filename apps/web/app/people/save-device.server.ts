import { z } from 'zod'
import type { DeedContext } from '#infra/db/deed.ts'
import { recordDeed } from '#infra/db/deeds/record-deed.ts'
import { Device, deviceKinds } from '#infra/db/member/device.ts'
import { Member } from '#infra/db/member/member.ts'
import { numbersOfMember, provisionNumbers, type ProvisionTrouble } from '#infra/db/number/provision-numbers.ts'
import { PhoneNumber } from '#infra/db/number/number.ts'
import { Organisation } from '#infra/db/organisation/organisation.ts'
import { refused, type Refusal } from '#infra/errors.ts'
import { countryOf, homeCountry } from '#infra/telephone/countries.ts'
import { deviceAddress } from './device-address.server.ts'

export const saveDeviceInput = z.strictObject({
  member: z.guid(),
  /** Absent for a new device. */
  device: z.guid().optional(),
  kind: z.enum(deviceKinds),
  address: z.string().max(255, 'An address has at most 255 characters.'),
  /** Lowest first: the first verified device of a member is the one that rings. */
  position: z.int().min(0).max(100).default(0),
})

export type SavedDevice = { readonly ok: true; readonly device: string; readonly verified: boolean; readonly troubles: readonly ProvisionTrouble[] } | Refusal

/**
 * Keeps how a member is reached. A new or changed address must be verified before it rings; a member who has the address
 * already keeps that device.
 */
export async function saveDevice(context: DeedContext, input: z.output<typeof saveDeviceInput>): Promise<SavedDevice> {
  const { db, organisation, provision } = context
  const saved = await db.withOrganisation(organisation, async (em) => {
    const member = await em.findOne(Member, { id: input.member })
    if (!member) return refused('member-not-found', { member: input.member })
    const own = (await em.find(PhoneNumber, {}, { fields: ['e164'], orderBy: { createdAt: 'asc', e164: 'asc' } })).map(({ e164 }) => e164)
    const { countries } = await em.findOneOrFail(Organisation, { id: organisation })
    const read = deviceAddress(input, { country: homeCountry({ numbers: own, countries }), countries })
    if (!read.ok) return read
    const { address } = read
    if (own.includes(address)) return refused('own-number', { address })
    const { kind, position } = input
    const known = await em.findOne(Device, { member: member.id, ...(input.device === undefined ? { address } : { id: input.device }) })
    if (!known && input.device !== undefined) return refused('device-not-found', { device: input.device })
    const before = known && { kind: known.kind, address: known.address, position: known.position }
    if (known && known.address !== address) known.moveTo(address)
    const device = known ? em.assign(known, { kind, position }) : em.create(Device, { organisation, member, kind, address, country: countryOf(address), position })
    await em.flush()
    const changed = { kind: [before?.kind ?? null, kind], address: [before?.address ?? null, address], place: [before?.position ?? null, before ? position : null] } as const
    await recordDeed(em, { by: context, kind: 'device.saved', on: member, changed })
    return { ok: true as const, device: device.id, verified: device.isVerified() }
  })
  if (!saved.ok) return saved
  const numbers = await numbersOfMember(db, { organisation, member: input.member })
  return { ...saved, troubles: await provisionNumbers(db, { organisation, numbers, provision }) }
}
