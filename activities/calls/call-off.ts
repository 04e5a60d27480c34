import { setTimeout as pause } from 'node:timers/promises'
import type { LegId } from '#flows/live-call.ts'
import type { Dialled, LegOrder, LegRef } from '#flows/call/exchange.ts'
import { whoAccepted } from '#infra/db/call/leg-carriers.ts'
import type { CallRef } from '../call-activities.ts'
import type { Attempt } from './attempt.ts'
import type { CallDeps } from './call-deps.ts'
import { endEach } from './end-legs.ts'

/**
 * Checks time and again, while a batch is being dialled, whether anybody still waits for it: a slow answer to one dial
 * must not keep other phones ringing for a caller who has gone, and a postponed dial must not be placed for nobody.
 */
export class CallOff {
  readonly #deps: CallDeps
  readonly #call: CallRef
  readonly #attempt: Attempt
  readonly #placed = new Map<LegId, LegRef>()
  readonly #ended = new Set<LegId>()
  readonly #off = new AbortController()
  readonly #back = new AbortController()
  readonly #looking: Promise<void>

  constructor(deps: CallDeps, call: CallRef, attempt: Attempt) {
    this.#deps = deps
    this.#call = call
    this.#attempt = attempt
    this.#looking = this.#look().catch((error: unknown) =>
      deps.log.warn({ error, call: call.call }, 'Whether anybody still waits for a dial could not be looked after'),
    )
  }

  /** Fires when the caller has gone or somebody has accepted: nobody waits for what is not placed by then. */
  get signal(): AbortSignal {
    return this.#off.signal
  }

  /** What came of one dial of the batch. */
  note({ leg, member, name, address }: LegOrder, dialled: Dialled): void {
    if (dialled.result === 'dialled')
      this.#placed.set(leg, {
        leg,
        member,
        name,
        address,
        carrier: dialled.carrier,
        orderedAt: this.#attempt.orderedAt,
        dialling: false,
      })
  }

  /** The batch is back and no longer looked after here. Legs that were stopped meanwhile are called off. */
  async end(batch: readonly Dialled[]): Promise<readonly Dialled[]> {
    this.stop()
    if (this.#off.signal.aborted) await this.#looking
    return batch.map((one) =>
      one.result === 'dialled' && this.#ended.has(one.leg) ? { ...one, result: 'called-off' } : one,
    )
  }

  stop(): void {
    this.#back.abort()
  }

  async #look(): Promise<void> {
    const key = { organisation: this.#call.organisation, call: this.#call.call }
    const { store, db } = this.#deps
    for (;;) {
      await pause(EVERY, undefined, { signal: this.#back.signal }).catch(() => {})
      if (this.#back.signal.aborted) return
      const [left, winner] = await Promise.all([
        store.callerHasLeft(key),
        whoAccepted(db, { ...key, timeout: EVERY }).catch(() => null),
      ])
      if (left || winner !== null) this.#off.abort()
      // once somebody has accepted, the move tells the others; they themselves are told by the call why they meet nobody
      if (left)
        await this.#stop([...this.#placed.values()].filter(({ leg }) => leg !== winner && !this.#ended.has(leg)))
    }
  }

  async #stop(legs: readonly LegRef[]): Promise<void> {
    const { ended } = await endEach(this.#deps, this.#call, legs, { lastWords: null, now: this.#attempt.now() })
    for (const { leg } of ended) this.#ended.add(leg)
  }
}

/** Milliseconds. Most batches are back before the first look. */
const EVERY = 300
