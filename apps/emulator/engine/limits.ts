import type { Clock } from '../clock.ts'
import type { Leg } from './leg.ts'

/** How long answered legs may last. */
export class Limits {
  /** How to cancel the end that is planned for each leg. */
  private readonly planned = new Map<string, () => void>()
  private readonly clock: Clock

  constructor(clock: Clock) {
    this.clock = clock
  }

  /** Plans the end so many seconds after the answer, instead of when it was planned before; a leg that is over has none. */
  set(leg: Leg, { seconds, end }: { seconds: number; end: () => void }): void {
    this.planned.get(leg.id)?.()
    const over = (leg.times.answered ?? this.clock.now()) + seconds * 1000
    this.planned.set(leg.id, this.clock.after(Math.max(0, over - this.clock.now()), end))
  }

  /** Cancels the planned end of a leg that is over already. */
  forget(leg: Leg): void {
    this.planned.get(leg.id)?.()
    this.planned.delete(leg.id)
  }
}
