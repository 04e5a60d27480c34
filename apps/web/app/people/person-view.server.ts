import { z } from 'zod'
import { Device } from '#infra/db/member/device.ts'
import { readinessOf } from '#infra/db/member/readiness.ts'
import type { Database } from '#infra/db/orm.ts'
import { Organisation } from '#infra/db/organisation/organisation.ts'
import { countryInSentence } from '#infra/telephone/country-name.ts'
import { readinessChecks } from '../shared/readiness-words.ts'
import { telephone } from '../shared/telephone.server.ts'

export type PersonView = NonNullable<Awaited<ReturnType<typeof personView>>>

/** Everything that the page of one person shows; null when there is nobody of this id in the organisation. @param reader who reads it, and whether as an owner or admin. */
export async function personView(db: Database, { organisation, member, reader }: { readonly organisation: string; readonly member: string; readonly reader: { readonly member: string; readonly manages: boolean } }) {
  if (!z.guid().safeParse(member).success) return null
  return db.withOrganisation(organisation, async (em) => {
    const [person] = await readinessOf(em, { member })
    if (!person) return null
    const devices = await em.find(Device, { member }, { orderBy: { position: 'asc', id: 'asc' } })
    const { countries } = await em.findOneOrFail(Organisation, { id: organisation })
    const now = new Date()
    return {
      member: person.member,
      name: person.name,
      email: person.email,
      role: person.role,
      active: person.active,
      seats: person.seats,
      joined: person.joined,
      checks: readinessChecks(person, { now, reader: person.member === reader.member ? 'self' : 'other', manages: reader.manages }),
      devices: devices.map((device) => ({
        device: device.id,
        kind: device.kind,
        ...telephone(device.address),
        verified: device.isVerified(),
        /** The country to which no call may go; null: it may be called. */
        abroad: device.country == null || countries.includes(device.country) ? null : countryInSentence(device.country),
        rings: device.address === person.address,
        told: device.expectsCode(now),
      })),
    }
  })
}
