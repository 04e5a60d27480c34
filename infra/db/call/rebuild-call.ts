import { foldConversation } from '../conversation/fold-conversation.ts'
import type { Database, EntityManager } from '../orm.ts'
import { LOCK_CALL, type CallKey, type CallQuestion } from './call-key.ts'
import { readEvents } from './events-of.ts'
import { foldAll } from './fold-event.ts'
import { writeFold } from './fold-rows.ts'

/** Makes the rows of a call anew from all its events. It gives the rows that are there, or mends them. */
export async function rebuildCall(db: Database, { organisation, call, ...limits }: CallQuestion): Promise<void> {
  await db.withOrganisation(
    organisation,
    async (em) => {
      await em.execute(LOCK_CALL, [call])
      await rebuildLocked(em, { organisation, call })
    },
    limits,
  )
}

/** The same within a transaction that holds the call's lock. */
export async function rebuildLocked(em: EntityManager, { organisation, call }: CallKey): Promise<void> {
  const events = await readEvents(em, { organisation, call })
  const fold = foldAll(events)
  const names = JSON.stringify(fold.legs.map(({ leg }) => leg))
  await em.execute(`delete from leg where organisation_id = ? and call = ? and leg not in (select jsonb_array_elements_text(?::jsonb))`, [organisation, call, names])
  await writeFold(em, { organisation, call, fold })
  await foldConversation(em, { organisation, call, events })
}
