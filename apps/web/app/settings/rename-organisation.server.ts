import { z } from 'zod'
import { inOneLine } from '#flows/one-line.ts'
import type { DeedContext } from '#infra/db/deed.ts'
import { recordDeed } from '#infra/db/deeds/record-deed.ts'
import { Organisation } from '#infra/db/organisation/organisation.ts'

export const renameOrganisationInput = z.strictObject({
  name: z.string().overwrite(inOneLine).min(1, 'Write a name.').max(80, 'Write a name of at most 80 characters.'),
})

/** Gives the organisation another name: people see it in the frame and in invitations, callers where a number has none of its own. */
export async function renameOrganisation(context: DeedContext, { name }: z.output<typeof renameOrganisationInput>): Promise<{ readonly ok: true }> {
  const { db, organisation } = context
  await db.withOrganisation(organisation, async (em) => {
    const row = await em.findOneOrFail(Organisation, { id: organisation })
    const before = row.name
    row.name = name
    await recordDeed(em, { by: context, kind: 'organisation.renamed', changed: { name: [before, name] } })
  })
  return { ok: true }
}
