import { z } from 'zod'
import type { DeedContext } from '#infra/db/deed.ts'
import { Organisation } from '#infra/db/organisation/organisation.ts'

export const renameOrganisationInput = z.strictObject({
  name: z.string().trim().min(1, 'Write a name.').max(80, 'Write a name of at most 80 characters.'),
})

/** Gives the organisation another name: people see it in the frame and in invitations, callers where a number has none of its own. */
export async function renameOrganisation({ db, organisation }: Pick<DeedContext, 'db' | 'organisation'>, { name }: z.output<typeof renameOrganisationInput>): Promise<{ readonly ok: true }> {
  await db.withOrganisation(organisation, async (em) => {
    const row = await em.findOneOrFail(Organisation, { id: organisation })
    row.name = name
  })
  return { ok: true }
}
