import { LockMode } from '@mikro-orm/core'
import { z } from 'zod'
import type { DeedContext } from '#infra/db/deed.ts'
import { newCode } from '#infra/db/member/device-code.ts'
import { Device } from '#infra/db/member/device.ts'
import { PhoneNumber } from '#infra/db/number/number.ts'
import { refused, type Refusal } from '#infra/errors.ts'

export const tellCodeInput = z.strictObject({ member: z.guid(), device: z.guid() })

/** Calls an address and speaks the code. @throws Error with the carrier's reason. */
export type SayCode = (call: { readonly from: string; readonly to: string; readonly code: string }) => Promise<void>

export type ToldCode = { readonly ok: true } | Refusal

/** Calls a device and speaks a code that only whoever holds it can hear: see `enterCode`. At most once a minute for each device. */
export async function tellCode({ db, organisation, sayCode }: Pick<DeedContext, 'db' | 'organisation'> & { readonly sayCode: SayCode }, input: z.output<typeof tellCodeInput>): Promise<ToldCode> {
  const code = newCode()
  const ready = await db.withOrganisation(organisation, async (em) => {
    const device = await em.findOne(Device, { id: input.device, member: input.member }, { lockMode: LockMode.PESSIMISTIC_WRITE })
    if (!device) return refused('device-not-found', { device: input.device })
    const now = new Date()
    if (!device.mayBeToldCode(now)) return refused('code-too-soon')
    // one that the carrier has been told of, where there is one
    const [from] = await em.find(PhoneNumber, {}, { orderBy: [{ carrierNumber: 'asc nulls last' }, { e164: 'asc' }], limit: 1 })
    if (!from) return refused('no-number-to-call-from')
    device.expectCode(code, now)
    await em.flush()
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
