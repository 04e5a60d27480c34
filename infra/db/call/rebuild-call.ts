import { foldCall } from '#flows/call/happenings/fold-call.ts'
import { foldingConversation } from '../conversation/fold-conversation.ts'
import type { Database } from '../orm.ts'
import { LOCK_CALL, type CallQuestion } from './call-key.ts'
import { readingEvents, type KeptEvent } from './events-of.ts'
import { writingFold } from './fold-rows.ts'

/** Rebuilds the rows of a call from all its events: they come out as they were, or repaired. */
export async function rebuildCall(db: Database, { organisation, call, ...limits }: CallQuestion): Promise<void> {
  await db.transact<KeptEvent, void>(
    organisation,
    [{ sql: LOCK_CALL, parameters: [call] }, readingEvents({ organisation, call })],
    (events) => {
      const fold = foldCall(events)
      const names = JSON.stringify(fold.legs.map(({ leg }) => leg))
      return {
        result: undefined,
        last: [
          {
            sql: `delete from leg where organisation_id = ? and call = ? and leg not in (select jsonb_array_elements_text(?::jsonb))`,
            parameters: [organisation, call, names],
          },
          writingFold({ organisation, call, fold }),
          foldingConversation({ organisation, call, events }),
        ],
      }
    },
    limits,
  )
}
