import { useEffect, useState } from 'react'
import { useFetchers, useLocation, useNavigate, useOutletContext, useSubmit } from 'react-router'
import type { ConversationView } from '#infra/db/inbox/list-conversations.ts'
import type { ShownConversation } from '../calling/shown-conversation.server.ts'
import type { HeardRows } from '../events/heard.ts'
import { addressOf } from '../reach/addresses.ts'

/** What can be said of a conversation as a whole. */
export type Mark = 'done' | 'open' | 'read' | 'unread'

/** What was said last, for as long as it can be taken back with one press. */
export interface Said {
  readonly conversation: string
  readonly title: string
  readonly mark: Mark
  /** The newest event that was seen. */
  readonly upTo: number
}

export interface Marking {
  readonly said: Said | null
  mark(conversation: Pick<ShownConversation, 'id' | 'title' | 'opened'>, mark: Mark): void
  undo(): void
  forget(): void
}

/** Milliseconds for which what was said can be taken back. */
const CAN_BE_UNDONE = 8_000

const opposite: Readonly<Record<Mark, Mark>> = { done: 'open', open: 'done', read: 'unread', unread: 'read' }

/** Says things of conversations at once: lists show them before the server has answered. */
export function useMarking(): Marking {
  const submit = useSubmit()
  const navigate = useNavigate()
  const { search } = useLocation()
  const [said, setSaid] = useState<Said | null>(null)
  useEffect(() => {
    if (said === null) return
    const timer = setTimeout(() => setSaid(null), CAN_BE_UNDONE)
    return () => clearTimeout(timer)
  }, [said])

  const send = (conversation: string, { as, upTo }: { readonly as: Mark; readonly upTo: number }): void =>
    void submit(
      { as, upTo },
      {
        method: 'post',
        action: addressOf.conversationMark(conversation),
        navigate: false,
        fetcherKey: `mark ${conversation}`,
      },
    )
  return {
    said,
    mark({ id, title, opened }, mark) {
      send(id, { as: mark, upTo: opened })
      setSaid({ conversation: id, title, mark, upTo: opened })
      if (mark === 'unread') void navigate(addressOf.inbox(search)) // whoever goes on looking at it has read it
    },
    undo() {
      if (said === null) return
      send(said.conversation, { as: opposite[said.mark], upTo: said.upTo })
      setSaid(null)
    },
    forget: () => setSaid(null),
  }
}

/** What a conversation's page has of the inbox that it stands in. */
export interface InboxOutlet extends Marking {
  /** Goes to the next conversation of the list. */
  goOn(): void
  /** What was told of conversations while the inbox is open. */
  readonly heard: HeardRows
}

export function useInboxMarking(): InboxOutlet {
  return useOutletContext<InboxOutlet>()
}

/** Marks that are on their way, by conversation. */
function useMarksUnderWay(): ReadonlyMap<string, Mark> {
  const sent = useFetchers().flatMap(({ key, formData }) => {
    const mark = formData?.get('as')
    return key.startsWith('mark ') && isMark(mark) ? [[key.slice('mark '.length), mark] as const] : []
  })
  return new Map(sent)
}

/** Conversations as they will be once all that was said has arrived; without those that then no longer fit the view. */
export function useMarked(
  conversations: readonly ShownConversation[],
  view: ConversationView,
): readonly ShownConversation[] {
  const marks = useMarksUnderWay()
  if (marks.size === 0) return conversations
  return conversations.flatMap((conversation) => {
    const mark = marks.get(conversation.id)
    if (mark === undefined) return [conversation]
    const after = marked(conversation, mark)
    return fits(after, view) ? [after] : []
  })
}

/** A conversation as it is once this was said of it. */
export function marked<C extends Pick<ShownConversation, 'state' | 'unread'>>(conversation: C, mark: Mark): C {
  switch (mark) {
    case 'done':
      return { ...conversation, state: 'done', unread: false }
    case 'open':
      return { ...conversation, state: 'open' }
    case 'read':
      return { ...conversation, unread: false }
    case 'unread':
      return { ...conversation, unread: true }
  }
}

/** Whether a conversation still belongs in a view that it was listed in. */
export function fits({ state, unread }: Pick<ShownConversation, 'state' | 'unread'>, view: ConversationView): boolean {
  if (view === 'open' || view === 'unanswered') return state === 'open'
  if (view === 'done') return state === 'done'
  return view !== 'unread' || unread
}

function isMark(value: unknown): value is Mark {
  return typeof value === 'string' && value in opposite
}
