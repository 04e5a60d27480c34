import type { Arrival } from '#flows/arrival.ts'
import { VirtualClock } from '#flows/rehearsal/clock.ts'
import { Rehearsal } from '#flows/rehearsal/rehearsal.ts'
import type { WorldOptions } from '#flows/rehearsal/world.ts'
import type { RunningCall, VirtualDriver } from '../virtual/virtual-stage.ts'

/** Rehearsals on one clock: the real call on a virtual carrier, in milliseconds. */
export class FastDriver implements VirtualDriver {
  readonly clock = new VirtualClock()
  readonly #rehearsals: Rehearsal[] = []

  async begin(arrival: Arrival, options: WorldOptions): Promise<RunningCall> {
    const rehearsal = new Rehearsal(arrival, options, this.clock)
    this.#rehearsals.push(rehearsal)
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
    for (const rehearsal of this.#rehearsals) await rehearsal.settle()
  }

  nextTimer(): null {
    return null
  }

  async moveTo(): Promise<void> {}
}
