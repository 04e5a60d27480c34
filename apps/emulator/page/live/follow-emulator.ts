import { controlPlane, eventsUrl, readEvent } from '../control-plane.ts'
import type { LiveEvent } from './live-state.ts'

/** Whether the page sees changes as they happen, or asks every second while it tries to get back. */
export type Connection = 'connecting' | 'live' | 'reconnecting'

/**
 * Follows the emulator until the returned function is called: one snapshot, then the stream of events. While the
 * stream is missing or broken it asks every second instead, and keeps trying to get the stream back.
 */
export function followEmulator(
  hear: (event: LiveEvent) => void,
  connectionIs: (connection: Connection) => void,
): () => void {
  let over = false
  let stream: EventSource | null = null
  let poll: ReturnType<typeof setInterval> | undefined
  let retry: ReturnType<typeof setTimeout> | undefined
  /** Events that came while a snapshot was under way: told after it, since it may be older than they are. */
  let held: LiveEvent[] | null = null

  async function refresh(): Promise<void> {
    held ??= []
    const snapshot = await controlPlane.snapshot().catch(() => null)
    if (over) return
    if (snapshot) hear({ kind: 'snapshot', snapshot })
    for (const event of held ?? []) hear(event)
    held = null
  }

  function tell(event: LiveEvent): void {
    if (held) held.push(event)
    else hear(event)
  }

  function open(): void {
    stream = new EventSource(eventsUrl)
    stream.onopen = () => {
      clearInterval(poll)
      poll = undefined
      connectionIs('live')
      void refresh()
    }
    stream.onerror = () => {
      if (over) return
      connectionIs('reconnecting')
      poll ??= setInterval(() => void refresh(), 1000)
      if (stream?.readyState !== EventSource.CLOSED) return
      // A refusal (an older emulator, a proxy's error page) ends an EventSource for good; only a new one tries again.
      clearTimeout(retry)
      retry = setTimeout(open, 3000)
    }
    for (const type of ['call', 'phone']) {
      stream.addEventListener(type, ({ data }: MessageEvent<unknown>) => {
        const event = readEvent(type, String(data))
        if (event) tell(event)
        // An empty event tells of something that is gone; what is left has to be asked for.
        else if (data === 'null') void refresh()
      })
    }
    stream.addEventListener('reset', () => {
      tell({ kind: 'reset' })
      void refresh()
    })
  }

  async function lookForNumbers(): Promise<void> {
    if (poll || document.hidden) return
    const numbers = await controlPlane.numbers().catch(() => null)
    if (numbers && !over) hear({ kind: 'numbers', numbers })
  }

  connectionIs('connecting')
  open()
  void refresh()
  // Business numbers have no event of their own: a seed that makes one while the page is open shows within seconds.
  const slowly = setInterval(() => void lookForNumbers(), 5000)

  return () => {
    over = true
    stream?.close()
    clearInterval(poll)
    clearInterval(slowly)
    clearTimeout(retry)
  }
}
