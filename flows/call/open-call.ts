import { shortLine } from '../story/one-line.ts'
import type { Step } from '../verbs/instruction.ts'
import { walk } from '../walk.ts'
import type { Arrival } from './arrival.ts'
import type { LegId } from '../live-call.ts'
import type { Outcome } from './happenings/happening.ts'
import { CallHandlers } from './call-handlers.ts'
import type { CallParts } from './call-parts.ts'
import { CallVerbs } from './call-verbs.ts'
import type { ClaimReply, ClaimWord, DeedWord, News, Word } from './call-words.ts'
import { refusalOf } from './do-deed.ts'
import { Ends } from './ends.ts'
import { EventJournal, type CallWatch } from './event-journal.ts'
import type { Exchange } from './exchange.ts'
import { LegBook } from './leg-book.ts'
import { LegSteps } from './leg-steps.ts'
import { Orders } from './orders.ts'
import { Rings } from './rings.ts'
import { Room } from './room.ts'
import { callerStays, type SoFar } from './happenings/so-far.ts'
import { Steps } from './steps.ts'
import { Waiting } from './waiting.ts'

/**
 * One call from its first word to its last leg. It decides; an {@link Exchange} does. What nodes do to it are its verbs, what
 * reaches it from documents and callbacks its handlers, and where it stands a fold over what has happened (`README.md`).
 * It is the same code under Temporal and in a rehearsal.
 */
export class OpenCall {
  readonly arrival: Arrival
  readonly exchange: Exchange
  readonly #parts: CallParts
  readonly #verbs: CallVerbs
  readonly #handlers: CallHandlers

  constructor(arrival: Arrival, exchange: Exchange, watch: CallWatch = {}) {
    this.arrival = arrival
    this.exchange = exchange
    this.#parts = partsOf(arrival, exchange, watch)
    this.#verbs = new CallVerbs(this.#parts)
    this.#handlers = new CallHandlers(this.#parts)
  }

  /** What the call amounts to now. */
  get soFar(): SoFar {
    return this.#parts.journal.soFar
  }

  /** The step that a leg has or is about to get, the caller's unless one is named; null before the first. */
  currentOf(leg?: LegId): Step | null {
    const { caller, legs } = this.#parts
    return (leg === undefined ? caller : legs.get(leg)?.steps)?.current ?? null
  }

  word(word: Word): Promise<Step> {
    return this.#handlers.word(word)
  }

  claim(word: ClaimWord): ClaimReply {
    return this.#handlers.claim(word)
  }

  deed(word: DeedWord): void {
    this.#handlers.deed(word)
  }

  /** Why the call would not do a deed now; null when it would. */
  refusalOf(word: DeedWord): ReturnType<typeof refusalOf> {
    return refusalOf(this.#parts, word)
  }

  news(news: News): void {
    this.#handlers.news(news)
  }

  /**
   * Walks the plan to its end and tidies up. Resolves when every leg that was ordered is known to
   * have ended and the last events are written.
   */
  async run(openedBy: 'word' | 'sweep' | 'document'): Promise<Outcome> {
    const { ends, orders } = this.#parts
    if (openedBy === 'document') ends.handOver('the document decided before the call was known', { isKept: true })
    if (openedBy === 'sweep' && this.soFar.goneAt === null) await orders.lookUp([], true)
    const isBroken = await walk(this.arrival.plan, this.#verbs).then(
      () => false,
      (error: unknown) => this.#breaksOff(error),
    )
    if (this.soFar.state === 'document-driven') await this.#listen()
    return await this.#finish(isBroken || this.#verbs.leavesCaller)
  }

  /** A plan that cannot be walked is our own fault: the call closes all the same, and nobody is left ringing or waiting. */
  #breaksOff(error: unknown): true {
    this.#parts.journal.note({
      kind: 'trouble',
      with: 'flow',
      detail: shortLine(error instanceof Error ? error.message : String(error), 300),
    })
    return true
  }

  /** The document drives: end what we dialled, then listen until the call is over. */
  async #listen(): Promise<void> {
    const { orders, waiting } = this.#parts
    await orders.endAll()
    await waiting.afterwards(() => (this.soFar.state === 'ended' ? true : undefined))
  }

  /** @param hangsUp whether a caller who is still there is to be hung up on. */
  async #finish(hangsUp: boolean): Promise<Outcome> {
    const { caller, exchange, journal, legs, orders, room } = this.#parts
    // a question asked as the caller went, or after the last step, gets this answer and keeps no call open
    const last = { do: 'hang-up', cause: 'done' } as const
    caller.dismiss(last)
    legs.dismiss(last)
    await orders.endAll()
    await room.settle()
    const { outcome, goneAt, expectsMessage } = journal.soFar
    const endCaller = callerStays(journal.soFar) || (hangsUp && goneAt === null)
    const endedAt = goneAt ?? exchange.now()
    const seconds = Math.max(0, Math.floor((endedAt - this.arrival.facts.arrivedAt) / 1000))
    journal.note({ kind: 'ended', outcome, seconds }, endedAt)
    await orders.close({
      outcome,
      endedAt,
      expectsRecording: expectsMessage,
      endCaller,
    })
    return outcome
  }
}

function partsOf(arrival: Arrival, exchange: Exchange, watch: CallWatch): CallParts {
  const journal = new EventJournal(() => exchange.now(), watch)
  const waiting = new Waiting(exchange)
  const caller = new LegSteps()
  const legs = new LegBook()
  const rings = new Rings({ journal, caller })
  const room = new Room(arrival.facts.call)
  const ends = new Ends({ journal, waiting, caller, legs })
  const orders = new Orders({ exchange, journal, waiting, legs, rings, ends })
  const steps = new Steps({ arrival, exchange, journal, waiting, caller, legs, room, ends, orders })
  return { arrival, exchange, journal, waiting, caller, legs, rings, room, ends, orders, steps }
}
