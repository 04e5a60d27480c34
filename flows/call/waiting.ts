import { CallerGone } from '../live-call.ts'
import type { Exchange } from './exchange.ts'

/**
 * Waiting for what the handlers of a call change. Handlers set state and say `changed()`; verbs
 * wait for a question to have an answer. There is no lock: between two awaits nobody else runs.
 */
export class Waiting {
  readonly #exchange: Exchange
  #waiters: Waiter[] = []
  #over = false

  constructor(exchange: Exchange) {
    this.#exchange = exchange
  }

  /** The walk is over: every verb that waits, now or later, throws `CallerGone`. */
  endWalk(): void {
    this.#over = true
    this.changed()
  }

  /** Something changed: asks every waiter again. */
  changed(): void {
    const waiters = this.#waiters
    this.#waiters = []
    for (const waiter of waiters) if (!this.#settle(waiter)) this.#waiters.push(waiter)
  }

  /**
   * Resolves with the question's first answer that is not undefined.
   * @throws CallerGone when the walk ends first.
   */
  until<T>(question: () => T | undefined): Promise<T> {
    return this.#wait(question, true)
  }

  /** As {@link until}, for what goes on when the walk is over. */
  afterwards<T>(question: () => T | undefined): Promise<T> {
    return this.#wait(question, false)
  }

  /** As {@link afterwards}, but gives up with `'late'` after a time. */
  async afterwardsOr<T>(question: () => T | undefined, ms: number, why: string): Promise<T | 'late'> {
    const alarm = this.alarm(ms, why)
    const answer = await this.afterwards<T | 'late'>(() => question() ?? (alarm.rang ? 'late' : undefined))
    alarm.stop()
    return answer
  }

  /** Rings once after a time, and asks every waiter again then. */
  alarm(ms: number, why: string): Alarm {
    const timer = this.#exchange.after(ms, why)
    const alarm: Alarm & { rang: boolean } = {
      rang: false,
      stop: () => {
        if (!alarm.rang) timer.cancel()
      },
    }
    void timer.up.then(() => {
      alarm.rang = true
      this.changed()
    })
    return alarm
  }

  #wait<T>(question: () => T | undefined, endsWithWalk: boolean): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const waiter: Waiter = {
        endsWithWalk,
        ask() {
          const answer = question()
          if (answer === undefined) return false
          resolve(answer)
          return true
        },
        giveUp: () => reject(new CallerGone()),
      }
      if (!this.#settle(waiter)) this.#waiters.push(waiter)
    })
  }

  #settle(waiter: Waiter): boolean {
    if (waiter.endsWithWalk && this.#over) {
      waiter.giveUp()
      return true
    }
    return waiter.ask()
  }
}

export interface Alarm {
  readonly rang: boolean
  /** Cancels the alarm; once it has rung this does nothing. */
  stop(): void
}

interface Waiter {
  readonly endsWithWalk: boolean
  ask(): boolean
  giveUp(): void
}
