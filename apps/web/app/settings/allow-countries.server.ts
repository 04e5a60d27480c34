import { z } from 'zod'
import type { DeedContext } from '#infra/db/deed.ts'
import { recordDeed } from '#infra/db/deeds/record-deed.ts'
import { readinessOf } from '#infra/db/member/readiness.ts'
import { PhoneNumber } from '#infra/db/number/number.ts'
import { provisionNumbers, type ProvisionTrouble } from '#infra/db/number/provision-numbers.ts'
import { Organisation } from '#infra/db/organisation/organisation.ts'
import { isCallableCountry } from '#infra/telephone/countries.ts'
import { countryName } from '#infra/telephone/country-name.ts'

export const allowCountriesInput = z.strictObject({
  /** Two letters each, separated by commas. */
  countries: z
    .string()
    .max(2_000)
    .transform((written) => [...new Set(written.split(',').filter((country) => country !== ''))].toSorted())
    .pipe(z.array(z.string().refine(isCallableCountry, 'Choose countries from the list.')).min(1, 'Choose at least one country: without one, no telephone can be called.')),
})

/** `warning`: whose phone does not ring any longer, or null. */
export interface AllowedCountries {
  readonly ok: true
  readonly warning: string | null
  readonly troubles: readonly ProvisionTrouble[]
}

/** Says which countries may be called. It holds from the next call on, for people's devices as for everything that is called. */
export async function allowCountries(context: DeedContext, { countries }: z.output<typeof allowCountriesInput>): Promise<AllowedCountries> {
  const { db, organisation, provision } = context
  const allowed = await db.withOrganisation(organisation, async (em) => {
    const row = await em.findOneOrFail(Organisation, { id: organisation })
    const before = row.countries
    row.mayCallTo(countries)
    await em.flush()
    const silenced = (await readinessOf(em)).filter(({ active, device }) => active && device === 'not-allowed')
    const numbers = (await em.find(PhoneNumber, {}, { fields: ['id'] })).map(({ id }) => id)
    await recordDeed(em, { by: context, kind: 'organisation.countries', changed: { countries: [named(before), named(countries)] } })
    return { silenced, numbers }
  })
  const people = allowed.silenced.map(({ name, abroad }) => `${name} (${countryName(abroad ?? '')})`)
  return {
    ok: true,
    warning: people.length === 0 ? null : `These people are not rung, because their phone is in a country that may not be called: ${new Intl.ListFormat('en').format(people)}.`,
    troubles: await provisionNumbers(db, { organisation, numbers: allowed.numbers, provision }),
  }
}

function named(countries: readonly string[]): string {
  return new Intl.ListFormat('en').format(countries.map(countryName))
}
