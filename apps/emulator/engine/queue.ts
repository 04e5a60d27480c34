import type { Clock } from '../clock.ts'
import type { Settings } from '../settings.ts'

/** Starts outbound legs at the account's rate: so many a second, the rest wait in line. */
export class StartQueue {
  private readonly waiting: (() => void)[] = []
  private nextAt = 0
  private running = false
  private readonly clock: Clock
  private readonly settings: Settings

  constructor(clock: Clock, settings: Settings) {
    this.clock = clock
    this.settings = settings
  }

  /** Queues a start; it happens practically at once when nobody waits and the last one is long enough ago. */
  add(start: () => void): void {
    this.waiting.push(start)
    if (this.running) return
    this.running = true
    // Not within the command itself: its answer says "queued".
    this.clock.after(0, () => this.turn())
  }

  private turn(): void {
    const { callsPerSecond } = this.settings
    this.running = this.waiting.length > 0
    if (!this.running) return
    const wait = callsPerSecond === null ? 0 : this.nextAt - this.clock.now()
    if (wait > 0) {
      this.clock.after(wait, () => this.turn())
      return
    }
    this.nextAt = this.clock.now() + (callsPerSecond === null ? 0 : 1000 / callsPerSecond)
    this.waiting.shift()?.()
    this.turn()
  }
}
