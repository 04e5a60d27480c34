import type { DeedContext } from '#infra/db/deed.ts'
import { Device } from '#infra/db/member/device.ts'
import { Member, type OrganisationRole } from '#infra/db/member/member.ts'
import { NumberAccess } from '#infra/db/number/number-access.ts'
import { PhoneNumber } from '#infra/db/number/number.ts'
import { RoutingSeat } from '#infra/db/number/routing-seat.ts'
import type { Database } from '#infra/db/orm.ts'
import { Organisation } from '#infra/db/organisation/organisation.ts'
import type { PlanName } from '#infra/db/organisation/plans.ts'
import { asOwner, type NumberRole, type RoleHolder } from '#infra/deeds/permissions.ts'

export interface NewPerson {
  readonly role?: OrganisationRole
  /** Whether their telephone has proved to be theirs. */
  readonly verified?: boolean
  readonly gone?: boolean
  /** Has access to the number and the next seat on its routing list. */
  readonly onNumber?: boolean
}

/** An organisation of its own for one test, with an owner called Olive and one number that nobody is on. */
export interface Office {
  /** What Olive does here; the carrier hears nothing of it. */
  readonly context: DeedContext
  readonly owner: string
  readonly number: string
  readonly e164: string
  /** Ids of members who are on no number yet. */
  readonly people: readonly string[]
  add(name: string, how?: NewPerson): Promise<string>
  /** Somebody of this organisation who asks: Olive, or the named member, with these roles. */
  as(
    role: OrganisationRole,
    how?: { readonly member?: string; readonly onNumber?: NumberRole },
  ): RoleHolder & { readonly name: string }
}

let made = 0

/** @param people how many members there are besides Olive. */
export async function anOffice(
  db: Database,
  { people: count = 0, plan = 'starter' }: { readonly people?: number; readonly plan?: PlanName } = {},
): Promise<Office> {
  made += 1
  const organisation = crypto.randomUUID()
  const e164 = `+1202555${String(made).padStart(4, '0')}`
  const number = await db.withOrganisation(organisation, async (em) => {
    em.create(Organisation, { id: organisation, name: 'Office', plan, countries: ['US'] })
    await em.flush()
    const line = em.create(PhoneNumber, { organisation, e164, name: 'Main' })
    await em.flush()
    return line.id
  })
  let added = 0
  const add: Office['add'] = (name, { role = 'member', verified = true, gone = false, onNumber = false } = {}) =>
    db.withOrganisation(organisation, async (em) => {
      added += 1
      const member = em.create(Member, {
        organisation,
        name,
        email: `${name.toLowerCase()}@office.test`,
        role,
        acceptedAt: new Date(),
        deactivatedAt: gone ? new Date() : null,
      })
      em.create(Device, {
        organisation,
        member,
        kind: 'phone',
        address: `+1303555${String(added).padStart(4, '0')}`,
        country: 'US',
        verifiedAt: verified ? new Date() : null,
      })
      if (onNumber) {
        em.create(NumberAccess, { organisation, number, member, role: 'member' })
        em.create(RoutingSeat, { organisation, number, member, priority: added, active: true })
      }
      await em.flush()
      return member.id
    })
  const owner = await add('Olive', { role: 'owner' })
  const people: string[] = []
  for (let index = 1; index <= count; index++) people.push(await add(`P${index}`))
  return {
    context: { db, organisation, actor: owner, who: asOwner(owner), address: '192.0.2.7', provision: null },
    owner,
    number,
    e164,
    people,
    add,
    as: (role, { member = owner, onNumber } = {}) => ({
      member,
      role,
      name: 'Olive',
      numbers: new Map(onNumber ? [[number, onNumber]] : []),
    }),
  }
}
