import { LockMode } from '@mikro-orm/core'
import { z } from 'zod'
import { MOST_AT_ONCE } from '#flows/nodes/chosen-seats.ts'
import { Member } from '../../db/member/member.ts'
import { seatOf } from '../../db/member/seat-of.ts'
import { newFlowErrors } from '../../db/number/flow-errors.ts'
import { NumberAccess, numberRoles } from '../../db/number/number-access.ts'
import { PhoneNumber } from '../../db/number/number.ts'
import { RoutingSeat } from '../../db/number/routing-seat.ts'
import type { EntityManager } from '../../db/orm.ts'
import { Organisation } from '../../db/organisation/organisation.ts'
import { refused, type Refusal } from '../../errors.ts'
import { deed } from '../deed.ts'
import { may, whoCould, type RoleHolder } from '../permissions.ts'
import { tellCarrier } from '../tell-carrier.ts'
import { aboutNumber } from './about-number.ts'
import { readSeats, seatsInWords, writeSeats } from './seats.ts'

/**
 * Says what a member may do with a number. Whoever has access may ring for it.
 *
 * C1: owners, admins and the number's own admins bring people of the organisation to the number; only owners and admins
 * make somebody its admin, or take that away.
 */
export const grantAccess = deed({
  permission: 'number.add-people',
  about: aboutNumber,
  input: z.strictObject({
    number: z.guid(),
    member: z.guid(),
    /** Null takes the access away, and with it the seat on the routing list. */
    role: z.enum(numberRoles).nullable(),
    /** The person is to be new on the number: refuse when they are on it already. */
    asNew: z.literal(true).optional(),
    /** The seat on the routing list that the newcomer gets back, as it was: its place from 0. */
    seat: z.strictObject({ place: z.int().min(0).max(100), active: z.boolean() }).optional(),
  }),
  records: ['number.access'],
  async act(em, { organisation, who, record }, input) {
    const number = await em.findOne(PhoneNumber, { id: input.number }, { lockMode: LockMode.PESSIMISTIC_WRITE }) // two at once must not pass the limit together
    if (!number) return refused('number-not-found', { number: input.number })
    const member = await em.findOne(Member, { id: input.member })
    if (!member) return refused('member-not-found', { member: input.member })
    const seat = { number: number.id, member: member.id }
    const access = await em.findOne(NumberAccess, seat)
    const { role } = input
    const forbidden = forbiddenTo(who, {
      number,
      roles: [access?.role ?? null, role],
      listed: input.seat !== undefined,
    })
    if (forbidden) return forbidden
    if (access && input.asNew) return refused('already-on-number', { name: member.name })
    const before = { access: access?.role ?? null, seats: await readSeats(em, number.id) }
    if (role === null) {
      await em.nativeDelete(RoutingSeat, seat)
      await em.nativeDelete(NumberAccess, seat)
    } else if (access) access.role = role
    else {
      const full = await refuseNewcomer(em, { number, member })
      if (full) return full
      em.create(NumberAccess, { organisation, number, member, role })
      if (input.seat) {
        const seats = (await readSeats(em, number.id)).toSpliced(input.seat.place, 0, {
          member: member.id,
          active: input.seat.active,
        })
        await writeSeats(em, { organisation, number: number.id, seats })
      }
    }
    await em.flush()
    const inWords = (as: NumberAccess['role'] | null) => as && `${member.name} (${as})`
    const order = [
      await seatsInWords(em, before.seats),
      await seatsInWords(em, await readSeats(em, number.id)),
    ] as const
    await record({
      kind: 'number.access',
      on: number,
      changed: { person: [inWords(before.access), inWords(role)], order },
    })
    return { ok: true, name: member.name }
  },
  afterwards: async (context, granted, { number }) => ({
    ...granted,
    ...(await tellCarrier(context, { numbers: [number] })),
  }),
})

interface Wanted {
  readonly number: PhoneNumber
  /** The role before, and the one after. */
  readonly roles: readonly (NumberAccess['role'] | null)[]
  /** A seat on the routing list is asked for as well. */
  readonly listed: boolean
}

function forbiddenTo(who: RoleHolder, { number, roles, listed }: Wanted): Refusal | null {
  const about = { number: number.id, openToOrganisation: number.isOpenToOrganisation() }
  const [permission, what] = roles.includes('admin')
    ? (['number.make-admin', 'say who is an admin of a number'] as const)
    : (['number.add-people', 'say who is on a number'] as const)
  if (!may(who, permission, about)) return refused('not-allowed', { who: whoCould(permission), what, permission })
  if (!listed || may(who, 'routing-list.manage', about)) return null
  return refused('not-allowed', {
    who: whoCould('routing-list.manage'),
    what: 'put someone on the routing list',
    permission: 'routing-list.manage',
  })
}

async function refuseNewcomer(
  em: EntityManager,
  { number, member }: { number: PhoneNumber; member: Member },
): Promise<Refusal | null> {
  if (!member.isActive()) return refused('member-deactivated', { name: member.name })
  if (!member.hasJoined()) return refused('member-not-joined', { name: member.name })
  if (member.role === 'auditor') return refused('auditor-on-number', { name: member.name })
  const limits = (await em.findOneOrFail(Organisation, { id: number.organisation })).limits()
  const count = await em.count(NumberAccess, { number: number.id })
  if (count >= limits.peoplePerNumber)
    return refused('too-many-people', { limit: limits.peoplePerNumber, plan: limits.name })
  const seat = await seatOf(em, member.id)
  const errors = await newFlowErrors(em, {
    number: number.id,
    change: (people) => ({ ...people, roster: [...people.roster, seat] }),
  })
  return errors.length === 0 ? null : refused('rings-too-many', { why: errors.join(' '), most: MOST_AT_ONCE })
}
