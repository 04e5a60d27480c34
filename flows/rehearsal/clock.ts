/** A clock that only moves when it is told to, and the things that are due on it. */
export class VirtualClock {
  #now: number
  /** The first to be done comes first. */
  readonly #due: Due[] = []

  /** @param start milliseconds since 1970. */
  constructor(start = Date.UTC(2026, 0, 5, 9)) {
    this.#now = start
  }

  now(): number {
    return this.#now
  }

  /** Does something after a time; what is due at the same moment happens in the order asked for. */
  after(ms: number, act: () => void): () => void {
    const due: Due = { at: this.#now + Math.max(0, ms), act }
    this.#due.splice(this.#due.findLastIndex((other) => other.at <= due.at) + 1, 0, due)
    return () => {
      const at = this.#due.indexOf(due)
      if (at >= 0) this.#due.splice(at, 1)
    }
  }

  /** When the next thing is due, or null when nothing is. */
  next(): number | null {
    return this.#due[0]?.at ?? null
  }

  /** Moves to a moment, never backwards, and does the first thing that is due there, if any. */
  step(to: number): void {
    this.#now = Math.max(this.#now, to)
    if (this.pending) this.#due.shift()?.act()
  }

  /** Whether something is due now. */
  get pending(): boolean {
    const next = this.next()
    return next !== null && next <= this.#now
  }
}

interface Due {
  readonly at: number
  readonly act: () => void
}
