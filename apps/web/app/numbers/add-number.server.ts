import { UniqueConstraintViolationException } from '@mikro-orm/core'
import { parsePhoneNumberFromString } from 'libphonenumber-js'
import { z } from 'zod'
import type { DeedContext } from '#infra/db/deed.ts'
import { PhoneNumber } from '#infra/db/number/number.ts'
import { refused, type Refusal } from '#infra/errors.ts'

export const addNumberInput = z.strictObject({
  /** With its country. */
  e164: z.string().trim(),
  name: z.string().trim().min(1, 'Give the number a name.').max(80, 'A name can have at most 80 characters.'),
})

export type AddedNumber = { readonly ok: true; readonly number: string } | Refusal

/** Adds a number to the organisation. It answers calls once a published flow is chosen for it. */
export async function addNumber({ db, organisation }: DeedContext, input: z.output<typeof addNumberInput>): Promise<AddedNumber> {
  const e164 = parsePhoneNumberFromString(input.e164)
  if (!e164?.isPossible()) return refused('number-invalid', { number: input.e164 })
  try {
    return await db.withOrganisation(organisation, async (em) => {
      const number = em.create(PhoneNumber, { organisation, e164: e164.number, name: input.name })
      await em.flush()
      return { ok: true, number: number.id }
    })
  } catch (error) {
    if (error instanceof UniqueConstraintViolationException) return refused('number-in-use', { number: e164.number })
    throw error
  }
}
