import { z } from 'zod'
import { ringsNobody } from '#flows/nodes/who-is-rung.ts'
import { whyBarred } from '#flows/nodes/chosen-seats.ts'
import { readinessOf } from '#infra/db/member/readiness.ts'
import { rungOn } from '#infra/db/number/rung-on.ts'
import { numberPeople } from '#infra/db/number/number-people.ts'
import { PhoneNumber } from '#infra/db/number/number.ts'
import type { EntityManager } from '#infra/db/orm.ts'
import { rowsAs } from '#infra/db/rows-as.ts'
import { may } from '#infra/deeds/permissions.ts'
import { addressOf } from '../reach/addresses.ts'
import type { Session } from '../access/session.ts'

/** Something that has to be done before calls are answered. */
export interface Task {
  readonly about: 'number' | 'people' | 'flow' | 'call' | 'own-phone' | 'own-number'
  readonly isDone: boolean
  /** Where it is done; null where somebody else does it. */
  readonly to: string | null
  /** Where it was done and does not show yet: what it waits for, by the number that waits. */
  readonly waits?: { readonly number: string; readonly for: 'carrier' | 'publishing' } | undefined
}

export interface WhatIsLeft {
  readonly tasks: readonly Task[]
  /** Numbers that the carrier does not confirm. */
  readonly unconfirmed: readonly NamedNumber[]
  /** Numbers with people whose flow rings none of them. */
  readonly silent: readonly NamedNumber[]
}

interface NamedNumber {
  readonly number: string
  readonly name: string
}

/** What this person still has to do so that calls are answered. Each is done when the code that answers calls says so. */
export async function whatIsLeft(em: EntityManager, session: Session): Promise<WhatIsLeft> {
  const numbers = await em.find(PhoneNumber, { releasedAt: null }, { orderBy: { name: 'asc' } })
  const unconfirmed = numbers
    .filter((number) => number.answersCalls() && !number.isConfirmed())
    .map(({ id, name }) => ({ number: id, name }))
  const rung = await rungOn(em)
  const silent = numbers
    .filter(({ id }) => ringsNobody(rung.get(id) ?? null))
    .map(({ id, name }) => ({ number: id, name }))
  const managed =
    may(session, 'number.settings') && may(session, 'flows.publish') ? await managersTasks(em, numbers) : []
  return { tasks: [...managed, ...(await ownTasks(em, session))], unconfirmed, silent }
}

/** A number, people who can be rung on it, a flow that answers it, and a call to try it. */
async function managersTasks(em: EntityManager, numbers: readonly PhoneNumber[]): Promise<readonly Task[]> {
  const [first] = numbers
  const reached: PhoneNumber[] = []
  for (const number of numbers)
    if ((await numberPeople(em, number.id)).roster.some((seat) => whyBarred(seat) === null)) reached.push(number)
  const answering = numbers.filter((number) => number.answersCalls() && number.isConfirmed())
  // a number for which all of it was done comes first: what is left is another thing than drawing a flow
  const waiting =
    numbers.find((number) => number.answersCalls() && !number.isConfirmed()) ??
    numbers.find((number) => number.flow != null && !number.answersCalls()) ??
    first
  return [
    { about: 'number', isDone: numbers.length > 0, to: addressOf.numbers({ add: '1' }) },
    {
      about: 'people',
      isDone: reached.length > 0,
      to: first === undefined ? addressOf.people({ invite: '1' }) : addressOf.number(first.id, { add: '1' }),
    },
    {
      about: 'flow',
      isDone: answering.length > 0,
      to: waiting === undefined ? addressOf.flows() : addressOf.number(waiting.id),
      waits: waiting && waitsFor(waiting),
    },
    { about: 'call', isDone: await wasCalled(em), to: null },
  ]
}

function waitsFor(number: PhoneNumber): Task['waits'] {
  if (number.answersCalls()) return number.isConfirmed() ? undefined : { number: number.name, for: 'carrier' }
  return number.flow == null ? undefined : { number: number.name, for: 'publishing' }
}

/** Whether a call has come here; one that only the carrier knows of shows that calls do not. */
async function wasCalled(em: EntityManager): Promise<boolean> {
  const sql = `select from call c where not exists (
    select from call_event e where e.organisation_id = c.organisation_id and e.call = c.call
    and e.key = 'document-drives' and e.what @> '{"unreached": true}') limit 1`
  return (await rowsAs(z.unknown(), em.execute(sql))).length > 0
}

/** Whoever answers calls needs a phone and a number; owners and admins may leave that to others. */
async function ownTasks(em: EntityManager, { member, role, numbers }: Session): Promise<readonly Task[]> {
  if (role === 'auditor' || (role !== 'member' && numbers.size === 0)) return []
  const [own] = await readinessOf(em, { member })
  return [
    { about: 'own-phone', isDone: own?.device === 'verified', to: addressOf.person(member) },
    { about: 'own-number', isDone: numbers.size > 0, to: null },
  ]
}
