/**
 * The carrier's clock, by the times in its callbacks: the one that came fastest tells most. How long a callback travels
 * is not known, so the clock may be ahead of this by that much.
 */
export class CarrierClock {
  /** How much later than its own time each of the last callbacks came, by this machine's clock. Milliseconds, oldest first. */
  #late: { readonly by: number; readonly heardAt: number }[] = []

  /** A callback has come. Milliseconds since 1970: `at` by the carrier's clock, `now` by this machine's. */
  heard(at: number, now: number): void {
    this.#late = [...this.#late.slice(1 - REMEMBERED), { by: now - at, heardAt: performance.now() }]
  }

  /** Milliseconds since 1970. @throws when no callback has told the time for a while. */
  async read(): Promise<number> {
    const recent = this.#late.filter(({ heardAt }) => performance.now() - heardAt < RECENT)
    if (recent.length < ENOUGH) throw new Error('the carrier has told no time for a while')
    return Date.now() - Math.min(...recent.map(({ by }) => by))
  }
}

/** Among this many callbacks in ten minutes one was fast. */
const REMEMBERED = 50
const ENOUGH = 5
const RECENT = 600_000
