import { DeedRow } from '../deeds/deed-row.ts'
import type { EntityManager } from '../orm.ts'
import type { Flow } from './flow.ts'

/** That a flow was put aside, and by whom where that is recorded. */
export interface SetAside {
  readonly as: 'archived' | 'deleted'
  readonly by: string | null
}

/** Whether a flow was put aside, and by whom; null while numbers may choose it. */
export async function readSetAside(em: EntityManager, flow: Flow): Promise<SetAside | null> {
  if (flow.isInUse()) return null
  const as = flow.deletedAt == null ? 'archived' : 'deleted'
  const deed = await em.findOne(DeedRow, { about: flow.id, kind: `flow.${as}` }, { orderBy: { place: 'desc' } })
  return { as, by: deed?.actorName ?? null }
}
