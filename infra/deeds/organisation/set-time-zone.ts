import { LockMode } from '@mikro-orm/core'
import { z } from 'zod'
import { isTimeZone, NO_SUCH_ZONE, timeZoneWords } from '#flows/language/time-zone.ts'
import { Organisation } from '../../db/organisation/organisation.ts'
import { changedIn, drawnFrom } from '../changed-in.ts'
import { deed } from '../deed.ts'

/** Says where the organisation's days begin: what counts as today, and the zone of flows that name none. */
export const setTimeZone = deed({
  permission: 'organisation.manage',
  input: z.strictObject({
    timeZone: z.string().max(100, NO_SUCH_ZONE).refine(isTimeZone, NO_SUCH_ZONE),
    was: drawnFrom('timeZone'),
  }),
  records: ['organisation.time-zone'],
  async act(em, { organisation, record }, { timeZone, was }) {
    const row = await em.findOneOrFail(Organisation, { id: organisation }, { lockMode: LockMode.PESSIMISTIC_WRITE })
    const before = row.timeZone
    const merged = changedIn({
      now: { timeZone: before },
      sent: { timeZone },
      was,
      called: { timeZone: 'the time zone' },
      worded: (_name, zone) => timeZoneWords(zone),
    })
    if (!merged.ok) return merged
    row.timeZone = merged.values.timeZone
    await record({
      kind: 'organisation.time-zone',
      changed: { 'time zone': [before, row.timeZone] },
    })
    return { ok: true }
  },
})
