import { useSyncExternalStore } from 'react'
import { briefly, dayInSentence, dayInWords, exactly, shortly, timeOfDay } from './format.ts'

type Way = keyof typeof ways

const ways = {
  short: shortly,
  brief: briefly,
  day: dayInWords,
  sentence: dayInSentence,
  time: (at: number, { zone }: { zone?: string }) => timeOfDay(at, zone),
}

export interface WhenProps {
  readonly at: number
  readonly as?: Way
  /** The zone that the page names; the reader's own unless said. */
  readonly timeZone?: string | undefined
}

/**
 * A moment in the reader's own zone, or in the one that the page names. The server does not know the reader's: it writes the
 * date in UTC, and the browser corrects it as soon as it runs.
 */
export function When({ at, as = 'short', timeZone }: WhenProps) {
  // the words are what is asked for: an age counts from now, and a list is only drawn anew where they have changed
  const words = useSyncExternalStore<string | null>(
    subscribe,
    () => whenInWords(at, { as, now: Date.now(), zone: timeZone }),
    () => null,
  )
  const zone = timeZone ?? (words === null ? 'UTC' : undefined)
  return (
    <time dateTime={new Date(at).toISOString()} title={exactly(at, zone)}>
      {words ?? ways[as](at, { now: at + 30 * 86_400_000, zone: timeZone ?? 'UTC' })}
    </time>
  )
}

/** A moment as somebody reads it at `now`, in this zone or their own. */
export function whenInWords(
  at: number,
  { as, now, zone }: { readonly as: Way; readonly now: number; readonly zone?: string | undefined },
): string {
  return ways[as](at, zone === undefined ? { now } : { now, zone })
}

const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined

/** The time to the minute, or null while the server's document is being taken over. */
export function useMinute(): number | null {
  return useSyncExternalStore<number | null>(subscribe, minute, () => null)
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  timer ??= setInterval(() => listeners.forEach((tell) => tell()), LATE_AT_MOST)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

/** How long an age may stand after it has changed. In milliseconds. */
const LATE_AT_MOST = 5_000

function minute(): number {
  return Math.floor(Date.now() / 60_000) * 60_000
}
