import { LockMode } from '@mikro-orm/core'
import { z } from 'zod'
import { Organisation } from '../../db/organisation/organisation.ts'
import { changedIn, drawnFrom } from '../changed-in.ts'
import { deed } from '../deed.ts'
import { seenName } from '../seen-name.ts'

/** Gives the organisation another name: people see it in the frame and in invitations, callers where a number has none of its own. */
export const renameOrganisation = deed({
  permission: 'organisation.manage',
  input: z.strictObject({
    name: seenName('Write a name.', { tooLong: 'Write a name of at most 80 characters.' }),
    was: drawnFrom('name'),
  }),
  records: ['organisation.renamed'],
  async act(em, { organisation, record }, { name, was }) {
    const row = await em.findOneOrFail(Organisation, { id: organisation }, { lockMode: LockMode.PESSIMISTIC_WRITE })
    const before = row.name
    const merged = changedIn({ now: { name: before }, sent: { name }, was, called: { name: 'its name' } })
    if (!merged.ok) return merged
    row.name = merged.values.name
    await record({ kind: 'organisation.renamed', changed: { name: [before, row.name] } })
    return { ok: true }
  },
})
