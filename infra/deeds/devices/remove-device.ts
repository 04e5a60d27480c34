import { z } from 'zod'
import { Device } from '../../db/member/device.ts'
import { refused } from '../../errors.ts'
import { deed } from '../deed.ts'
import { tellCarrierOf } from '../tell-carrier.ts'
import { ownOrManaged } from './own-or-managed.ts'

/** Forgets a device: from the next call on it does not ring. */
export const removeDevice = deed({
  permission: ownOrManaged,
  input: z.strictObject({ member: z.guid(), device: z.guid() }),
  records: ['device.removed'],
  async act(em, { record }, { member, device }) {
    const known = await em.findOne(Device, { id: device, member }, { populate: ['member'] })
    if (!known || (await em.nativeDelete(Device, { id: device, member })) === 0)
      return refused('device-not-found', { device })
    await record({
      kind: 'device.removed',
      on: { id: member, name: known.member.$.name },
      changed: { kind: [known.kind, null], address: [known.address, null] },
    })
    return { ok: true }
  },
  afterwards: (context, _done, { member }) => tellCarrierOf(context, { member }),
})
