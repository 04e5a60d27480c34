import { cpus } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { Trouble } from '../ledger/ledger.ts'

/**
 * Measures how late this machine is. A thread of its own has a little work to do several times a second, and notes how much
 * longer than its own processor time that took: for so long a process that has something to do waits here for a processor.
 */
export class LateMachine {
  readonly #thread: Worker
  readonly #late: Trouble[] = []
  readonly #ends: Promise<unknown>
  readonly #before = processorTimes()

  constructor() {
    this.#thread = new Worker(new URL('./late-machine-thread.ts', import.meta.url))
    this.#thread.on('message', ({ at, late }: Sample) => this.#note(at, late))
    this.#ends = new Promise((resolve) => this.#thread.once('exit', resolve))
  }

  /**
   * Ends the measuring. @returns every second in which somebody had to wait for noticeably long, with the
   * longest wait in it; and which share of the processors' time was used by anybody, from 0 to 1.
   */
  async stop(): Promise<{ readonly late: readonly Trouble[]; readonly used: number }> {
    this.#thread.postMessage('stop')
    await this.#ends
    const now = processorTimes()
    const all = Math.max(1, now.all - this.#before.all)
    return { late: this.#late, used: 1 - (now.idle - this.#before.idle) / all }
  }

  #note(at: number, late: number): void {
    if (late < NOTICED) return
    const last = this.#late.at(-1)
    if (last && at < last.from + ONE_SECOND)
      this.#late[this.#late.length - 1] = { ...last, to: at, late: Math.max(late, last.late ?? 0) }
    else this.#late.push({ what: 'the machine was late', kind: 'machine', from: at - late, to: at, late })
  }
}

/** What the thread has measured: when (milliseconds since 1970), and how many milliseconds it had to wait. */
export interface Sample {
  readonly at: number
  readonly late: number
}

/** Milliseconds. */
const NOTICED = 20
const ONE_SECOND = 1000

function processorTimes(): { readonly idle: number; readonly all: number } {
  const times = cpus().map((cpu) => cpu.times)
  const all = times.reduce((sum, { user, nice, sys, idle, irq }) => sum + user + nice + sys + idle + irq, 0)
  return { idle: times.reduce((sum, { idle }) => sum + idle, 0), all }
}
