import { z } from 'zod'
import { inOneLine } from '#flows/one-line.ts'
import type { DeedContext } from '#infra/db/deed.ts'
import { recordDeed } from '#infra/db/deeds/record-deed.ts'
import { PhoneNumber, visibilities, type Visibility } from '#infra/db/number/number.ts'
import { provisionNumbers, type ProvisionTrouble } from '#infra/db/number/provision-numbers.ts'
import { refused, type Refusal } from '#infra/errors.ts'

export const saveNumberSettingsInput = z.strictObject({
  number: z.guid(),
  name: z.string().overwrite(inOneLine).min(1, 'Give the number a name.').max(80, 'A name can have at most 80 characters.'),
  /** Empty: callers know the business by the organisation's name. */
  businessName: z.string().overwrite(inOneLine).max(80, 'A business name can have at most 80 characters.'),
  visibility: z.enum(visibilities, 'Choose who may read the conversations.'),
})

export type SavedNumberSettings = { readonly ok: true; readonly troubles: readonly ProvisionTrouble[] } | Refusal

/** Keeps what a number is called and who may read its conversations (C3). Both hold from now on. */
export async function saveNumberSettings(context: DeedContext, input: z.output<typeof saveNumberSettingsInput>): Promise<SavedNumberSettings> {
  const { db, organisation, provision } = context
  const saved = await db.withOrganisation(organisation, async (em) => {
    const number = await em.findOne(PhoneNumber, { id: input.number })
    if (!number) return refused('number-not-found', { number: input.number })
    const before = { name: number.name, businessName: number.businessName, visibility: number.isOpenToOrganisation() ? seenBy.organisation : seenBy.people }
    em.assign(number, { name: input.name, businessName: input.businessName || null, visibility: input.visibility })
    const changed = { name: [before.name, input.name], 'business name': [before.businessName ?? null, input.businessName || null], 'conversations seen by': [before.visibility, seenBy[input.visibility]] } as const
    await recordDeed(em, { by: context, kind: 'number.settings', on: { id: number.id, name: before.name }, changed })
    return { ok: true as const, renamed: before.name !== input.name }
  })
  if (!saved.ok) return saved
  // the carrier knows the number by its name, and by nothing else of this
  return { ok: true, troubles: saved.renamed ? await provisionNumbers(db, { organisation, numbers: [input.number], provision }) : [] }
}

const seenBy = { people: 'people on the number', organisation: 'everybody in the organisation' } as const satisfies Record<Visibility, string>
