import { LockMode } from '@mikro-orm/core'
import { z } from 'zod'
import type { DeedContext } from '#infra/db/deed.ts'
import { recordDeed } from '#infra/db/deeds/record-deed.ts'
import { CODE_TRIES } from '#infra/db/member/device-code.ts'
import { Device } from '#infra/db/member/device.ts'
import { Member } from '#infra/db/member/member.ts'
import { refused } from '#infra/errors.ts'
import { proveDevice, ringsFromNowOn, type VerifiedDevice } from './verify-device.server.ts'

export const enterCodeInput = z.strictObject({
  member: z.guid(),
  device: z.guid(),
  code: z
    .string()
    .transform((code) => code.replace(/\s/g, ''))
    .pipe(z.string().regex(/^\d{6}$/, 'The code has six digits.')),
})

/** Somebody has heard the code that `tellCode` spoke: the device is theirs, and may ring from the next call on. */
export async function enterCode(context: DeedContext, { member, device, code }: z.output<typeof enterCodeInput>): Promise<VerifiedDevice> {
  const proved = await context.db.withOrganisation(context.organisation, async (em) => {
    const row = await em.findOne(Device, { id: device, member }, { lockMode: LockMode.PESSIMISTIC_WRITE }) // every try counts
    if (!row) return refused('device-not-found', { device })
    const said = row.tryCode(code, new Date())
    await em.flush()
    if (said === 'none') return refused('code-none')
    if (said === 'right') return proveDevice(em, context, { device })
    const { name } = await em.findOneOrFail(Member, { id: member })
    await recordDeed(em, { by: context, kind: 'device.code-wrong', on: { id: member, name }, changed: { address: [null, row.address] } })
    return refused('code-wrong', { left: CODE_TRIES - row.codeTries })
  })
  return ringsFromNowOn(context, proved)
}
