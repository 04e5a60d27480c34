import { useSyncExternalStore } from 'react'
import { dayInWords, exactly, shortly, timeOfDay } from './format.ts'

const ways = { short: shortly, day: dayInWords, time: (at: number, { zone }: { zone?: string }) => timeOfDay(at, zone) }

/**
 * A moment in the reader's own zone. The server does not know that zone: it writes the date in UTC, and the browser
 * corrects it as soon as it runs.
 */
export function When({ at, as = 'short' }: { readonly at: number; readonly as?: keyof typeof ways }) {
  const now = useMinute()
  const zone = now === null ? 'UTC' : undefined
  return (
    <time dateTime={new Date(at).toISOString()} title={exactly(at, zone)}>
      {ways[as](at, { now: now ?? at + 30 * 86_400_000, ...(zone === undefined ? {} : { zone }) })}
    </time>
  )
}

const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined

/** The time to the minute, or null while the server's document is being taken over. */
export function useMinute(): number | null {
  return useSyncExternalStore<number | null>(subscribe, minute, () => null)
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  timer ??= setInterval(() => listeners.forEach((tell) => tell()), 20_000)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

function minute(): number {
  return Math.floor(Date.now() / 60_000) * 60_000 + 59_999
}
