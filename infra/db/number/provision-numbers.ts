import type { Plan } from '#flows/language/plan.ts'
import { FlowVersion } from '../flow/flow-version.ts'
import { Organisation } from '../organisation/organisation.ts'
import type { Database } from '../orm.ts'
import { troubleTold } from '../../signalwire/trouble-in-words.ts'
import { NumberAccess } from './number-access.ts'
import { numberPeople, type NumberPeople } from './number-people.ts'
import { PhoneNumber, type Provisioned } from './number.ts'

/** A number that answers calls, as the carrier must know it. */
export interface ProvisionRequest {
  readonly organisation: string
  /** Id of the number's row; it is part of the URLs that the carrier calls. */
  readonly number: string
  readonly e164: string
  readonly name: string
  /** The organisation's name. */
  readonly business: string
  readonly plan: Plan
  readonly people: NumberPeople
  /** The countries that may be called, and every number of the organisation. */
  readonly countries: readonly string[]
  readonly numbers: readonly string[]
}

/** Sets a number up at the carrier, with its fallback document. May be repeated. @throws Error with the carrier's reason. */
export type Provision = (request: ProvisionRequest) => Promise<Provisioned>

/** A number that the carrier does not know as it should. */
export interface ProvisionTrouble {
  readonly number: string
  readonly e164: string
  /** For people, in sentences. */
  readonly message: string
}

/**
 * Sets numbers up at the carrier, since their plan or their people have changed; those that answer no calls are left out.
 * Whether the carrier has confirmed it is kept with each number, so that pages say so until it has.
 * @param provision null: not now, somebody does it later for all.
 * @returns what went wrong.
 */
export async function provisionNumbers(
  db: Database,
  {
    organisation,
    numbers,
    provision,
  }: { readonly organisation: string; readonly numbers: readonly string[]; readonly provision: Provision | null },
): Promise<readonly ProvisionTrouble[]> {
  const troubles: ProvisionTrouble[] = []
  if (provision === null) return troubles
  for (const request of await requestsFor(db, { organisation, numbers })) {
    const came = await provision(request).catch((error: unknown) => ({
      trouble: troubleTold(error),
    }))
    await db.withOrganisation(organisation, async (em) => {
      const number = await em.findOneOrFail(PhoneNumber, { id: request.number })
      if ('trouble' in came) number.carrierTrouble = came.trouble
      else number.confirm(came, new Date()) // written only when it differs
    })
    if ('trouble' in came) troubles.push({ number: request.number, e164: request.e164, message: came.trouble })
  }
  return troubles
}

/** Ids of the numbers for which a member may ring. */
export async function numbersOfMember(
  db: Database,
  { organisation, member }: { readonly organisation: string; readonly member: string },
): Promise<readonly string[]> {
  const access = await db.withOrganisation(organisation, (em) => em.find(NumberAccess, { member }))
  return access.map(({ number }) => number.id)
}

async function requestsFor(
  db: Database,
  { organisation, numbers }: { organisation: string; numbers: readonly string[] },
): Promise<readonly ProvisionRequest[]> {
  return db.withOrganisation(organisation, async (em) => {
    const requests: ProvisionRequest[] = []
    const { name: business, countries } = await em.findOneOrFail(Organisation, { id: organisation })
    const own = (await em.find(PhoneNumber, {}, { fields: ['e164'] })).map(({ e164 }) => e164)
    for (const row of await em.find(
      PhoneNumber,
      { id: { $in: [...numbers] }, live: { $ne: null } },
      { orderBy: { e164: 'asc' }, populate: ['linkedPlan'] },
    )) {
      const live = row.live && (await em.findOneOrFail(FlowVersion, { id: row.live.id }))
      if (live)
        requests.push({
          organisation,
          number: row.id,
          e164: row.e164,
          name: row.name,
          business,
          plan: row.linkedPlan ?? live.plan,
          people: await numberPeople(em, row.id),
          countries,
          numbers: own,
        })
    }
    return requests
  })
}
