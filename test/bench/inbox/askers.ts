import pg from 'pg'
import { z } from 'zod'
import type { Session } from '#apps/web/app/access/session.ts'

/** Somebody who asks, and what they ask about: things that are there. */
export interface Asker {
  readonly session: Session
  /** The busiest number that they see. */
  readonly number: string
  /** Beginnings of contacts' names, and last digits of customers' numbers. */
  readonly names: readonly string[]
  readonly digits: readonly string[]
  /** Conversations with the most calls. */
  readonly conversations: readonly string[]
}

const found = z.object({
  organisation: z.string(),
  member: z.string(),
  role: z.enum(['owner', 'member']),
  numbers: z.array(z.string()),
})
const subject = z.object({
  number: z.string(),
  names: z.array(z.string()),
  digits: z.array(z.string()),
  conversations: z.array(z.string()),
})

/** Whoever sees every number and one colleague who sees some, in the three largest organisations, two of the middle, three small ones. */
export async function findAskers(superuserUrl: string): Promise<readonly Asker[]> {
  const client = new pg.Client({ connectionString: new URL('/ringdown', superuserUrl).href })
  await client.connect()
  try {
    const { rows } = await client.query(PEOPLE, [[1, 2, 3, 5, 9, 15, 30, 50]])
    const askers: Asker[] = []
    for (const { organisation, member, role, numbers } of z.array(found).parse(rows)) {
      const { rows: subjects } = await client.query(SUBJECTS, [organisation, numbers])
      askers.push({
        ...subject.parse(subjects[0]),
        session: {
          member,
          role,
          numbers: new Map(numbers.map((number) => [number, 'member'])),
          organisation: { id: organisation, name: 'Organisation' },
          name: 'Asker',
          email: 'asker@example.test',
          colleagues: [],
          administrators: [],
          organisations: [],
        },
      })
    }
    return askers
  } finally {
    await client.end()
  }
}

const PEOPLE = `
with sized as (select organisation_id, row_number() over (order by count(*) desc, organisation_id) as place from conversation group by 1)
select m.organisation_id as organisation, m.id as member, m.role, m.numbers
from sized s cross join lateral (
  (select m.*, array(select number_id::text from number_access a where a.member_id = m.id) as numbers from member m where m.organisation_id = s.organisation_id and m.role = 'owner' limit 1)
  union all
  (select m.*, array(select number_id::text from number_access a where a.member_id = m.id) as numbers from member m
   where m.organisation_id = s.organisation_id and m.role = 'member' and exists (select from number_access a where a.member_id = m.id)
   order by (select count(*) from number_access a where a.member_id = m.id) desc, m.id limit 1)
) m
where s.place = any($1) order by s.place, m.role desc`

const SUBJECTS = `
select
  (select number_id::text from conversation where number_id = any($2::uuid[]) group by number_id order by count(*) desc limit 1) as number,
  array(select substr(split_part(name, ' ', 2), 1, 5) from contact where organisation_id = $1 order by md5(e164) limit 8) as names,
  array(select right(customer, 7) from conversation where number_id = any($2::uuid[]) and customer like '+%' order by md5(customer) limit 8) as digits,
  array(select conversation_id::text from call where number_id = any($2::uuid[]) group by 1 order by count(*) desc limit 8) as conversations`
