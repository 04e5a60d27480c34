import { eventKey, type CallEvent } from '#flows/call/happenings/happening.ts'
import type { CallKey, CallStore } from '#infra/call-store/store.ts'

interface Held {
  readonly key: CallKey
  readonly events: readonly CallEvent[]
  readonly timer: NodeJS.Timeout
}

/**
 * Events that change nothing which anybody sees: they wait a moment for the next event of their call, and are written with it.
 * Phones that ring at once, or one soon after the other, then cost one transaction. What waits when the process dies is lost.
 */
export class HeldEvents {
  readonly #store: Pick<CallStore, 'append'>
  readonly #held = new Map<string, Held>()
  readonly #writing = new Set<Promise<unknown>>()

  constructor(store: Pick<CallStore, 'append'>) {
    this.#store = store
  }

  /** Has an event written within {@link HELD_FOR}. */
  hold(key: CallKey, event: CallEvent): void {
    const before = this.#held.get(nameOf(key))
    const timer = before?.timer ?? setTimeout(() => this.#write(key), HELD_FOR).unref()
    this.#held.set(nameOf(key), { key, events: [...(before?.events ?? []), event], timer })
  }

  /** What waits for the next event of a call, which is about to be written; it waits no longer. */
  take(key: CallKey): readonly CallEvent[] {
    const held = this.#held.get(nameOf(key))
    if (!held) return []
    clearTimeout(held.timer)
    this.#held.delete(nameOf(key))
    return held.events
  }

  /** Writes whatever waits. */
  async close(): Promise<void> {
    for (const { key } of this.#held.values()) this.#write(key)
    await Promise.all(this.#writing)
  }

  #write(key: CallKey): void {
    const events = this.take(key)
    // the store has its own ways with a database that does not answer
    const writing = this.#store.append(key, events.map(keyed)).catch(() => null)
    this.#writing.add(writing)
    void writing.then(() => this.#writing.delete(writing))
  }
}

/** An event as the store takes it. */
export function keyed(event: CallEvent): { readonly key: string; readonly event: CallEvent } {
  return { key: eventKey(event.what), event }
}

const nameOf = ({ organisation, call }: CallKey): string => `${organisation} ${call}`

/** Less than whoever looks for a leg whose dial was not answered gives it to show, a second of the carrier's queue included. Milliseconds. */
const HELD_FOR = 500
