import { z } from 'zod'
import type { EntityManager } from '../orm.ts'
import { rowsAs } from '../rows-as.ts'
import { deviceKinds, type DeviceKind } from './device.ts'
import { rungOn, type RungOn } from '../number/rung-on.ts'
import { notificationAnswers, organisationRoles, type NotificationAnswer, type OrganisationRole } from './member.ts'
import { numberRoles } from '../number/number-access.ts'

/** What decides whether a person's phone rings and whether they notice, as it is at this moment. */
export interface Readiness {
  readonly member: string
  readonly name: string
  readonly email: string
  readonly role: OrganisationRole
  /** Whether they belong to the organisation, or have only been asked whether they want to. */
  readonly joined: 'joined' | 'invited' | 'declined'
  /** False once they are deactivated in the organisation. */
  readonly active: boolean
  /** When they last used the product, ISO 8601; null: never. */
  readonly seenAt: string | null
  readonly notifications: NotificationAnswer | null
  readonly device: 'verified' | 'not-allowed' | 'unverified' | 'none'
  /** `not-allowed`: the country of their first verified device, to which no call may go. By its two letters. */
  readonly abroad: string | null
  /** Where they are rung: the address of their first verified device that may be called. */
  readonly address: string | null
  readonly addressKind: DeviceKind | null
  /** The numbers that they are on, by name. */
  readonly seats: readonly ReadinessSeat[]
  /** Whether they are on a call, as far as our rows know. */
  readonly talking: boolean
}

/** A number that somebody is on. */
export interface ReadinessSeat {
  readonly number: string
  readonly name: string
  readonly role: 'admin' | 'member'
  /** Whether their seat on its routing list is switched on; null: they are not on that list. */
  readonly active: boolean | null
  /**
   * What the number's flow does about them. `partly`: a step rings them, and another would if their seat were switched on.
   * `switched-off`: only a step that rings the routing list would. `not-chosen`: no step does. `no-flow`: nothing answers.
   */
  readonly flow: 'rings' | 'partly' | 'switched-off' | 'not-chosen' | 'no-flow'
}

/**
 * The people of the transaction's organisation, by name: of one number, or one person, or all. The seats are those of the
 * number when one is named.
 */
export async function readinessOf(
  em: EntityManager,
  { number = null, member = null }: { readonly number?: string | null; readonly member?: string | null } = {},
): Promise<readonly Readiness[]> {
  const rung = await rungOn(em, { number, member })
  const answer = em.execute(
    `select m.id as member, m.name, m.email, m.role, m.deactivated_at is null as active,
       case when m.accepted_at is not null then 'joined' when m.declined_at is null then 'invited' else 'declined' end as joined,
       to_char(m.seen_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "seenAt", m.notifications,
       case when d.address is not null then 'verified' when d.abroad is not null then 'not-allowed' when exists (select from device where member_id = m.id) then 'unverified' else 'none' end as device,
       d.abroad, d.address, d.kind as "addressKind",
       coalesce((
         select jsonb_agg(jsonb_build_object('number', n.id, 'name', n.name, 'role', a.role, 'active', s.active) order by n.name)
         from number_access a join number n on n.id = a.number_id
         left join routing_seat s on s.number_id = a.number_id and s.member_id = a.member_id
         where a.member_id = m.id and n.released_at is null and (?::uuid is null or a.number_id = ?::uuid)), '[]') as seats,
       exists (
         select from leg l where l.organisation_id = m.organisation_id and l.member = m.id::text and l.state in ('claimed', 'joined')) as talking
     from member m
     left join lateral rung_at(m.organisation_id, m.id) d on true
     where (?::uuid is null or m.id = ?::uuid) and (?::uuid is null or exists (select from number_access a where a.member_id = m.id and a.number_id = ?::uuid))
     order by lower(m.name), m.id`,
    [number, number, member, member, number, number],
  )
  return (await rowsAs(personRow, answer)).map(({ seats, ...row }) => ({
    ...row,
    seats: seats.map((seat) => ({ ...seat, flow: flowSays(rung.get(seat.number) ?? null, row.member) })),
  }))
}

const personRow = z.object({
  member: z.string(),
  name: z.string(),
  email: z.string(),
  role: z.enum(organisationRoles),
  joined: z.enum(['joined', 'invited', 'declined']),
  active: z.boolean(),
  seenAt: z.string().nullable(),
  notifications: z.enum(notificationAnswers).nullable(),
  device: z.enum(['verified', 'not-allowed', 'unverified', 'none']),
  abroad: z.string().nullable(),
  address: z.string().nullable(),
  addressKind: z.enum(deviceKinds).nullable(),
  seats: z.array(
    z.object({ number: z.string(), name: z.string(), role: z.enum(numberRoles), active: z.boolean().nullable() }),
  ),
  talking: z.boolean(),
})

function flowSays(rung: RungOn, member: string): ReadinessSeat['flow'] {
  if (rung === null) return 'no-flow'
  const { chosen, offList } = rung.get(member) ?? { chosen: false, offList: false }
  if (chosen) return offList ? 'partly' : 'rings'
  return offList ? 'switched-off' : 'not-chosen'
}
