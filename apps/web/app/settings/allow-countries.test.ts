import { beforeAll, describe, expect, it } from 'vitest'
import { Device } from '#infra/db/member/device.ts'
import { readinessOf } from '#infra/db/member/readiness.ts'
import { numberPeople } from '#infra/db/number/number-people.ts'
import type { Database } from '#infra/db/orm.ts'
import { Organisation } from '#infra/db/organisation/organisation.ts'
import { openedDatabase } from '#infra/db/testing/opened-database.ts'
import { anOffice } from '../../testing/office.ts'
import { allowCountries, allowCountriesInput } from './allow-countries.server.ts'

let db: Database

beforeAll(async () => {
  const opened = await openedDatabase()
  db = opened.db
  return opened.close
}, 60_000)

describe('the countries that may be called', () => {
  it('decide who is rung: whose phone is elsewhere is barred, and their page says why', async () => {
    const { context, add, number } = await anOffice(db)
    const ana = await add('Ana', { onNumber: true })
    const inOrganisation = <T>(work: Parameters<typeof db.withOrganisation<T>>[1]) => db.withOrganisation(context.organisation, work)
    await inOrganisation(async (em) => void em.create(Device, { organisation: context.organisation, member: ana, kind: 'phone', address: '+442079460123', country: 'GB', verifiedAt: new Date(), position: 3 }))
    const seat = async () => (await inOrganisation((em) => numberPeople(em, number))).roster.find(({ member }) => member === ana)
    expect(await seat()).toMatchObject({ barred: null, address: expect.stringMatching(/^\+1303/) })

    const without = await allowCountries(context, { countries: ['JM'] })
    expect(without).toMatchObject({ ok: true, warning: expect.stringContaining('Ana (United States)') })
    expect(await seat()).toMatchObject({ barred: 'country-not-allowed', address: null })
    const [readiness] = await inOrganisation((em) => readinessOf(em, { member: ana }))
    expect(readiness).toMatchObject({ device: 'not-allowed', abroad: 'US', address: null })

    await allowCountries(context, { countries: ['GB', 'JM'] })
    expect(await seat()).toMatchObject({ barred: null, address: '+442079460123' }) // the first of their devices that may be called
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
  ])('are read from “%s” as %j', (written, countries) => expect(allowCountriesInput.safeParse({ countries: written }).data?.countries ?? null).toEqual(countries))
})
