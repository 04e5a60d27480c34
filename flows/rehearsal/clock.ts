/** A clock that only moves when it is told to, and the things that are due on it. */
export class VirtualClock {
  #now: number
  #count = 0
  #due: Due[] = []

  /** @param start milliseconds since 1970. */
  constructor(start = Date.UTC(2026, 0, 5, 9)) {
    this.#now = start
  }

  now(): number {
    return this.#now
  }

  /** Does something after a time; what is due at the same moment happens in the order asked for. */
  after(ms: number, act: () => void): () => void {
    const due: Due = { at: this.#now + Math.max(0, ms), order: (this.#count += 1), act }
    this.#due.push(due)
    return () => {
      this.#due = this.#due.filter((other) => other !== due)
    }
  }

  /** When the next thing is due, or null when nothing is. */
  next(): number | null {
    return this.#due.length === 0 ? null : Math.min(...this.#due.map((due) => due.at))
  }

  /** Moves to a moment, never backwards, and does the first thing that is due there, if any. */
  step(to: number): void {
    this.#now = Math.max(this.#now, to)
    let first: Due | undefined
    for (const due of this.#due) {
      if (due.at <= this.#now && (!first || due.at < first.at || (due.at === first.at && due.order < first.order))) first = due
    }
    if (!first) return
    this.#due = this.#due.filter((other) => other !== first)
    first.act()
  }

  /** Whether something is due now. */
  get pending(): boolean {
    const next = this.next()
    return next !== null && next <= this.#now
  }
}

interface Due {
  readonly at: number
  readonly order: number
  readonly act: () => void
}
