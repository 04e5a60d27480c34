import { Device } from '#infra/db/member/device.ts'
import { readinessOf } from '#infra/db/member/readiness.ts'
import type { Database } from '#infra/db/orm.ts'
import { homeOf } from '#infra/db/organisation/home-country.ts'
import { telephone } from '../words/telephone.server.ts'

/** The one device that calls ring, of all that somebody has. */
export interface RungDevice {
  /** Its address as people write it. */
  readonly shown: string
  /** Whether it is the one that was asked about. */
  readonly isAsked: boolean
}

/** Null while calls ring none. */
export async function rungDevice(
  db: Database,
  {
    organisation,
    member,
    device,
  }: { readonly organisation: string; readonly member: string; readonly device?: string },
): Promise<RungDevice | null> {
  return db.withOrganisation(organisation, async (em) => {
    const address = (await readinessOf(em, { member }))[0]?.address ?? null
    if (address === null) return null
    const asked = device === undefined ? null : await em.findOne(Device, { id: device, member })
    return {
      shown: telephone(address, await homeOf(em, organisation)).national,
      isAsked: asked?.address === address,
    }
  })
}
