import type { Dialled, KeyedEvent } from '#flows/call/exchange.ts'
import type { CallRef } from '../call-activities.ts'
import type { CallDeps } from './call-deps.ts'
import { writeEvents } from './write-events.ts'

/**
 * Writes what came of the dials of a batch. The call writes itself, with its next order, which phones were dialled; only while
 * some dial of the batch keeps it waiting do the others have to be written here: what people do next finds their legs there. What
 * comes while it writes goes together afterwards.
 */
export class DialWriter {
  readonly #deps: CallDeps
  readonly #call: CallRef
  #waiting: readonly KeyedEvent[] = []
  #writing: Promise<void> = Promise.resolve()
  /** Whether the batch takes its time. */
  #isSlow = false
  readonly #timer: NodeJS.Timeout

  constructor(deps: CallDeps, call: CallRef) {
    this.#deps = deps
    this.#call = call
    this.#timer = setTimeout(() => {
      this.#isSlow = true
      void this.#flush()
    }, BATCH_IS_BACK)
  }

  /** Resolves when what must be written by now is. */
  async write(events: readonly KeyedEvent[], { result }: Dialled): Promise<void> {
    this.#waiting = [...this.#waiting, ...events]
    if (this.#isSlow || result !== 'dialled') await this.#flush()
  }

  /** The batch is back: its call knows the rest. */
  stop(): void {
    clearTimeout(this.#timer)
  }

  #flush(): Promise<void> {
    this.#writing = this.#writing.then(async () => {
      const batch = this.#waiting
      this.#waiting = []
      if (batch.length > 0) await writeEvents(this.#deps, this.#call, batch)
    })
    return this.#writing
  }
}

/** Longer than a carrier mostly takes for a batch. Milliseconds. */
const BATCH_IS_BACK = 100
