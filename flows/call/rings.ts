import type { Claim } from '../live-call.ts'
import type { CallParts } from './call-parts.ts'
import type { Leg } from './leg-book.ts'

/** One ring: who was ordered, who won, and the number of the step in which the caller hears ringing. */
export interface Ringing {
  step: number
  readonly legs: Leg[]
  winner: Claim | null
}

/** The rings of a call, one after another. */
export class Rings {
  readonly #journal: CallParts['journal']
  readonly #caller: CallParts['caller']
  #last: Ringing | null = null

  constructor({ journal, caller }: Pick<CallParts, 'journal' | 'caller'>) {
    this.#journal = journal
    this.#caller = caller
  }

  /** A ring begins, in which the caller has been given this step. */
  begin(step: number): Ringing {
    this.#last = { step, legs: [], winner: null }
    return this.#last
  }

  /** The ring that somebody can still accept; null when there is none. */
  get current(): Ringing | null {
    const isOn = this.#journal.soFar.state === 'ringing' && this.#last?.step === this.#caller.current?.n
    return isOn ? this.#last : null
  }

  /** Who accepted in the last ring. */
  get winner(): Claim | null {
    return this.#last?.winner ?? null
  }
}
