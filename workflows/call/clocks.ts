import type { Patience } from '../messages.ts'

/**
 * Tells whether an asker has stopped waiting, without comparing two clocks: of each clock it keeps by how much ours was
 * ahead of it when news from there was fastest, and only what a question took longer than that counts as waiting. Clocks
 * that are hours apart then make no difference, and the first question from a clock is always in time.
 */
export class Clocks {
  readonly #ahead = new Map<string, number>()

  /** Something sent at `at` by that clock has arrived now, by ours. */
  compare({ clock, at }: Omit<Patience, 'ms'>, now: number): void {
    this.#ahead.set(clock, Math.min(now - at, this.#ahead.get(clock) ?? Infinity))
  }

  /** Whoever asked is no longer waiting; an answer would reach nobody. */
  isOver({ clock, at, ms }: Patience, now: number): boolean {
    return now - at - (this.#ahead.get(clock) ?? now - at) > ms
  }
}
