import { z } from 'zod'
import type { Plan } from '#flows/language/plan.ts'
import { switchedBy } from '#flows/nodes/mode/switched-by.ts'
import { followsRoutingList } from '#flows/nodes/who-is-rung.ts'
import { Flow } from '#infra/db/flow/flow.ts'
import { FlowVersion } from '#infra/db/flow/flow-version.ts'
import { Member } from '#infra/db/member/member.ts'
import { readinessOf } from '#infra/db/member/readiness.ts'
import { PhoneNumber } from '#infra/db/number/number.ts'
import { lastSwitched } from '#infra/db/number/switched.ts'
import type { Database, EntityManager } from '#infra/db/orm.ts'
import { Organisation } from '#infra/db/organisation/organisation.ts'
import type { About } from '#infra/deeds/permissions.ts'
import { barredBy, readinessChecks } from '#infra/db/member/readiness-words.ts'
import { telephone } from '../words/telephone.server.ts'
import { readSeats } from '#infra/deeds/numbers/seats.ts'

export type NumberView = NonNullable<Awaited<ReturnType<typeof numberView>>>

/** Everything that the page of one number shows; null when there is no such number in the organisation. @param reader who reads it, and whether as an owner or admin. */
export async function numberView(
  db: Database,
  {
    organisation,
    number,
    reader,
  }: {
    readonly organisation: string
    readonly number: string
    readonly reader: { readonly member: string; readonly manages: boolean }
  },
) {
  if (!z.guid().safeParse(number).success) return null
  return db.withOrganisation(organisation, async (em) => {
    const row = await em.findOne(PhoneNumber, { id: number }, { populate: ['linkedPlan'] })
    if (!row) return null
    const limits = (await em.findOneOrFail(Organisation, { id: organisation })).limits()
    const flows = await em.find(
      Flow,
      { deletedAt: null, $or: [{ archivedAt: null }, { id: row.flow?.id ?? null }] },
      { fields: ['id', 'name'], orderBy: { name: 'asc' } },
    )
    const published = await em.find(FlowVersion, {}, { fields: ['flow', 'version'], orderBy: { version: 'asc' } })
    const versions = new Map(published.map(({ flow, version }) => [flow.id, version]))
    const live = row.live ? await em.findOneOrFail(FlowVersion, { id: row.live.id }, { fields: ['plan'] }) : null
    const everybody = await em.find(Member, {}, { orderBy: { name: 'asc', id: 'asc' } })
    const now = new Date()
    const readiness = await readinessOf(em, { number: row.id })
    const people = readiness.map((one) => {
      const checks = readinessChecks(one, {
        now,
        reader: one.member === reader.member ? 'self' : 'other',
        manages: reader.manages,
      })
      return {
        member: one.member,
        name: one.name,
        email: one.email,
        role: one.seats[0]?.role ?? ('member' as const),
        barred: barredBy(checks),
        canRing: one.address !== null,
        isChosen: one.seats.some(({ flow }) => flow === 'rings' || flow === 'partly'),
        checks,
      }
    })
    const known = new Set(people.map(({ member }) => member))
    return {
      number: row.id,
      name: row.name,
      businessName: row.businessName ?? '',
      visibility: row.visibility,
      ...telephone(row.e164),
      answers: row.answersCalls(),
      carrier: carrierState(row),
      releasedAt: row.releasedAt?.getTime() ?? null,
      flow: row.flow?.id ?? null,
      flows: flows.map(({ id, name }) => ({ id, name, version: versions.get(id) ?? null })),
      limits: { plan: limits.name, people: limits.peoplePerNumber, atOnce: limits.ringAtOnce },
      people,
      seats: await readSeats(em, row.id),
      /** The switch between AI and team; null where the flow that answers has none. */
      mode: await modeOf(em, { organisation, row, plan: row.linkedPlan ?? live?.plan ?? null }),
      followsList: live !== null && followsRoutingList(row.linkedPlan ?? live.plan),
      others: everybody
        .filter((one) => !known.has(one.id) && one.isActive() && one.role !== 'auditor')
        .map((one) => ({ member: one.id, name: one.name, email: one.email, joined: one.hasJoined() })),
    }
  })
}

/** Who answers as the number is switched, and who switched it so. */
async function modeOf(
  em: EntityManager,
  { organisation, row, plan }: { readonly organisation: string; readonly row: PhoneNumber; readonly plan: Plan | null },
) {
  const initially = plan && switchedBy(plan)
  if (!initially) return null
  return { now: row.mode ?? initially, switched: await lastSwitched(em, { organisation, number: row.id }) }
}

/** Whether the carrier is known to send the number's calls here; null while none are to come. */
export function carrierState(number: PhoneNumber): CarrierState | null {
  if (!number.answersCalls()) return null
  return { isConfirmed: number.isConfirmed(), trouble: number.carrierTrouble ?? null }
}

export interface CarrierState {
  readonly isConfirmed: boolean
  /** Why not, as the carrier said it; null when it was never told, or has confirmed. */
  readonly trouble: string | null
}

/** What decides access to a number; null when there is no such number in the organisation, or it was released. */
export async function aboutNumber(
  db: Database,
  { organisation, number }: { readonly organisation: string; readonly number: string },
): Promise<About | null> {
  if (!z.guid().safeParse(number).success) return null
  const row = await db.withOrganisation(organisation, (em) => em.findOne(PhoneNumber, { id: number }))
  return row && !row.isReleased() ? { number: row.id, openToOrganisation: row.isOpenToOrganisation() } : null
}
