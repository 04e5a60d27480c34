import { z } from 'zod'
import type { DeedContext } from '#infra/db/deed.ts'
import { PhoneNumber } from '#infra/db/number/number.ts'
import { provisionNumbers } from '#infra/db/number/provision-numbers.ts'
import { refused, type Refusal } from '#infra/errors.ts'

export const confirmNumberInput = z.strictObject({ number: z.guid() })

export type ConfirmedNumber = { readonly ok: true } | Refusal

/** Tells the carrier once more how a number is set up, and sees whether it sends the calls here. Changes nothing else. */
export async function confirmNumber(
  { db, organisation, provision }: DeedContext,
  { number }: z.output<typeof confirmNumberInput>,
): Promise<ConfirmedNumber> {
  const row = await db.withOrganisation(organisation, (em) => em.findOne(PhoneNumber, { id: number }))
  if (!row || row.isReleased()) return refused('number-not-found', { number })
  const [trouble] = await provisionNumbers(db, { organisation, numbers: [number], provision })
  return trouble ? refused('number-not-confirmed', { why: trouble.message }) : { ok: true }
}
