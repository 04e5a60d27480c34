import { LockMode } from '@mikro-orm/core'
import { z } from 'zod'
import { CODE_TRIES } from '../../db/member/device-code.ts'
import { Device } from '../../db/member/device.ts'
import { Member } from '../../db/member/member.ts'
import { refused } from '../../errors.ts'
import { deed } from '../deed.ts'
import { tellCarrierOf } from '../tell-carrier.ts'
import { ownOrManaged } from './own-or-managed.ts'
import { proveDevice } from './prove-device.ts'

/** Somebody has heard the code that `tellCode` spoke: the device is theirs, and may ring from the next call on. */
export const enterCode = deed({
  permission: ownOrManaged,
  input: z.strictObject({
    member: z.guid(),
    device: z.guid(),
    code: z
      .string()
      .transform((code) => code.replace(/\s/g, ''))
      .pipe(z.string().regex(/^\d{6}$/, 'The code has six digits.')),
  }),
  records: ['device.verified', 'device.code-wrong'],
  async act(em, { record }, { member, device, code }) {
    const row = await em.findOne(Device, { id: device, member }, { lockMode: LockMode.PESSIMISTIC_WRITE }) // every try counts
    if (!row) return refused('device-not-found', { device })
    const said = row.tryCode(code, new Date())
    await em.flush()
    if (said === 'none') return refused('code-none')
    if (said === 'right') return proveDevice(em, { device, record })
    const { name } = await em.findOneOrFail(Member, { id: member })
    await record({
      kind: 'device.code-wrong',
      on: { id: member, name },
      changed: { address: [null, row.address] },
    })
    return refused('code-wrong', { left: CODE_TRIES - row.codeTries })
  },
  afterwards: (context, did) => tellCarrierOf(context, did),
})
