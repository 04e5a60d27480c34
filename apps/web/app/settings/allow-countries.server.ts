import { z } from 'zod'
import type { DeedContext } from '#infra/db/deed.ts'
import { recordDeed } from '#infra/db/deeds/record-deed.ts'
import { readinessOf, type Readiness } from '#infra/db/member/readiness.ts'
import { PhoneNumber } from '#infra/db/number/number.ts'
import { provisionNumbers, type ProvisionTrouble } from '#infra/db/number/provision-numbers.ts'
import { Organisation } from '#infra/db/organisation/organisation.ts'
import { isCallableCountry } from '#infra/telephone/countries.ts'
import { countryName, NO_COUNTRY } from '#infra/telephone/country-name.ts'

export const allowCountriesInput = z.strictObject({
  /** Two letters each, separated by commas. */
  countries: z
    .string()
    .max(2_000)
    .transform((written) => [...new Set(written.split(',').filter((country) => country !== ''))].toSorted())
    .pipe(z.array(z.string().refine(isCallableCountry, 'Choose countries from the list.')).min(1, 'Choose at least one country: without one, no telephone can be called.')),
})

export interface AllowedCountries {
  readonly ok: true
  /** Whose phone rang before and does not any longer, with the country of it. */
  readonly silenced: readonly { readonly member: string; readonly name: string; readonly country: string }[]
  readonly troubles: readonly ProvisionTrouble[]
}

/** Says which countries may be called. It holds from the next call on, for people's devices as for everything that is called. */
export async function allowCountries(context: DeedContext, { countries }: z.output<typeof allowCountriesInput>): Promise<AllowedCountries> {
  const { db, organisation, provision } = context
  const allowed = await db.withOrganisation(organisation, async (em) => {
    const row = await em.findOneOrFail(Organisation, { id: organisation })
    const before = row.countries
    const rang = new Set((await readinessOf(em)).filter(ringsWith('verified')).map(({ member }) => member))
    row.mayCallTo(countries)
    await em.flush()
    const silenced = (await readinessOf(em)).filter(ringsWith('not-allowed')).filter(({ member }) => rang.has(member))
    const numbers = (await em.find(PhoneNumber, {}, { fields: ['id'] })).map(({ id }) => id)
    await recordDeed(em, { by: context, kind: 'organisation.countries', changed: { countries: [named(before), named(countries)] } })
    return { silenced, numbers }
  })
  return {
    ok: true,
    silenced: allowed.silenced.map(({ member, name, abroad }) => ({ member, name, country: countryName(abroad ?? NO_COUNTRY) })),
    troubles: await provisionNumbers(db, { organisation, numbers: allowed.numbers, provision }),
  }
}

/** Whoever belongs to the organisation, by what there is to be said of their device. */
function ringsWith(state: Readiness['device']) {
  return ({ active, joined, device }: Readiness): boolean => active && joined === 'joined' && device === state
}

function named(countries: readonly string[]): string {
  return new Intl.ListFormat('en').format(countries.map(countryName))
}
