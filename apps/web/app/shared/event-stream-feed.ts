/** `signed-out`: nobody is signed in with this browser. `elsewhere`: somebody is, and not as the member whose page this is. */
export type Ended = 'signed-out' | 'elsewhere'

/** What a connection tells the feed. */
export interface ConnectionEvents {
  onReady(): void
  onEvent(id: number, data: unknown): void
  /** Something has changed without an event. */
  onChanged(): void
  /** Too much was missed to be told one by one. */
  onReload(): void
  /** What may be seen is otherwise than before: these numbers, by their ids. */
  onAccess(numbers: readonly string[]): void
  /** Nothing may be seen any longer, as whoever it was that followed. */
  onEnded(why: Ended): void
  onLost(): void
}

/** Opens a connection that goes on after the event of this id. @returns how to close it. */
export type Connect = (after: number | null, events: ConnectionEvents) => () => void

export interface FeedOptions {
  readonly connect: Connect
  readonly after: number | null
  onEvent(id: number, data: unknown): void
  /** Something that is shown has changed without an event, or may have while the connection was lost. */
  onChanged(): void
  /** Everything should be read anew: the feed has just begun, or has missed too much. */
  onReload(): void
  onAccess(numbers: readonly string[]): void
  /** The feed is closed with it. */
  onEnded(why: Ended): void
  onConnected(isConnected: boolean): void
  /** Waits before the given attempt, counted from 1. */
  pause(attempt: number): Promise<void>
}

/** As many ids are remembered, so that what is told again is dropped. */
const REMEMBERED = 5_000

/** Follows events for as long as wanted: a lost connection is made again, and each event is handed on once. */
export class EventFeed {
  readonly #options: FeedOptions
  readonly #known = new Set<number>()
  #last: number | null
  #isClosed = false
  #close: () => void = () => undefined

  constructor(options: FeedOptions) {
    this.#options = options
    this.#last = options.after
    this.#connect(0)
  }

  /** The last event that was received; from there another feed can go on. */
  get last(): number | null {
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
        else this.#options.onChanged() // of such changes nothing is repeated
      },
      onEvent: (id, data) => {
        if (!isOver) this.#received(id, data)
      },
      onChanged: () => this.#options.onChanged(),
      onReload: () => this.#options.onReload(),
      onAccess: (numbers) => this.#options.onAccess(numbers),
      onEnded: (why) => {
        if (isOver || this.#isClosed) return
        isOver = true
        this.close()
        this.#options.onEnded(why)
      },
      onLost: over,
    })
  }

  #received(id: number, data: unknown): void {
    this.#last = id
    if (this.#known.has(id)) return
    this.#known.add(id)
    for (const oldest of this.#known) {
      if (this.#known.size <= REMEMBERED) break
      this.#known.delete(oldest)
    }
    this.#options.onEvent(id, data)
  }
}
