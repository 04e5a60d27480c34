import { Interrupted, type Clock } from '../clock.ts'

/** What reaches an assistant from outside: what the caller says, and what the API tells it. */
export type Told =
  | { kind: 'words'; text: string; ms: number }
  | { kind: 'hold'; seconds: number; prompt: string | null }
  | { kind: 'unhold' }
  | { kind: 'stop' }

/** What has reached an assistant and not been taken up, in its order. */
export class Inbox {
  private readonly waiting: Told[] = []
  private wake: (() => void) | null = null
  private readonly clock: Clock

  constructor(clock: Clock) {
    this.clock = clock
  }

  put(told: Told): void {
    this.waiting.push(told)
    this.wake?.()
  }

  get isEmpty(): boolean {
    return this.waiting.length === 0
  }

  /** The next thing, waited for `ms` at most; null when nothing has come by then. @throws Interrupted */
  async next({ ms, signal }: { ms: number; signal: AbortSignal }): Promise<Told | null> {
    await this.until({ ms, signal })
    return this.waiting.shift() ?? null
  }

  /** Waits for `ms`, or until something is there that was not taken up. @throws Interrupted */
  until({ ms, signal }: { ms: number; signal: AbortSignal }): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(new Interrupted())
      if (!this.isEmpty) return resolve()
      const settle = (end: () => void) => {
        cancel()
        this.wake = null
        signal.removeEventListener('abort', stopped)
        end()
      }
      const stopped = () => settle(() => reject(new Interrupted()))
      const cancel = Number.isFinite(ms) ? this.clock.after(ms, () => settle(resolve)) : () => undefined
      this.wake = () => settle(resolve)
      signal.addEventListener('abort', stopped, { once: true })
    })
  }
}
