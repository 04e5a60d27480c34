import type { IBreaker } from 'cockatiel'

/**
 * Opens a circuit once nobody at all has been answered for a while. That a few questions in a row went unanswered says
 * little of the next one: in a burst each of them is another call's.
 */
export class AnswersNobody implements IBreaker {
  /** Since when; null while answers come. Milliseconds of `performance.now()`. */
  state: number | null = null
  readonly #after: number

  /** @param milliseconds from the first question without an answer on. */
  constructor(milliseconds: number) {
    this.#after = milliseconds
  }

  success(): void {
    this.state = null
  }

  failure(): boolean {
    const now = performance.now()
    this.state ??= now
    return now - this.state >= this.#after
  }
}
