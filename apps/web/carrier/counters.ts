/** Counts what happens at the carrier's edge; `/readyz` shows the figures to whoever runs the installation. */
export class Counters {
  readonly #counts = new Map<string, number>()

  count(what: string): void {
    this.#counts.set(what, (this.#counts.get(what) ?? 0) + 1)
  }

  /** Totals since the process began. */
  get totals(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#counts)
  }
}
