import type { ListedFlow } from './list-flows.server.ts'

/** "Version 3, 2 days ago". @param now milliseconds. */
export function liveWords({ live, publishedAt }: Pick<ListedFlow, 'live' | 'publishedAt'>, now: number): string {
  return publishedAt === null ? 'Never published' : `Version ${live}, ${ago(publishedAt, now)}`
}

/** What of the drawing calls do not know yet. */
export function draftWords({ live, draft, savedAt }: Pick<ListedFlow, 'live' | 'draft' | 'savedAt'>, now: number): string {
  if (draft === 'published') return 'As published'
  return live === null ? `Drawn ${ago(savedAt, now)}` : `Changed ${ago(savedAt, now)}, not published`
}

const units = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const

function ago(at: string, now: number): string {
  const seconds = Math.max(0, (now - Date.parse(at)) / 1000)
  const unit = units.find(([, length]) => seconds >= length)
  return unit ? new Intl.RelativeTimeFormat('en').format(-Math.floor(seconds / unit[1]), unit[0]) : 'just now'
}
