import { foldCall } from '#flows/call/happenings/fold-call.ts'
import { HOLDING, writingConversation, type HeldConversation } from '../conversation/write-conversation.ts'
import type { Database } from '../orm.ts'
import { LOCK_CALL, type CallQuestion } from './call-key.ts'
import { EVENTS_OF, type KeptEvent } from './events-of.ts'
import { writingFold } from './fold-rows.ts'

/** Rebuilds the rows of a call from all its events: they come out as they were, or repaired. */
export async function rebuildCall(db: Database, { organisation, call, ...limits }: CallQuestion): Promise<void> {
  await db.transact<{ events: readonly KeptEvent[]; held: HeldConversation | null }, void>(
    organisation,
    [
      { sql: LOCK_CALL, parameters: [call] },
      {
        sql: `select ${EVENTS_OF} as events, ${HOLDING} as held`,
        parameters: [organisation, call, organisation, call],
      },
    ],
    ([kept]) => {
      const { events, held } = kept ?? { events: [], held: null }
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
          ...(held === null ? [] : writingConversation({ organisation, call }, { events, held })),
        ],
      }
    },
    limits,
  )
}
