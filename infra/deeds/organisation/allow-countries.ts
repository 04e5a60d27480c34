import { LockMode } from '@mikro-orm/core'
import { z } from 'zod'
import { readinessOf, type Readiness } from '../../db/member/readiness.ts'
import { PhoneNumber } from '../../db/number/number.ts'
import { Organisation } from '../../db/organisation/organisation.ts'
import { refused } from '../../errors.ts'
import { isCallableCountry } from '../../telephone/countries.ts'
import { countriesInWords, countryName, NO_COUNTRY } from '../../telephone/country-name.ts'
import { drawnFrom } from '../changed-in.ts'
import { deed } from '../deed.ts'
import { tellCarrier } from '../tell-carrier.ts'

const AT_LEAST_ONE = 'Choose at least one country: without one, no telephone can be called.'

/**
 * Says which countries may be called, by what was added and removed: two people who change the list at the same time both
 * get theirs. It holds from the next call on, for people's devices as for everything that is called.
 * `silenced`: whose phone rang before and does not any longer, with its country.
 */
export const allowCountries = deed({
  permission: 'organisation.manage',
  input: z.strictObject({
    /** Two letters each, separated by commas. */
    countries: z
      .string()
      .max(2_000)
      .transform((written) => [...new Set(written.split(',').filter((country) => country !== ''))].toSorted())
      .pipe(z.array(z.string().refine(isCallableCountry, 'Choose countries from the list.')).min(1, AT_LEAST_ONE)),
    /** The list as the page showed it: what differs from it was added and removed. Without it the list holds as sent. */
    was: drawnFrom('countries'),
  }),
  records: ['organisation.countries'],
  async act(em, { organisation, record }, { countries: chosen, was }) {
    const row = await em.findOneOrFail(Organisation, { id: organisation }, { lockMode: LockMode.PESSIMISTIC_WRITE })
    const before = row.countries
    const sent: readonly string[] = chosen
    const shown: readonly string[] = was?.countries?.split(',') ?? before
    const countries = [
      ...before.filter((country) => sent.includes(country) || !shown.includes(country)),
      ...sent.filter((country) => !before.includes(country) && !shown.includes(country)),
    ].toSorted()
    if (countries.length === 0) return refused('form-invalid', { problems: AT_LEAST_ONE })
    const rang = new Set((await readinessOf(em)).filter(ringsWith('verified')).map(({ member }) => member))
    row.mayCallTo(countries)
    await em.flush()
    const silenced = (await readinessOf(em)).filter(ringsWith('not-allowed')).filter(({ member }) => rang.has(member))
    const numbers = (await em.find(PhoneNumber, {}, { fields: ['id'] })).map(({ id }) => id)
    await record({
      kind: 'organisation.countries',
      changed: { countries: [countriesInWords(before), countriesInWords(countries)] },
    })
    return { ok: true, silenced, numbers }
  },
  afterwards: async (context, { silenced, numbers }) => ({
    ...(await tellCarrier(context, { numbers })),
    silenced: silenced.map(({ member, name, abroad }) => ({
      member,
      name,
      country: countryName(abroad ?? NO_COUNTRY),
    })),
  }),
})

/** Whoever belongs to the organisation, by what there is to say about their device. */
function ringsWith(state: Readiness['device']) {
  return ({ active, joined, device }: Readiness): boolean => active && joined === 'joined' && device === state
}
