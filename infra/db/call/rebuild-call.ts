import { foldCall } from '#flows/call/happenings/fold-call.ts'
import { HOLDING, type HeldConversation } from '../conversation/write-conversation.ts'
import type { Database, Statement } from '../orm.ts'
import { lockingCall, type CallKey, type CallQuestion } from './call-key.ts'
import { EVENTS_OF, type KeptEvent } from './events-of.ts'
import { writingRows } from './write-rows.ts'

/** Rebuilds the rows of a call from all its events: they come out as they were, or repaired. */
export async function rebuildCall(db: Database, { organisation, call, ...limits }: CallQuestion): Promise<void> {
  await db.transact<{ events: readonly KeptEvent[]; held: HeldConversation | null }, void>(
    organisation,
    [
      lockingCall(call),
      {
        sql: `select ${EVENTS_OF} as events, ${HOLDING} as held`,
        parameters: [organisation, call, organisation, call],
      },
    ],
    ([kept]) => {
      const { events, held } = kept ?? { events: [], held: null }
      return { result: undefined, last: rebuilding({ organisation, call }, { events, held }) }
    },
    limits,
  )
}

/** What rebuilds the rows of a call and its conversation, in the transaction that holds both. Takes all events of the call. */
export function rebuilding(
  { organisation, call }: CallKey,
  { events, held }: { readonly events: readonly KeptEvent[]; readonly held: HeldConversation | null },
): readonly Statement[] {
  const names = JSON.stringify(foldCall(events).legs.map(({ leg }) => leg))
  return [
    {
      sql: `delete from leg where organisation_id = ? and call = ? and leg not in (select jsonb_array_elements_text(?::jsonb))`,
      parameters: [organisation, call, names],
    },
    ...writingRows({ organisation, call }, { events, shown: null, held }),
  ]
}
