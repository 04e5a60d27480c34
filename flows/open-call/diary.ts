import type { CallEvent, Happening } from '../call-events.ts'
import type { StepId } from '../plan.ts'
import type { KeyedEvent } from './exchange.ts'

/** What has happened in a call and is not written yet: it rides in the next order. */
export class Diary {
  #count = 0
  #unwritten: KeyedEvent[] = []
  readonly #now: () => number
  /** Where the walk stands; events are noted there. */
  node: StepId | null = null

  constructor(now: () => number) {
    this.#now = now
  }

  note(what: Happening): void {
    const event: CallEvent = { at: this.#now(), node: this.node, what }
    this.#unwritten.push({ key: `call:${this.#count}`, event })
    this.#count += 1
  }

  /** What is not known to be written; writing the same key twice is harmless. */
  get unwritten(): readonly KeyedEvent[] {
    return this.#unwritten
  }

  /** These are in the database now. */
  written(events: readonly KeyedEvent[]): void {
    const keys = new Set(events.map((event) => event.key))
    this.#unwritten = this.#unwritten.filter((event) => !keys.has(event.key))
  }
}
