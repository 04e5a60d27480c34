import { LockMode } from '@mikro-orm/core'
import { z } from 'zod'
import { newCode } from '../../db/member/device-code.ts'
import { Device } from '../../db/member/device.ts'
import { Member } from '../../db/member/member.ts'
import { takeCodeCall } from '../../db/member/take-code-call.ts'
import { PhoneNumber } from '../../db/number/number.ts'
import { Organisation } from '../../db/organisation/organisation.ts'
import { refused } from '../../errors.ts'
import { troubleTold } from '../../signalwire/trouble-in-words.ts'
import { callRefused, mayCall } from '../../telephone/may-call.ts'
import { deed, type Doing } from '../deed.ts'
import { DEVICE } from './device-address.ts'
import { ownOrManaged } from './own-or-managed.ts'

/** Calls an address and speaks the code. @throws Error with the carrier's reason. */
export type SayCode = (call: { readonly from: string; readonly to: string; readonly code: string }) => Promise<void>

/** Calls a device and speaks a code that only whoever holds it can hear: see `enterCode`. How often is bounded: see `takeCodeCall`. */
export const tellCode = deed({
  permission: ownOrManaged,
  input: z.strictObject({ member: z.guid(), device: z.guid() }),
  records: ['device.called'],
  async act(em, { organisation, who, record }: Teller, input) {
    const code = newCode()
    const device = await em.findOne(
      Device,
      { id: input.device, member: input.member },
      { lockMode: LockMode.PESSIMISTIC_WRITE },
    )
    if (!device) return refused('device-not-found', { device: input.device })
    const now = new Date()
    const { countries } = await em.findOneOrFail(Organisation, { id: organisation })
    const refusal = mayCall(device.address, countries)
    if (refusal) return callRefused(refusal, { address: device.address, whose: DEVICE })
    // one that the carrier has been told of, where there is one
    const [from] = await em.find(
      PhoneNumber,
      { releasedAt: null },
      { orderBy: [{ carrierNumber: 'asc nulls last' }, { e164: 'asc' }], limit: 1 },
    )
    if (!from) return refused('no-number-to-call-from')
    const taken = await takeCodeCall(em, { organisation, member: who.member, address: device.address, now })
    if (!taken.ok) return taken
    device.expectCode(code, now)
    await em.flush()
    const { name } = await em.findOneOrFail(Member, { id: input.member })
    await record({
      kind: 'device.called',
      on: { id: input.member, name },
      changed: { address: [null, device.address], 'calling from': [null, from.e164] },
    })
    return { ok: true, from: from.e164, to: device.address, code }
  },
  async afterwards({ sayCode }, { from, to, code }) {
    try {
      await sayCode({ from, to, code })
      return { ok: true }
    } catch (error) {
      return refused('code-not-told', { why: troubleTold(error) })
    }
  },
})

type Teller = Doing<'device.called'> & { readonly sayCode: SayCode }
