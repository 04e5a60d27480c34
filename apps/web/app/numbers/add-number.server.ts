import { UniqueConstraintViolationException } from '@mikro-orm/core'
import { parsePhoneNumberFromString } from 'libphonenumber-js'
import { z } from 'zod'
import { inOneLine } from '#flows/one-line.ts'
import type { DeedContext } from '#infra/db/deed.ts'
import { recordDeed } from '#infra/db/deeds/record-deed.ts'
import { PhoneNumber } from '#infra/db/number/number.ts'
import { Organisation } from '#infra/db/organisation/organisation.ts'
import { countryOf } from '#infra/telephone/countries.ts'
import { refused, type Refusal } from '#infra/errors.ts'

export const addNumberInput = z.strictObject({
  /** With its country. */
  e164: z.string().trim().max(40, 'A telephone number has at most 40 characters.'),
  name: z.string().overwrite(inOneLine).min(1, 'Give the number a name.').max(80, 'A name can have at most 80 characters.'),
})

export type AddedNumber = { readonly ok: true; readonly number: string } | Refusal

/** Whether the account at the carrier has a number. @throws Error with the carrier's reason. */
export type IsInAccount = (e164: string) => Promise<boolean>

/**
 * Adds a number to the organisation. It answers calls once a published flow is chosen for it. Of a number that another
 * organisation has nothing is said but what is said of one that the account does not have.
 * @param isInAccount absent while the installation fills in its own data.
 */
export async function addNumber(context: DeedContext, input: z.output<typeof addNumberInput>, isInAccount?: IsInAccount): Promise<AddedNumber> {
  const { db, organisation } = context
  const e164 = parsePhoneNumberFromString(input.e164)
  if (!e164?.isPossible()) return refused('number-invalid', { number: input.e164 })
  const own = await db.withOrganisation(organisation, (em) => em.count(PhoneNumber, { e164: e164.number }))
  if (own > 0) return refused('number-in-use', { number: e164.number })
  const notAvailable = refused('number-not-available', { number: e164.formatInternational() })
  try {
    if (isInAccount !== undefined && !(await isInAccount(e164.number))) return notAvailable
  } catch (error) {
    return refused('carrier-away', { why: error instanceof Error ? error.message : String(error) })
  }
  try {
    return await db.withOrganisation(organisation, async (em) => {
      const number = em.create(PhoneNumber, { organisation, e164: e164.number, name: input.name })
      const organisationRow = await em.findOneOrFail(Organisation, { id: organisation })
      organisationRow.hasNumberIn(countryOf(e164.number))
      await em.flush()
      await recordDeed(em, { by: context, kind: 'number.added', on: { id: number.id, name: input.name }, changed: { number: [null, e164.number], name: [null, input.name] } })
      return { ok: true, number: number.id }
    })
  } catch (error) {
    if (error instanceof UniqueConstraintViolationException) return notAvailable
    throw error
  }
}
