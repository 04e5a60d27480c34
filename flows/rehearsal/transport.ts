import type { News } from '../call/call-words.ts'
import type { VirtualClock } from './clock.ts'
import type { Random } from './random.ts'

/** What may go wrong with the news on its way from the carrier to the call. Probabilities from 0 to 1. */
export interface TransportFaults {
  readonly drop?: number
  readonly duplicate?: number
  /** The longest a piece of news is late, milliseconds; different delays change their order. */
  readonly late?: number
}

/** Carries news to the call: late, twice, out of order or never, as chance decides. */
export class Transport {
  readonly #clock: VirtualClock
  readonly #random: Random
  readonly #faults: TransportFaults
  readonly #deliver: (news: News) => void

  constructor(clock: VirtualClock, random: Random, faults: TransportFaults, deliver: (news: News) => void) {
    this.#clock = clock
    this.#random = random
    this.#faults = faults
    this.#deliver = deliver
  }

  /** @param certain the news is asked for again until it arrives, as words are. */
  send(news: News, certain = false): void {
    const { drop = 0, duplicate = 0, late = 0 } = this.#faults
    if (!certain && this.#random.below(drop)) {
      // the watch over the carrier's log finds what is over, and nothing else
      if (isEnd(news)) this.#clock.after(FOUND_BY_WATCH, () => this.#deliver(news))
      return
    }
    const copies = this.#random.below(duplicate) ? 2 : 1
    for (let copy = 0; copy < copies; copy += 1) {
      const delay = NEWS_DELAY + (certain ? 0 : Math.floor(this.#random.next() * late))
      this.#clock.after(delay, () => this.#deliver(news))
    }
  }
}

/** How long news takes when nothing is wrong. Milliseconds. */
const NEWS_DELAY = 5

/** How long the end of a leg stays unknown when its callback is lost. Milliseconds. */
const FOUND_BY_WATCH = 10_000

function isEnd(news: News): boolean {
  return news.kind === 'leg-ended' || news.kind === 'caller-ended'
}
