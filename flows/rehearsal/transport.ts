import type { News } from '../open-call/call-words.ts'
import type { VirtualClock } from './clock.ts'
import type { Dice } from './dice.ts'

/** What may go wrong with the news on its way from the carrier to the call. Shares from 0 to 1. */
export interface TransportFaults {
  readonly drop?: number
  readonly duplicate?: number
  /** The longest a piece of news is late, milliseconds; different delays change their order. */
  readonly late?: number
}

/** Carries news to the call: late, twice, out of order or never, as the dice decide. */
export class Transport {
  readonly #clock: VirtualClock
  readonly #dice: Dice
  readonly #faults: TransportFaults
  readonly #deliver: (news: News) => void

  constructor(clock: VirtualClock, dice: Dice, faults: TransportFaults, deliver: (news: News) => void) {
    this.#clock = clock
    this.#dice = dice
    this.#faults = faults
    this.#deliver = deliver
  }

  /** @param certain the news is asked for again until it arrives, as words are. */
  send(news: News, certain = false): void {
    const { drop = 0, duplicate = 0, late = 0 } = this.#faults
    if (!certain && this.#dice.below(drop)) {
      // the watch over the carrier's log finds what is over, and nothing else
      if (isEnd(news)) this.#clock.after(FOUND_BY_WATCH, () => this.#deliver(news))
      return
    }
    const copies = this.#dice.below(duplicate) ? 2 : 1
    for (let copy = 0; copy < copies; copy += 1) {
      const delay = NEWS_DELAY + (certain ? 0 : Math.floor(this.#dice.next() * late))
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
