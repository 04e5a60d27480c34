import type { Logger } from 'pino'
import type { Arrival } from '#flows/arrival.ts'
import type { Step } from '#flows/instruction.ts'
import type { QuestionReply } from '#infra/signalwire/documents/replies.ts'
import type { WordBody } from '#infra/signalwire/reports.ts'
import type { CarrierUrls } from '#infra/signalwire/urls.ts'
import type { Word } from '#workflows/messages.ts'
import { firstStep, lonelyStep } from '#infra/call-store/arrivals.ts'
import { handOver } from './hand-over.ts'
import type { PostOffice } from './post-office.ts'
import type { CallKey, CallStore } from '#infra/call-store/store.ts'
import type { Asked, TemporalCalls } from './temporal-calls.ts'

/** How long a document is told to wait before it goes on alone. Milliseconds (architecture.md 5.10). */
export const WAITS_AT_MOST = 10_000

/** Answers the documents of callers' legs: what comes after a step, and which document a step is. */
export class Questions {
  readonly #store: CallStore
  readonly #calls: TemporalCalls
  readonly #post: PostOffice
  readonly #urls: CarrierUrls
  readonly #log: Logger
  /** Steps that were answered here a moment ago and are about to be fetched. */
  readonly #answered = new Map<string, Step>()

  constructor(deps: { store: CallStore; calls: TemporalCalls; post: PostOffice; urls: CarrierUrls; log: Logger }) {
    this.#store = deps.store
    this.#calls = deps.calls
    this.#post = deps.post
    this.#urls = deps.urls
    this.#log = deps.log
  }

  /** A document has done its list. Never throws: a caller waits. */
  async next(key: CallKey, body: WordBody, now: number): Promise<QuestionReply> {
    const since = body.since ?? now
    const arrival = await this.#store.read(key)
    if (!arrival || (await this.#store.drivenByDocument(key))) return { reply: 'alone' }
    const asked = await this.#ask(arrival, { step: body.step, result: body.result, until: since + WAITS_AT_MOST })
    switch (asked.kind) {
      case 'answered':
        this.#remember(key, asked.answer)
        return this.#goTo(key, asked.answer.n)
      case 'behind':
        return this.#goTo(key, asked.current)
      case 'closed':
        // the document of the next step says goodbye
        return this.#goTo(key, body.step + 1)
      case 'silent':
        if (!body.last && Date.now() - since < WAITS_AT_MOST - ONE_ROUND) return { reply: 'wait', since }
        await this.#letGo(arrival, body.step)
        return { reply: 'alone' }
    }
  }

  /** The step of a document that is fetched. Never throws and always has an answer. */
  async step(key: CallKey, n: number, now: number): Promise<{ readonly arrival: Arrival; readonly step: Step } | null> {
    const arrival = await this.#store.read(key)
    if (!arrival) return null
    if (n === 1) return { arrival, step: await firstStep(arrival) }
    const known = this.#answered.get(nameOf(key, n))
    if (known) return { arrival, step: known }
    if (await this.#store.drivenByDocument(key)) return { arrival, step: await lonelyStep(arrival, n, null) }
    // another web process answered the word: the same question has the same answer
    const asked = await this.#ask(arrival, { step: n - 1, result: null, until: now + WAITS_AT_MOST }, FETCH_PATIENCE)
    if (asked.kind === 'answered') return { arrival, step: { ...asked.answer, n } }
    if (asked.kind === 'closed') return { arrival, step: { n, list: [{ do: 'hang-up', cause: 'done' }], node: arrival.plan.start, ladder: [], by: 'pull' } }
    await this.#letGo(arrival, n - 1)
    return { arrival, step: await lonelyStep(arrival, n, null) }
  }

  /** Hands the call to its document, once for all. */
  async #letGo(arrival: Arrival, step: number): Promise<void> {
    const key = { organisation: arrival.organisation, call: arrival.facts.call }
    this.#log.warn(key, 'The call goes on without its workflow: the engine did not answer in time')
    const { ladder } = step === 1 ? await firstStep(arrival) : (this.#answered.get(nameOf(key, step)) ?? { ladder: [] })
    await handOver({ store: this.#store, post: this.#post }, key, { why: 'the engine did not answer', ladder, at: Date.now() })
  }

  async #ask(arrival: Arrival, word: Word, patience?: number): Promise<Asked<Step>> {
    const { call } = arrival.facts
    if (word.step > 1) return await this.#calls.word(call, word, patience)
    const asked = await this.#calls.firstWord(arrival, { ...word, delivered: arrival.first })
    if (asked.kind === 'answered') {
      // nobody waits for this write: the sweep would find the workflow running all the same
      this.#store.spoken({ organisation: arrival.organisation, call }).catch((error: unknown) => this.#log.warn({ call, error }, 'A first word was not noted'))
    }
    return asked
  }

  #goTo(key: CallKey, n: number): QuestionReply {
    return { reply: 'next', url: this.#urls.of({ to: 'step-document', ...key, step: n }) }
  }

  #remember(key: CallKey, step: Step): void {
    const name = nameOf(key, step.n)
    this.#answered.set(name, step)
    setTimeout(() => this.#answered.delete(name), FETCHED_WITHIN).unref()
  }
}

const nameOf = (key: CallKey, n: number): string => `${key.call} ${n}`

/** The ringing before the next try, and how long that may take. Milliseconds. */
const ONE_ROUND = 3500
const FETCHED_WITHIN = 30_000

/** A document must be there within 2 s, whatever is down. Milliseconds. */
const FETCH_PATIENCE = 1000
