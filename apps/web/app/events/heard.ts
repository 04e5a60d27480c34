import type { TimelineCall } from '#infra/db/inbox/timeline.ts'
import type { ShownConversation } from '../calling/shown-conversation.server.ts'
import { merged } from './merged-calls.ts'
import type { ToldRow } from './told-row.ts'

/** A conversation as it was told last while the page was open. */
export interface Heard {
  readonly conversation: ShownConversation
  readonly isOwn: boolean
  /** Its calls that were told, newest first, each as it was told last; and as of which moment. */
  readonly calls: readonly HeardCall[]
}

export type HeardCall = TimelineCall & { readonly asOf: number }

/** By the conversations' ids, those that were told last at the end. */
export type HeardRows = ReadonlyMap<string, Heard>

/** What is remembered of what was told. */
export interface Remembered {
  readonly rows: HeardRows
  /** The youngest moment as of which a conversation was told that is forgotten: whatever was read before it has to be read again. */
  readonly forgotten: number
}

export const NOTHING_HEARD: Remembered = { rows: new Map(), forgotten: -Infinity }

/** How many are remembered; once there are more, the half that was told longest ago is forgotten. */
export const MOST_HEARD = 300

/** What is remembered after one more was told. */
export function remembered({ rows, forgotten }: Remembered, row: ToldRow): Remembered {
  const next = withRow(rows, row)
  if (next.size <= MOST_HEARD) return { rows: next, forgotten }
  const all = [...next]
  const gone = all.slice(0, -MOST_HEARD / 2)
  return {
    rows: new Map(all.slice(-MOST_HEARD / 2)),
    forgotten: Math.max(forgotten, ...gone.map(([, { conversation }]) => conversation.asOf)),
  }
}

/** What is known after one more was told. Of two that were told, the younger counts, whichever came first. */
export function withRow(heard: HeardRows, { conversation, calls, isOwn }: ToldRow): HeardRows {
  const before = heard.get(conversation.id)
  const known = new Map(before?.calls.map((call) => [call.id, call.asOf]))
  const fresh = calls
    .map((call) => ({ ...call, asOf: conversation.asOf }))
    .filter(({ id, asOf }) => asOf >= (known.get(id) ?? asOf))
  const isYounger = before === undefined || conversation.asOf >= before.conversation.asOf
  const next = new Map(heard)
  next.delete(conversation.id) // it goes to the end
  return next.set(conversation.id, {
    ...(isYounger ? { conversation, isOwn } : { conversation: before.conversation, isOwn: before.isOwn }),
    calls: before === undefined ? fresh : merged(before.calls, fresh),
  })
}
