import { useEffect, useState } from 'react'
import { useFetcher, useSearchParams } from 'react-router'
import type { loader } from './list.route.ts'
import type { ShownConversation } from '../calling/shown-conversation.server.ts'
import { addressOf } from '../reach/addresses.ts'

interface FirstPage {
  readonly conversations: readonly ShownConversation[]
  readonly next: string | null
}

/** The first page, which is reread whenever something happens, and those that were scrolled to. */
export function useMorePages(first: FirstPage): {
  readonly conversations: readonly ShownConversation[]
  readonly hasMore: boolean
  readonly isLoading: boolean
  loadMore(): void
} {
  const [query] = useSearchParams()
  const key = query.toString()
  const [more, setMore] = useState<{
    readonly key: string
    readonly rows: readonly ShownConversation[]
    readonly next: string | null
  }>()
  const { load, data, state } = useFetcher<typeof loader>()
  const own = more?.key === key ? more : undefined

  // what newer ones have pushed off the first page comes after it now; what has left it otherwise no longer fits
  const [page, setPage] = useState(first.conversations)
  if (page !== first.conversations) {
    setPage(first.conversations)
    const end = first.conversations.at(-1)?.lastAt ?? 0
    const known = new Set(first.conversations.map(({ id }) => id))
    const pushed = first.next === null ? [] : page.filter(({ id, lastAt }) => !known.has(id) && lastAt < end)
    if (own && pushed.length > 0) setMore({ ...own, rows: [...pushed, ...own.rows] })
  }

  const next = own ? own.next : first.next

  useEffect(() => {
    if (!data) return
    setMore((before) => ({
      key,
      rows: [...(before?.key === key ? before.rows : []), ...data.conversations],
      next: data.next,
    }))
    // a page is added when it comes, not when the filter changes
  }, [data]) // oxlint-disable-line react/exhaustive-deps

  const seen = new Set(first.conversations.map(({ id }) => id))
  const later = (own?.rows ?? []).filter(({ id }) => !seen.has(id) && seen.add(id))
  return {
    conversations: [...first.conversations, ...later],
    hasMore: next !== null,
    isLoading: state !== 'idle',
    loadMore() {
      if (next === null || state !== 'idle') return
      const asked = new URLSearchParams(query)
      asked.set('after', next)
      void load(addressOf.inboxList(asked))
    },
  }
}
