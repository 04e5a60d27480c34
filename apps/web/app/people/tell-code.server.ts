import { LockMode } from '@mikro-orm/core'
import { z } from 'zod'
import type { DeedContext } from '#infra/db/deed.ts'
import { recordDeed } from '#infra/db/deeds/record-deed.ts'
import { newCode } from '#infra/db/member/device-code.ts'
import { Device } from '#infra/db/member/device.ts'
import { Member } from '#infra/db/member/member.ts'
import { takeCodeCall } from '#infra/db/member/take-code-call.ts'
import { PhoneNumber } from '#infra/db/number/number.ts'
import { Organisation } from '#infra/db/organisation/organisation.ts'
import { refused, type Refusal } from '#infra/errors.ts'
import { callRefused, mayCall } from '#infra/telephone/may-call.ts'
import { DEVICE } from './device-address.server.ts'

export const tellCodeInput = z.strictObject({ member: z.guid(), device: z.guid() })

/** Calls an address and speaks the code. @throws Error with the carrier's reason. */
export type SayCode = (call: { readonly from: string; readonly to: string; readonly code: string }) => Promise<void>

export type ToldCode = { readonly ok: true } | Refusal

/** Calls a device and speaks a code that only whoever holds it can hear: see `enterCode`. How often is bounded: see `takeCodeCall`. */
export async function tellCode(context: DeedContext & { readonly sayCode: SayCode }, input: z.output<typeof tellCodeInput>): Promise<ToldCode> {
  const { db, organisation, actor, sayCode } = context
  const code = newCode()
  const ready = await db.withOrganisation(organisation, async (em) => {
    const device = await em.findOne(Device, { id: input.device, member: input.member }, { lockMode: LockMode.PESSIMISTIC_WRITE })
    if (!device) return refused('device-not-found', { device: input.device })
    const now = new Date()
    const { countries } = await em.findOneOrFail(Organisation, { id: organisation })
    const refusal = mayCall(device.address, countries)
    if (refusal) return callRefused(refusal, { address: device.address, whose: DEVICE })
    // one that the carrier has been told of, where there is one
    const [from] = await em.find(PhoneNumber, {}, { orderBy: [{ carrierNumber: 'asc nulls last' }, { e164: 'asc' }], limit: 1 })
    if (!from) return refused('no-number-to-call-from')
    const taken = await takeCodeCall(em, { organisation, member: actor, address: device.address, now })
    if (!taken.ok) return taken
    device.expectCode(code, now)
    await em.flush()
    const { name } = await em.findOneOrFail(Member, { id: input.member })
    await recordDeed(em, { by: context, kind: 'device.called', on: { id: input.member, name }, changed: { address: [null, device.address], 'calling from': [null, from.e164] } })
    return { ok: true as const, from: from.e164, to: device.address }
  })
  if (!ready.ok) return ready
  try {
    await sayCode({ from: ready.from, to: ready.to, code })
    return { ok: true }
  } catch (error) {
    return refused('code-not-told', { why: error instanceof Error ? error.message : String(error) })
  }
}
