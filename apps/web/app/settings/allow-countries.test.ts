import { beforeAll, describe, expect, it } from 'vitest'
import { Device } from '#infra/db/member/device.ts'
import { readinessOf } from '#infra/db/member/readiness.ts'
import { numberPeople } from '#infra/db/number/number-people.ts'
import type { Database } from '#infra/db/orm.ts'
import { Organisation } from '#infra/db/organisation/organisation.ts'
import { openedDatabase } from '#infra/db/testing/opened-database.ts'
import { anOffice } from '../../testing/office.ts'
import { numbersView } from '../numbers/numbers-view.server.ts'
import { allowCountries } from '#infra/deeds/organisation/allow-countries.ts'
import { silencedInWords } from './silenced-words.ts'

let db: Database

beforeAll(async () => {
  const opened = await openedDatabase()
  db = opened.db
  return opened.close
}, 60_000)

it.each([
  [0, null, undefined],
  [1, 'The phone of one person no longer rings, because its country may not be called:', 1],
  [3, 'The phones of 3 people no longer ring, because their countries may not be called:', 3],
  [40, 'The phones of 40 people no longer ring, because their countries may not be called. The first 12 of them:', 12],
])('of %i people whose phones a change silences it says so, with links to their pages', (count, warning, links) => {
  const said = silencedInWords(
    Array.from({ length: count }, (_, index) => ({ member: `m${index}`, name: `P${index}`, country: 'United States' })),
  )
  expect([said.warning, said.about?.length]).toEqual([warning, links])
  expect(said.about?.[0] ?? null).toEqual(
    count === 0 ? null : { to: '/people/m0', words: expect.stringMatching(/P0.* \(United States\)/) },
  )
})

describe('the countries that may be called', () => {
  it('decide who is rung: whose phone is elsewhere is barred, and their page says why', async () => {
    const { context, add, number, owner } = await anOffice(db)
    const ana = await add('Ana', { onNumber: true })
    const inOrganisation = <T>(work: Parameters<typeof db.withOrganisation<T>>[1]) =>
      db.withOrganisation(context.organisation, work)
    await inOrganisation(
      async (em) =>
        void em.create(Device, {
          organisation: context.organisation,
          member: ana,
          kind: 'phone',
          address: '+442079460123',
          country: 'GB',
          verifiedAt: new Date(),
          position: 3,
        }),
    )
    const seat = async () =>
      (await inOrganisation((em) => numberPeople(em, number))).roster.find(({ member }) => member === ana)
    expect(await seat()).toMatchObject({ barred: null, address: expect.stringMatching(/^\+1303/) })

    expect(await allowCountries(context, { countries: ['JM'] })).toMatchObject({
      silenced: [
        { member: ana, name: 'Ana', country: 'United States' },
        { member: owner, name: 'Olive', country: 'United States' },
      ],
    })
    expect(
      (await numbersView(db, { organisation: { id: context.organisation, name: 'Office' }, numbers: new Map() })).map(
        ({ people, rung }) => [people, rung],
      ),
    ).toEqual([[1, 0]])
    expect(await allowCountries(context, { countries: ['JM', 'FR'] })).toMatchObject({ silenced: [] }) // they were silent before
    expect(await seat()).toMatchObject({ barred: 'country-not-allowed', address: null })
    const [readiness] = await inOrganisation((em) => readinessOf(em, { member: ana }))
    expect(readiness).toMatchObject({ device: 'not-allowed', abroad: 'US', address: null })

    await allowCountries(context, { countries: ['GB', 'JM'] })
    expect(await seat()).toMatchObject({ barred: null, address: '+442079460123' }) // the first of their devices that may be called
    expect(
      (await numbersView(db, { organisation: { id: context.organisation, name: 'Office' }, numbers: new Map() })).map(
        ({ people, rung }) => [people, rung],
      ),
    ).toEqual([[1, 1]])
  })

  it('are added and removed one by one: of two people who change the same list, both get theirs', async () => {
    const { context } = await anOffice(db)
    const allowed = async () =>
      (
        await db.withOrganisation(context.organisation, (em) =>
          em.findOneOrFail(Organisation, { id: context.organisation }),
        )
      ).countries
    const was = { countries: 'US' } // both have the page open
    await allowCountries(context, { countries: ['DE', 'US'], was })
    await allowCountries(context, { countries: ['FR', 'US'], was })
    expect(await allowed()).toEqual(['DE', 'FR', 'US'])
    await allowCountries(context, { countries: ['DE', 'FR'], was: { countries: 'DE,FR,US' } })
    await allowCountries(context, { countries: ['DE', 'US'], was: { countries: 'DE,FR,US' } })
    expect(await allowed()).toEqual(['DE'])
    expect(await allowCountries(context, { countries: ['FR'], was: { countries: 'DE,FR' } })).toMatchObject({
      problem: { title: 'Choose at least one country: without one, no telephone can be called.' },
    })
    expect(await allowed()).toEqual(['DE'])
  })

  it('follow the numbers until somebody has chosen', () => {
    const organisation = new Organisation()
    Object.assign(organisation, { countries: ['US'], countriesChosen: false })
    organisation.hasNumberIn('DE')
    organisation.hasNumberIn('ZZ')
    expect(organisation.countries).toEqual(['US', 'DE'])
    organisation.mayCallTo(['FR'])
    organisation.hasNumberIn('IT')
    expect(organisation.countries).toEqual(['FR'])
  })

  it.each([
    ['US,GB,GB', ['GB', 'US']],
    ['', null],
    ['US,ZZ', null],
    ['US,Atlantis', null],
  ])('are read from “%s” as %j', (written, countries) =>
    expect(allowCountries.input.safeParse({ countries: written }).data?.countries ?? null).toEqual(countries),
  )
})
