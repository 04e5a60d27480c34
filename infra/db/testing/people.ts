import type { Arrival } from '#flows/call/arrival.ts'
import type { Seat } from '#flows/call/facts.ts'
import type { Plan } from '#flows/language/plan.ts'
import { Contact } from '../contact/contact.ts'
import { Flow } from '../flow/flow.ts'
import { FlowVersion } from '../flow/flow-version.ts'
import { Device } from '../member/device.ts'
import { Member } from '../member/member.ts'
import { NumberAccess } from '../number/number-access.ts'
import { PhoneNumber } from '../number/number.ts'
import { RoutingSeat } from '../number/routing-seat.ts'
import type { Database } from '../orm.ts'
import { Organisation } from '../organisation/organisation.ts'

/** An organisation with one number, one member and one published flow. */
export interface SmallOrganisation {
  readonly id: string
  readonly member: string
  readonly number: string
  readonly e164: string
  readonly flow: string
}

/** Makes one; `e164` is the number that it answers. */
export async function smallOrganisation(
  db: Database,
  { id, e164 }: { readonly id: string; readonly e164: string },
): Promise<SmallOrganisation> {
  return db.withOrganisation(id, async (em) => {
    const common = { organisation: id }
    em.create(Organisation, { id, name: `Organisation of ${e164}`, countries: ['US'] })
    await em.flush()
    const member = em.create(Member, {
      ...common,
      name: 'Mia',
      email: 'mia@example.test',
      role: 'owner',
      acceptedAt: new Date(),
    })
    em.create(Device, {
      ...common,
      member,
      kind: 'phone',
      address: `${e164.slice(0, -1)}9`,
      country: 'US',
      verifiedAt: new Date(),
    })
    em.create(Contact, { ...common, name: 'Carla', e164: '+12025550188' })
    const flow = em.create(Flow, { ...common, name: 'Main', draft: {} })
    const live = em.create(FlowVersion, {
      ...common,
      flow,
      version: 1,
      document: {},
      plan,
      hash: plan.hash,
      publishedBy: member,
    })
    const number = em.create(PhoneNumber, { ...common, e164, name: 'Main line', flow, live })
    em.create(NumberAccess, { ...common, number, member, role: 'member' })
    em.create(RoutingSeat, { ...common, number, member, priority: 1, active: true })
    await em.flush()
    return { id, member: member.id, number: number.id, e164, flow: flow.id }
  })
}

/** A call to the organisation's number. */
export function arrivalAt(
  organisation: SmallOrganisation,
  {
    call,
    seed = 1,
    caller = '+12025550150',
  }: { readonly call: string; readonly seed?: number; readonly caller?: string },
): Arrival {
  const roster: readonly Seat[] = [{ member: organisation.member, name: 'Mia', address: '+12025550199', barred: null }]
  return {
    organisation: organisation.id,
    number: organisation.number,
    flow: organisation.flow,
    version: 1,
    plan,
    facts: {
      call,
      number: { e164: organisation.e164, name: 'Main line' },
      caller: { e164: caller, name: null },
      roster,
      routing: [organisation.member],
      inactive: [],
      seed,
      arrivedAt: Date.UTC(2026, 0, 5, 12),
    },
    first: [],
  }
}

const plan: Plan = {
  format: 1,
  hash: 'of-a-plan',
  start: 'in',
  steps: { in: { id: 'in', kind: 'incoming-call', title: 'In', config: {}, exits: { next: null } } },
}
