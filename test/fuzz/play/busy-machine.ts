import { cpus } from 'node:os'
import type { Trouble } from '../ledger/ledger.ts'

/**
 * Watches whether the machine itself had time left. Where every processor is busy for a second on end, everybody is late
 * who is measured, and lateness says nothing about the product.
 */
export class BusyMachine {
  readonly #timer: NodeJS.Timeout
  readonly #busy: Trouble[] = []
  #before = cpuTimes()
  #since = Date.now()

  constructor() {
    this.#timer = setInterval(() => this.#look(), EVERY)
  }

  /** Ends the watch. @returns when the machine was busy. */
  stop(): readonly Trouble[] {
    clearInterval(this.#timer)
    return this.#busy
  }

  #look(): void {
    const [now, to] = [cpuTimes(), Date.now()]
    const idle = (now.idle - this.#before.idle) / Math.max(1, now.all - this.#before.all)
    const last = this.#busy.at(-1)
    if (idle < ENOUGH && last?.to === this.#since) this.#busy[this.#busy.length - 1] = { ...last, to }
    else if (idle < ENOUGH) this.#busy.push({ what: 'the machine was busy', kind: 'machine', from: this.#since, to })
    this.#before = now
    this.#since = to
  }
}

/** Milliseconds between two looks, and the share of idle time with which nobody waits for a processor. */
const EVERY = 1000
const ENOUGH = 0.1

function cpuTimes(): { readonly idle: number; readonly all: number } {
  const times = cpus().map((cpu) => cpu.times)
  const all = times.reduce((sum, { user, nice, sys, idle, irq }) => sum + user + nice + sys + idle + irq, 0)
  return { idle: times.reduce((sum, { idle }) => sum + idle, 0), all }
}
