import { z } from 'zod'
import { markDone, markRead } from '../../db/inbox/mark-conversation.ts'
import type { EntityManager } from '../../db/orm.ts'
import { rowsAs } from '../../db/rows-as.ts'
import { unrecordedDeed } from '../deed.ts'
import type { About } from '../permissions.ts'

/** Says for the whole team that a conversation is done, open, read or unread. Where it was so already, nothing changes. */
export const markConversation = unrecordedDeed({
  permission: 'conversations.work',
  about: aboutConversation,
  input: z.strictObject({
    conversation: z.guid(),
    as: z.enum(['done', 'open', 'read', 'unread']),
    /** Id of the newest event that was seen, for `done` and `read`: what came in after it is not covered. Absent: all is. */
    upTo: z.coerce.number().int().positive().optional(),
  }),
  unrecordedAs:
    'a conversation is marked by every look at it, and seen where it was marked; records of one organisation wait for each other',
  async act(em, { organisation }, { conversation, as, upTo = null }) {
    const key = { organisation, conversation, upTo }
    if (as === 'done' || as === 'open') await markDone(em, { ...key, done: as === 'done' })
    else await markRead(em, { ...key, read: as === 'read' })
    return { ok: true }
  },
})

/** The conversation's number as far as permissions depend on it; null when there is no such conversation. */
async function aboutConversation(
  em: EntityManager,
  { conversation }: { readonly conversation: string },
): Promise<About | null> {
  const sql = `select n.id as number, n.visibility = 'organisation' as "openToOrganisation"
    from conversation c join number n on n.id = c.number_id where c.id = ?`
  const [row] = await rowsAs(aboutRow, em.execute(sql, [conversation]))
  return row ?? null
}

const aboutRow: z.ZodType<About> = z.object({ number: z.string(), openToOrganisation: z.boolean() })
