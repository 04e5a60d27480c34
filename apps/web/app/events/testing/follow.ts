import type { ToldRow } from '../told-row.ts'
import { EventFeed, type Connect, type Place } from '../stream-feed.ts'

/** What somebody who follows a stream has been told. */
export interface Followed {
  readonly got: number[]
  /** Where the last event has brought it. */
  readonly place: () => Place | null
  readonly reloads: () => number
  readonly changes: () => number
  /** The rows of conversations, in the order in which they were told. */
  readonly rows: ToldRow[]
  readonly ended: () => number
  readonly lost: () => number
  readonly ready: Promise<void>
  close(): void
}

/** Follows a stream by this connection as a page does, without its pauses. */
export function follow(connect: Connect, after: Place | null = null): Followed {
  const { promise: ready, resolve } = Promise.withResolvers<void>()
  const got: number[] = []
  const rows: ToldRow[] = []
  let reloads = 0
  let changes = 0
  let ended = 0
  let lost = 0
  const feed = new EventFeed({
    connect,
    after,
    onEvent: (_data, place) => got.push(Number(place.split('-')[1])),
    onRow: (data) => rows.push(data as ToldRow), // the stream tells nothing else so
    onChanged: () => (changes += 1),
    onReload: () => (reloads += 1),
    onAccess: () => undefined,
    onEnded: () => (ended += 1),
    onConnected: (isConnected) => (isConnected ? resolve() : (lost += 1)),
    pause: async () => undefined,
  })
  return {
    got,
    rows,
    place: () => feed.last,
    reloads: () => reloads,
    changes: () => changes,
    ended: () => ended,
    lost: () => lost,
    ready,
    close: () => feed.close(),
  }
}
