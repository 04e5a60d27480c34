import type { Changed } from './things.ts'

/** `signed-out`: nobody is signed in with this browser. `elsewhere`: somebody is, and not as the member whose page this is. */
export type Ended = 'signed-out' | 'elsewhere'

/** Whether something was taken from the person, so that what pages have kept must go. */
export interface AccessChange {
  readonly isLess: boolean
}

/** What a connection tells the feed. */
export interface ConnectionEvents {
  onReady(): void
  onEvent(place: Place, data: unknown): void
  /** A conversation as it is now. */
  onRow(data: unknown): void
  /** These things have changed without an event. */
  onChanged(things: Changed): void
  /** Too much was missed to be told one by one. */
  onReload(): void
  /** What may be seen has changed: these numbers, by their ids. */
  onAccess(numbers: readonly string[], change: AccessChange): void
  /** Nothing may be seen any longer, at least by whoever followed. */
  onEnded(why: Ended): void
  onLost(): void
}

/** Where a stream stands after an event, as the server names it; the event's id is after the dash. */
export type Place = string

/** Opens a connection that goes on from this place. @returns how to close it. */
export type Connect = (after: Place | null, events: ConnectionEvents) => () => void

export interface FeedOptions {
  readonly connect: Connect
  readonly after: Place | null
  onEvent(data: unknown, place: Place): void
  /** A conversation as it is now. Those that were missed come by reading again. */
  onRow(data: unknown): void
  /** These things have changed without an event; all of them may have while the connection was lost. */
  onChanged(things: Changed): void
  /** Everything should be read again: the feed has just begun, or has missed too much. */
  onReload(): void
  onAccess(numbers: readonly string[], change: AccessChange): void
  /** The feed is closed with it. */
  onEnded(why: Ended): void
  onConnected(isConnected: boolean): void
  /** Waits before the given attempt, counted from 1. */
  pause(attempt: number): Promise<void>
}

/** How many ids are remembered, so that what is told again is dropped. */
const REMEMBERED = 5_000

/** Follows events for as long as wanted: a lost connection is made again, and each event is handed on once. */
export class EventFeed {
  readonly #options: FeedOptions
  readonly #known = new Set<string>()
  #last: Place | null
  #isClosed = false
  #close: () => void = () => undefined

  constructor(options: FeedOptions) {
    this.#options = options
    this.#last = options.after
    this.#connect(0)
  }

  /** Where the last event has brought it; from there another feed can go on. */
  get last(): Place | null {
    return this.#last
  }

  close(): void {
    this.#isClosed = true
    this.#close()
  }

  #connect(attempts: number): void {
    let failed = attempts
    let isOver = false
    const over = (): void => {
      if (isOver) return
      isOver = true
      this.#close()
      if (this.#isClosed) return
      this.#options.onConnected(false)
      void this.#options.pause(failed + 1).then(() => {
        if (!this.#isClosed) this.#connect(failed + 1)
      })
    }
    this.#close = this.#options.connect(this.#last, {
      onReady: () => {
        failed = 0
        this.#options.onConnected(true)
        if (this.#last === null) this.#options.onReload()
        else this.#options.onChanged(null) // of such changes nothing is repeated
      },
      onEvent: (place, data) => {
        if (!isOver) this.#received(place, data)
      },
      onRow: (data) => this.#options.onRow(data),
      onChanged: (things) => this.#options.onChanged(things),
      onReload: () => this.#options.onReload(),
      onAccess: (numbers, how) => this.#options.onAccess(numbers, how),
      onEnded: (why) => {
        if (isOver || this.#isClosed) return
        isOver = true
        this.close()
        this.#options.onEnded(why)
      },
      onLost: over,
    })
  }

  #received(place: Place, data: unknown): void {
    const id = place.slice(place.indexOf('-') + 1)
    this.#last = place
    if (this.#known.has(id)) return
    this.#known.add(id)
    for (const oldest of this.#known) {
      if (this.#known.size <= REMEMBERED) break
      this.#known.delete(oldest)
    }
    this.#options.onEvent(data, place)
  }
}
