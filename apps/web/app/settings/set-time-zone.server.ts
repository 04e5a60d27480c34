import { z } from 'zod'
import { isTimeZone, NO_SUCH_ZONE } from '#flows/time-zone.ts'
import type { DeedContext } from '#infra/db/deed.ts'
import { Organisation } from '#infra/db/organisation/organisation.ts'

export const setTimeZoneInput = z.strictObject({ timeZone: z.string().refine(isTimeZone, NO_SUCH_ZONE) })

/** Says where the organisation's days begin: what counts as today, and the zone of flows that name none. */
export async function setTimeZone({ db, organisation }: Pick<DeedContext, 'db' | 'organisation'>, { timeZone }: z.output<typeof setTimeZoneInput>): Promise<{ readonly ok: true }> {
  await db.withOrganisation(organisation, async (em) => {
    const row = await em.findOneOrFail(Organisation, { id: organisation })
    row.timeZone = timeZone
  })
  return { ok: true }
}
