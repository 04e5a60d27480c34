import { listConversations } from '#infra/db/inbox/list-conversations.ts'
import type { Database } from '#infra/db/orm.ts'
import { addressOf } from '../reach/addresses.ts'
import { shownNumber } from '../words/format-number.server.ts'
import type { Found } from '../lists/found.ts'

export interface AskedConversations {
  readonly organisation: string
  readonly member: string
  /** Ids of the numbers whose conversations they may see. */
  readonly numbers: readonly string[]
  readonly query: string
  readonly written: readonly string[]
}

/** How many are shown before the link to all of them. */
const SHOWN = 3

/** The newest conversations that the inbox lists for this search, and the link to all of them, counted as it counts. */
export async function findConversations(
  db: Database,
  { query, ...asked }: AskedConversations,
): Promise<readonly Found[]> {
  const { conversations, next } = await listConversations(db, { ...asked, view: 'all', search: query })
  const shown = conversations.slice(0, SHOWN).map(({ id, caller, name, number, state }): Found => {
    const title = name ?? (caller === null ? 'Private number' : shownNumber(caller, { beside: number.e164 }))
    return {
      kind: 'conversation',
      to: addressOf.conversation(id),
      label: title,
      detail: state === 'done' ? `${number.name} · Done` : number.name,
    }
  })
  if (conversations.length <= SHOWN) return shown
  const all = addressOf.inbox({ q: query })
  return [
    ...shown,
    {
      kind: 'more',
      to: all,
      label: `All conversations with “${query}”`,
      detail: `${conversations.length}${next === null ? '' : '+'} found`,
    },
  ]
}
