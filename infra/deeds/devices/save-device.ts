import { z } from 'zod'
import { Device, deviceKinds } from '../../db/member/device.ts'
import { Member } from '../../db/member/member.ts'
import { PhoneNumber } from '../../db/number/number.ts'
import { Organisation } from '../../db/organisation/organisation.ts'
import { refused } from '../../errors.ts'
import { countryOf, homeCountry } from '../../telephone/countries.ts'
import { deed } from '../deed.ts'
import { tellCarrierOf } from '../tell-carrier.ts'
import { deviceAddress } from './device-address.ts'
import { ownOrManaged } from './own-or-managed.ts'

/**
 * Keeps how a member is reached. A new or changed address must be verified before it rings; of a member who has the address
 * already that device stays as it is, in its place: `wasThere`.
 */
export const saveDevice = deed({
  permission: ownOrManaged,
  input: z.strictObject({
    member: z.guid(),
    /** Absent for a new device. */
    device: z.guid().optional(),
    kind: z.enum(deviceKinds),
    address: z.string().max(255, 'An address has at most 255 characters.'),
    /** Lowest first: the first verified device of a member is the one that rings. */
    position: z.int().min(0).max(100).default(0),
  }),
  records: ['device.saved'],
  async act(em, { organisation, record }, input) {
    const member = await em.findOne(Member, { id: input.member })
    if (!member) return refused('member-not-found', { member: input.member })
    const own = (
      await em.find(PhoneNumber, { releasedAt: null }, { fields: ['e164'], orderBy: { createdAt: 'asc', e164: 'asc' } })
    ).map(({ e164 }) => e164)
    const { countries } = await em.findOneOrFail(Organisation, { id: organisation })
    const read = deviceAddress(input, { country: homeCountry({ numbers: own, countries }), countries })
    if (!read.ok) return read
    const { address } = read
    if (own.includes(address)) return refused('own-number', { address })
    const { kind, position } = input
    const known = await em.findOne(Device, {
      member: member.id,
      ...(input.device === undefined ? { address } : { id: input.device }),
    })
    if (!known && input.device !== undefined) return refused('device-not-found', { device: input.device })
    if (known && input.device === undefined)
      return { ok: true, device: known.id, verified: known.isVerified(), wasThere: true }
    const before = known && { kind: known.kind, address: known.address, position: known.position }
    if (known && known.address !== address) known.moveTo(address)
    const device = known
      ? em.assign(known, { kind, position })
      : em.create(Device, { organisation, member, kind, address, country: countryOf(address), position })
    await em.flush()
    const changed = {
      kind: [before?.kind ?? null, kind],
      address: [before?.address ?? null, address],
      place: [before?.position ?? null, before ? position : null],
    } as const
    await record({ kind: 'device.saved', on: member, changed })
    return { ok: true, device: device.id, verified: device.isVerified(), wasThere: false }
  },
  afterwards: async (context, saved, { member }) => ({ ...saved, ...(await tellCarrierOf(context, { member })) }),
})
