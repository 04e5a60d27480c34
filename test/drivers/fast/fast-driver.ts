import type { Arrival } from '#flows/call/arrival.ts'
import { VirtualClock } from '#flows/rehearsal/clock.ts'
import { Rehearsal } from '#flows/rehearsal/rehearsal.ts'
import type { Line, WorldOptions } from '#flows/rehearsal/world.ts'
import type { RunningCall, VirtualDriver } from '../virtual/virtual-stage.ts'

/** Rehearsals on one clock: the real call on a virtual carrier, in milliseconds. */
export class FastDriver implements VirtualDriver {
  readonly clock = new VirtualClock()
  readonly together = false
  readonly #rehearsals: Rehearsal[] = []
  readonly #wrap: ((line: Line) => Line) | null

  /** @param wrap put between the carrier and the call, to listen in or to lie. */
  constructor(wrap: ((line: Line) => Line) | null = null) {
    this.#wrap = wrap
  }

  async begin(arrival: Arrival, options: WorldOptions): Promise<RunningCall> {
    const rehearsal = new Rehearsal(arrival, options, this.clock)
    this.#rehearsals.push(rehearsal)
    const { call, world } = rehearsal
    if (this.#wrap)
      world.connect(
        this.#wrap({
          word: (word) => call.word(word),
          claim: async (word) => call.claim(word),
          news: (news) => call.news(news),
        }),
      )
    await rehearsal.begin()
    return {
      arrival,
      world: rehearsal.world,
      events: rehearsal.events,
      get outcome() {
        return rehearsal.outcome
      },
    }
  }

  async settle(): Promise<void> {
    await Promise.all(this.#rehearsals.map((rehearsal) => rehearsal.settle()))
  }

  nextTimer(): null {
    return null
  }

  async moveTo(): Promise<void> {}
}
