import { z } from 'zod'
import { isTimeZone, NO_SUCH_ZONE } from '#flows/time-zone.ts'
import type { DeedContext } from '#infra/db/deed.ts'
import { recordDeed } from '#infra/db/deeds/record-deed.ts'
import { Organisation } from '#infra/db/organisation/organisation.ts'

export const setTimeZoneInput = z.strictObject({ timeZone: z.string().max(100, NO_SUCH_ZONE).refine(isTimeZone, NO_SUCH_ZONE) })

/** Says where the organisation's days begin: what counts as today, and the zone of flows that name none. */
export async function setTimeZone(context: DeedContext, { timeZone }: z.output<typeof setTimeZoneInput>): Promise<{ readonly ok: true }> {
  const { db, organisation } = context
  await db.withOrganisation(organisation, async (em) => {
    const row = await em.findOneOrFail(Organisation, { id: organisation })
    const before = row.timeZone
    row.timeZone = timeZone
    await recordDeed(em, { by: context, kind: 'organisation.time-zone', changed: { 'time zone': [before, timeZone] } })
  })
  return { ok: true }
}
