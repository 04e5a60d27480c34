import type { LiveEvent } from '#infra/db/inbox/live-events.ts'
import { overEventSource } from './event-stream-connection.ts'
import { EventFeed, type Ended } from './event-stream-feed.ts'

export interface LineListener {
  onEvent(event: LiveEvent): void
  /** Something that is shown has changed without an event. */
  onChanged(): void
  /** Everything shown should be read anew. */
  onReload(): void
  /** What may be seen is otherwise than before: these numbers, by their ids. */
  onAccess(numbers: readonly string[]): void
  /** Nothing of what is shown may be seen any longer. */
  onEnded(why: Ended): void
  onConnected(isConnected: boolean): void
}

type Said = { readonly kind: 'event'; readonly event: LiveEvent } | { readonly kind: 'changed' } | { readonly kind: 'reload' } | { readonly kind: 'access'; readonly numbers: readonly string[] } | { readonly kind: 'ended'; readonly why: Ended } | { readonly kind: 'connected'; readonly is: boolean } | { readonly kind: 'hello' }

/**
 * One connection per browser and person: the page that holds the lock has it and passes everything on; when that page is
 * closed, another goes on where it stopped. A browser without locks or channels has one connection per page.
 * @param member as whom the page shows its data: pages of two people, or of one in two organisations, share nothing.
 * @returns how to leave.
 */
export function joinLine(member: string, listener: LineListener): () => void {
  const leaving = new AbortController()
  const name = `ringdown events ${member}`
  if (!('locks' in navigator) || !('BroadcastChannel' in globalThis)) {
    const feed = startFeed(member, { after: null, listener })
    return () => feed.close()
  }
  const others = new BroadcastChannel(name)
  let last: number | null = null
  let isLeading = false
  let isConnected = false

  others.onmessage = ({ data }: MessageEvent<Said>) => {
    if (data.kind === 'hello') {
      if (isLeading) others.postMessage({ kind: 'connected', is: isConnected } satisfies Said)
    } else if (data.kind === 'event') {
      last = data.event.id
      listener.onEvent(data.event)
    } else if (data.kind === 'changed') listener.onChanged()
    else if (data.kind === 'reload') listener.onReload()
    else if (data.kind === 'access') listener.onAccess(data.numbers)
    else if (data.kind === 'ended') listener.onEnded(data.why)
    else listener.onConnected(data.is)
  }
  others.postMessage({ kind: 'hello' } satisfies Said)

  const lead = async (): Promise<void> => {
    if (leaving.signal.aborted) return // the lock came too late: whoever waits next has it
    isLeading = true
    // what is still on its way when we leave is for the next leader to tell: our channel is closed
    const tell = (said: Said): void => {
      if (!leaving.signal.aborted) others.postMessage(said)
    }
    const passedOn: LineListener = {
      onEvent(event) {
        tell({ kind: 'event', event })
        listener.onEvent(event)
      },
      onChanged() {
        tell({ kind: 'changed' })
        listener.onChanged()
      },
      onReload() {
        tell({ kind: 'reload' })
        listener.onReload()
      },
      onAccess(numbers) {
        tell({ kind: 'access', numbers })
        listener.onAccess(numbers)
      },
      onEnded(why) {
        tell({ kind: 'ended', why })
        listener.onEnded(why)
      },
      onConnected(is) {
        isConnected = is
        tell({ kind: 'connected', is })
        listener.onConnected(is)
      },
    }
    const feed = startFeed(member, { after: last, listener: passedOn })
    await new Promise((resolve) => leaving.signal.addEventListener('abort', resolve))
    feed.close()
  }
  // refused only because we leave while we wait
  navigator.locks.request(name, { signal: leaving.signal }, lead).catch(() => undefined)
  return () => {
    leaving.abort()
    others.close()
  }
}

function startFeed(member: string, { after, listener }: { readonly after: number | null; readonly listener: LineListener }): EventFeed {
  return new EventFeed({
    connect: overEventSource(member),
    after,
    // the server sends nothing but these
    onEvent: (_id, data) => listener.onEvent(data as LiveEvent),
    onChanged: () => listener.onChanged(),
    onReload: () => listener.onReload(),
    onAccess: (numbers) => listener.onAccess(numbers),
    onEnded: (why) => listener.onEnded(why),
    onConnected: (is) => listener.onConnected(is),
    pause: (attempt) => new Promise((resolve) => setTimeout(resolve, Math.min(500 * 2 ** attempt, 10_000) * (0.5 + Math.random() / 2))),
  })
}
