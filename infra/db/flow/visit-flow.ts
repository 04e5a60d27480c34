import { z } from 'zod'
import type { EntityManager } from '../orm.ts'
import { rowsAs } from '../rows-as.ts'

/** Whoever has not been heard from for this many seconds has closed the flow. */
const GONE_AFTER = 15

interface Visit {
  readonly organisation: string
  readonly flow: string
  readonly member: string
}

/** Notes that a person has a flow open. @returns the names of all others who have. */
export async function visitFlow(em: EntityManager, { organisation, flow, member }: Visit): Promise<readonly string[]> {
  await em.execute(
    'insert into flow_visit (organisation_id, flow_id, member_id, seen_at) values (?, ?, ?, now()) on conflict (flow_id, member_id) do update set seen_at = excluded.seen_at',
    [organisation, flow, member],
  )
  const answer = em.execute(
    'select m.name from flow_visit v join member m on m.id = v.member_id where v.flow_id = ? and v.member_id <> ? and v.seen_at > now() - make_interval(secs => ?) order by m.name',
    [flow, member, GONE_AFTER],
  )
  const others = await rowsAs(z.object({ name: z.string() }), answer)
  return others.map(({ name }) => name)
}

/** Notes that a person has closed a flow. */
export async function leaveFlow(em: EntityManager, { flow, member }: Omit<Visit, 'organisation'>): Promise<void> {
  await em.execute('delete from flow_visit where flow_id = ? and member_id = ?', [flow, member])
}
