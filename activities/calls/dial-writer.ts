import type { Dialled, KeyedEvent } from '#flows/call/exchange.ts'
import type { CallRef } from '../call-activities.ts'
import type { CallDeps } from './call-deps.ts'
import { writeEvents } from './write-events.ts'

/**
 * Writes what came of the dials of a batch, as each comes: people see their phones ring, and what they do next finds their legs.
 * What comes while it writes goes together afterwards, and of a batch that is back at once nobody waits for it.
 */
export class DialWriter {
  readonly #deps: CallDeps
  readonly #call: CallRef
  #waiting: readonly KeyedEvent[] = []
  #writing: Promise<void> = Promise.resolve()

  constructor(deps: CallDeps, call: CallRef) {
    this.#deps = deps
    this.#call = call
  }

  /** Resolves at once for phones that were dialled, as their call writes that as well; otherwise when it is written. */
  async write(events: readonly KeyedEvent[], { result }: Dialled): Promise<void> {
    this.#waiting = [...this.#waiting, ...events]
    const written = this.#flush()
    if (result !== 'dialled') await written
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
