import { z } from 'zod'
import { Device } from '#infra/db/member/device.ts'
import { readinessOf } from '#infra/db/member/readiness.ts'
import { rungOn, type RungOn } from '#infra/db/number/rung-on.ts'
import type { Database } from '#infra/db/orm.ts'
import { homeOf } from '#infra/db/organisation/home-country.ts'
import { Organisation } from '#infra/db/organisation/organisation.ts'
import { countryInSentence } from '#infra/telephone/country-name.ts'
import { readinessChecks, ringsNow } from '#infra/db/member/readiness-words.ts'
import { telephone } from '../words/telephone.server.ts'

export type PersonView = NonNullable<Awaited<ReturnType<typeof personView>>>

/** Everything that the page of one person shows; null when there is nobody of this id in the organisation. @param reader who reads it, and whether as an owner or admin. */
export async function personView(
  db: Database,
  {
    organisation,
    member,
    reader,
  }: {
    readonly organisation: string
    readonly member: string
    readonly reader: { readonly member: string; readonly manages: boolean }
  },
) {
  if (!z.guid().safeParse(member).success) return null
  return db.withOrganisation(organisation, async (em) => {
    const [person] = await readinessOf(em, { member })
    if (!person) return null
    const devices = await em.find(Device, { member }, { orderBy: { position: 'asc', id: 'asc' } })
    const { countries } = await em.findOneOrFail(Organisation, { id: organisation })
    const home = await homeOf(em, organisation)
    const rung = await rungOn(em, { member })
    const now = new Date()
    const checks = readinessChecks(person, {
      now,
      reader: person.member === reader.member ? 'self' : 'other',
      manages: reader.manages,
      isTheirPage: true,
    })
    return {
      member: person.member,
      name: person.name,
      email: person.email,
      role: person.role,
      active: person.active,
      seats: person.seats,
      /** Names of the numbers whose calls would ring nobody without them. */
      ringsAlone: person.seats
        .filter(({ number }) => ringsAlone(rung.get(number) ?? null, member))
        .map(({ name }) => name),
      joined: person.joined,
      checks,
      devices: devices.map((device) => ({
        device: device.id,
        kind: device.kind,
        ...telephone(device.address, home),
        verified: device.isVerified(),
        /** The country to which no call may go; null: it may be called. */
        abroad: device.country == null || countries.includes(device.country) ? null : countryInSentence(device.country),
        /** The one that rings when its person is rung. */
        isFirst: device.address === person.address,
        rings: device.address === person.address ? ringsNow(checks) : ('no' as const),
        told: device.expectsCode(now),
      })),
    }
  })
}

function ringsAlone(rung: RungOn, member: string): boolean {
  const all = [...(rung ?? [])].filter(([, { rings }]) => rings).map(([one]) => one)
  return all.length === 1 && all[0] === member
}
