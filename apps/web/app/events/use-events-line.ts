import type { LiveEvent } from '#infra/db/inbox/live-events.ts'
import { overEventSource } from './stream-connection.ts'
import { EventFeed, type AccessChange, type Ended, type Place } from './stream-feed.ts'
import type { Changed } from './things.ts'
import type { ToldRow } from './told-row.ts'

export interface LineListener {
  onEvent(event: LiveEvent, place: Place): void
  /** A conversation as it is now. */
  onRow(row: ToldRow): void
  /** These things have changed without an event. */
  onChanged(things: Changed): void
  /** Everything shown should be read again. */
  onReload(): void
  /** What may be seen has changed: these numbers, by their ids. */
  onAccess(numbers: readonly string[], change: AccessChange): void
  /** Nothing of what is shown may be seen any longer. */
  onEnded(why: Ended): void
  onConnected(isConnected: boolean): void
}

type Said =
  | { readonly kind: 'event'; readonly event: LiveEvent; readonly place: Place }
  | { readonly kind: 'row'; readonly row: ToldRow }
  | { readonly kind: 'changed'; readonly things: Changed }
  | { readonly kind: 'reload' }
  | { readonly kind: 'access'; readonly numbers: readonly string[]; readonly change: AccessChange }
  | { readonly kind: 'ended'; readonly why: Ended }
  | { readonly kind: 'connected'; readonly is: boolean }
  | { readonly kind: 'hello' }

/** Of the lock and of the channel. The number is that of {@link Said}: pages of releases that say other things have a connection each, and do not hear each other. */
export function lineName(member: string): string {
  return `ringdown events 2 ${member}`
}

/**
 * One connection per browser, release and person: the page that holds the lock has it and passes everything on; when that page is
 * closed or sleeps, another goes on where it stopped. Each page reads the state when it comes, whoever leads. A browser
 * without locks or channels has one connection per page.
 * @param member as whom the page shows its data: pages of two people, or of one in two organisations, share nothing.
 * @returns how to leave.
 */
export function joinLine(member: string, listener: LineListener): () => void {
  const leaving = new AbortController()
  const name = lineName(member)
  if (!('locks' in navigator) || !('BroadcastChannel' in globalThis)) {
    const feed = startFeed(member, { after: null, listener })
    return () => feed.close()
  }
  const others = new BroadcastChannel(name)
  let last: Place | null = null
  let feed: EventFeed | null = null
  let isConnected = false
  let isAnswered = false
  /** Whether the present state was read since we came: whoever follows another page is not told what came before. */
  let hasRead = false
  const readOnce = (): void => {
    if (!hasRead) listener.onReload()
    hasRead = true
  }

  others.onmessage = ({ data }: MessageEvent<Said>) => {
    if (data.kind === 'hello') {
      if (feed !== null) others.postMessage({ kind: 'connected', is: isConnected } satisfies Said)
      return
    }
    isAnswered = true
    if (data.kind === 'event') {
      last = data.place
      listener.onEvent(data.event, data.place)
    } else if (data.kind === 'row') listener.onRow(data.row)
    else if (data.kind === 'changed') listener.onChanged(data.things)
    else if (data.kind === 'reload') listener.onReload()
    else if (data.kind === 'access') listener.onAccess(data.numbers, data.change)
    else if (data.kind === 'ended') listener.onEnded(data.why)
    else {
      listener.onConnected(data.is)
      if (data.is) readOnce()
    }
  }

  const begin = (): EventFeed => {
    // what is still on its way when we leave is for the next leader to tell: our channel is closed
    const tell = (said: Said): void => {
      if (!leaving.signal.aborted) others.postMessage(said)
    }
    const passedOn: LineListener = {
      onEvent(event, place) {
        last = place
        tell({ kind: 'event', event, place })
        listener.onEvent(event, place)
      },
      onRow(row) {
        tell({ kind: 'row', row })
        listener.onRow(row)
      },
      onChanged(things) {
        tell({ kind: 'changed', things })
        listener.onChanged(things)
      },
      onReload() {
        hasRead = true
        tell({ kind: 'reload' })
        listener.onReload()
      },
      onAccess(numbers, change) {
        tell({ kind: 'access', numbers, change })
        listener.onAccess(numbers, change)
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
    return startFeed(member, { after: last, listener: passedOn })
  }

  let waiting = new AbortController()
  const lead = async (how: LockOptions): Promise<void> => {
    let own: EventFeed | null = null
    const held = async (): Promise<void> => {
      if (leaving.signal.aborted || feed !== null) return // the lock came too late: whoever waits next has it
      own = feed = begin()
      await new Promise((resolve) => leaving.signal.addEventListener('abort', resolve))
    }
    // refused because we leave, or take the lead another way, while we wait; or taken from us by another page, because we slept
    const isTaken = await navigator.locks.request(name, how, held).then(
      () => false,
      () => own !== null,
    )
    stop(own)
    if (!isTaken || leaving.signal.aborted) return
    waiting = new AbortController()
    void lead({ signal: waiting.signal })
  }
  const stop = (own: EventFeed | null): void => {
    own?.close()
    if (feed === own) feed = null
  }

  void lead({ signal: waiting.signal })
  others.postMessage({ kind: 'hello' } satisfies Said)
  const unanswered = setTimeout(() => {
    if (isAnswered || feed !== null) return
    // browsers put pages to sleep that nobody looks at, and leave them the lock
    waiting.abort()
    void lead({ steal: true })
  }, ANSWERS_WITHIN)
  return () => {
    clearTimeout(unanswered)
    leaving.abort()
    waiting.abort()
    others.close()
  }
}

/** Milliseconds within which a page that is awake says that it leads. */
const ANSWERS_WITHIN = 700

function startFeed(
  member: string,
  { after, listener }: { readonly after: Place | null; readonly listener: LineListener },
): EventFeed {
  return new EventFeed({
    connect: overEventSource(member),
    after,
    // the server sends nothing but these
    onEvent: (data, place) => listener.onEvent(data as LiveEvent, place),
    onRow: (data) => listener.onRow(data as ToldRow),
    onChanged: (things) => listener.onChanged(things),
    onReload: () => listener.onReload(),
    onAccess: (numbers, change) => listener.onAccess(numbers, change),
    onEnded: (why) => listener.onEnded(why),
    onConnected: (is) => listener.onConnected(is),
    pause: (attempt) =>
      new Promise((resolve) => setTimeout(resolve, Math.min(500 * 2 ** attempt, 10_000) * (0.5 + Math.random() / 2))),
  })
}
