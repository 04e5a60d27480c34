import { foldCall } from '#flows/call/happenings/fold-call.ts'
import { sumOfCall } from '#flows/conversation/fold-conversation.ts'
import { writingConversation, type HeldConversation } from '../conversation/write-conversation.ts'
import type { Statement } from '../orm.ts'
import type { CallKey } from './call-key.ts'
import type { KeptEvent } from './events-of.ts'
import { writingFold } from './fold-rows.ts'

/** What is known of a call in the transaction that holds it, and what its rows show of that. */
export interface RowsToWrite {
  /** All of them, in the order in which they were kept. */
  readonly events: readonly KeptEvent[]
  /** Those that the rows of the call and its legs show; null when that is not known, and all is written. */
  readonly shown: readonly KeptEvent[] | null
  /** The call's conversation, if what lists tell of the call may have changed. */
  readonly held: HeldConversation | null
  /** That phones are about to be dialled is noted with it, as `mayDial` does. */
  readonly dials?: boolean
}

/** What brings the rows of a call and of its conversation up to date. Only what differs is written, and each row once. */
export function writingRows(
  { organisation, call }: CallKey,
  { events, shown, held, dials = false }: RowsToWrite,
): readonly Statement[] {
  const fold = foldCall(events)
  const sum = held === null ? null : sumOfCall(events)
  const isTold = sum === null || (sum.words === held?.own.words && sum.news === held.own.news)
  return [
    ...writingFold({
      organisation,
      call,
      fold,
      shown: shown === null ? null : foldCall(shown),
      words: isTold ? null : sum,
      dials,
    }),
    ...(sum === null || held === null
      ? []
      : writingConversation(
          { organisation, call },
          { sum, held, members: fold.legs.flatMap(({ member }) => member ?? []) },
        )),
  ]
}
