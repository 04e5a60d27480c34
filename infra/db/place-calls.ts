import type pg from 'pg'
import { z } from 'zod'
import { rowsAs } from './rows-as.ts'

/**
 * Gives calls their items that processes of the release before conversations had items have kept since the migration; to be run by the
 * tables' owner, after the functions. What has an item keeps it.
 */
export async function placeCalls(owner: pg.Client): Promise<void> {
  await owner.query('begin')
  try {
    await owner.query(`select set_config('app.narrow', 'on', true)`)
    const rows = await rowsAs(z.object({ id: z.string() }), owner.query('select id from organisation'))
    await owner.query(`select set_config('app.narrow', 'off', true)`)
    for (const { id } of rows) {
      await owner.query(`select set_config('app.organisation', $1, true)`, [id])
      await owner.query(PLACE)
    }
    await owner.query('commit')
  } catch (error) {
    await owner.query('rollback')
    throw error
  }
}

const PLACE = `
insert into conversation_item (organisation_id, conversation_id, kind, ref, at)
select c.organisation_id, c.conversation_id, 'call', c.id, c.arrived_at from call c
where c.conversation_id is not null and not exists (select from conversation_item i where i.organisation_id = c.organisation_id and i.kind = 'call' and i.ref = c.id)
order by c.arrived_at, c.id
on conflict do nothing`
