import { z } from 'zod'
import { Device } from '../../db/member/device.ts'
import { refused } from '../../errors.ts'
import { deed } from '../deed.ts'
import { tellCarrierOf } from '../tell-carrier.ts'
import { ownOrManaged } from './own-or-managed.ts'

/** Puts a device before the member's others: the first verified one is the one that rings. */
export const preferDevice = deed({
  permission: ownOrManaged,
  input: z.strictObject({ member: z.guid(), device: z.guid() }),
  records: ['device.preferred'],
  async act(em, { record }, { member, device }) {
    const devices = await em.find(Device, { member }, { populate: ['member'], orderBy: { position: 'asc', id: 'asc' } })
    const first = devices.find(({ id }) => id === device)
    if (!first) return refused('device-not-found', { device })
    for (const [position, one] of [first, ...devices.filter((other) => other !== first)].entries())
      one.position = position
    await record({
      kind: 'device.preferred',
      on: { id: member, name: first.member.$.name },
      changed: { first: [devices[0]?.address ?? null, first.address] },
    })
    return { ok: true }
  },
  afterwards: (context, _done, { member }) => tellCarrierOf(context, { member }),
})
