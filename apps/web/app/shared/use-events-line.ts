import type { LiveEvent } from '#infra/db/inbox/live-events.ts'
import { EventFeed, type Connect } from './event-stream-feed.ts'

export interface LineListener {
  onEvent(event: LiveEvent): void
  /** Something that is shown has changed without an event. */
  onChanged(): void
  /** Everything shown should be read anew. */
  onReload(): void
  onConnected(isConnected: boolean): void
}

type Said = { readonly kind: 'event'; readonly event: LiveEvent } | { readonly kind: 'changed' } | { readonly kind: 'reload' } | { readonly kind: 'connected'; readonly is: boolean } | { readonly kind: 'hello' }

/**
 * One connection per browser and person: the page that holds the lock has it and passes everything on; when that page is
 * closed, another goes on where it stopped. A browser without locks or channels has one connection per page.
 * @param person tells apart who is signed in: pages of two people share nothing.
 * @returns how to leave.
 */
export function joinLine(person: string, listener: LineListener): () => void {
  const leaving = new AbortController()
  const name = `ringdown events ${person}`
  if (!('locks' in navigator) || !('BroadcastChannel' in globalThis)) {
    const feed = startFeed(null, listener)
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
    const feed = startFeed(last, {
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
      onConnected(is) {
        isConnected = is
        tell({ kind: 'connected', is })
        listener.onConnected(is)
      },
    })
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

function startFeed(after: number | null, listener: LineListener): EventFeed {
  return new EventFeed({
    connect: overEventSource,
    after,
    // the server sends nothing but these
    onEvent: (_id, data) => listener.onEvent(data as LiveEvent),
    onChanged: () => listener.onChanged(),
    onReload: () => listener.onReload(),
    onConnected: (is) => listener.onConnected(is),
    pause: (attempt) => new Promise((resolve) => setTimeout(resolve, Math.min(500 * 2 ** attempt, 10_000) * (0.5 + Math.random() / 2))),
  })
}

const overEventSource: Connect = (after, { onReady, onEvent, onChanged, onReload, onLost }) => {
  const source = new EventSource(after === null ? '/live/events' : `/live/events?after=${after}`)
  source.addEventListener('ready', onReady)
  source.addEventListener('changed', onChanged)
  source.addEventListener('reload', onReload)
  source.addEventListener('message', ({ lastEventId, data }: MessageEvent<string>) => onEvent(Number(lastEventId), JSON.parse(data)))
  source.addEventListener('error', onLost) // we connect anew ourselves: the browser gives up on an answer that is no stream
  return () => source.close()
}
