import type { CallEvent, Happening } from '../call-events.ts'
import { eventKey } from '../event-key.ts'
import type { StepId } from '../plan.ts'
import type { KeyedEvent } from './exchange.ts'

/** What has happened in a call and is not written yet: it rides in the next order. */
export class Diary {
  /** How often a key was used: going round visits a node again. */
  readonly #told = new Map<string, number>()
  #unwritten: KeyedEvent[] = []
  readonly #now: () => number
  /** Where the walk stands; events are noted there. */
  node: StepId | null = null

  constructor(now: () => number) {
    this.#now = now
  }

  /** @param at when it happened, where that is known better than now; milliseconds since 1970. */
  note(what: Happening, at = this.#now()): void {
    const event: CallEvent = { at, node: this.node, what }
    const name = eventKey(what)
    const times = this.#told.get(name) ?? 0
    this.#told.set(name, times + 1)
    if (times > 0 && ONCE.has(what.kind)) return
    this.#unwritten.push({ key: times === 0 ? name : `${name}~${times}`, event })
  }

  /** What is not known to be written; writing the same key twice is harmless. */
  get unwritten(): readonly KeyedEvent[] {
    // a copy: what is noted while an order is under way did not ride with it
    return [...this.#unwritten]
  }

  /** These are in the database now. */
  written(events: readonly KeyedEvent[]): void {
    const keys = new Set(events.map((event) => event.key))
    this.#unwritten = this.#unwritten.filter((event) => !keys.has(event.key))
  }
}

/** What cannot happen twice in a call: told again, it is the same thing heard from elsewhere. */
const ONCE: ReadonlySet<Happening['kind']> = new Set(['recording', 'document-drives', 'ladder-connected', 'caller-gone', 'ended'])
