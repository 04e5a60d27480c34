import type { Logger } from 'pino'
import type { Arrival } from '#flows/arrival.ts'
import type { Step } from '#flows/instruction.ts'
import type { QuestionReply } from '#infra/signalwire/documents/replies.ts'
import { BETWEEN_TRIES } from '#infra/signalwire/documents/step.ts'
import type { WordBody } from '#infra/signalwire/reports.ts'
import type { CarrierUrls } from '#infra/signalwire/urls.ts'
import { firstStep, lonelyStep } from '#infra/call-store/arrivals.ts'
import { handOver } from './hand-over.ts'
import type { Openings } from './openings.ts'
import type { PostOffice } from './post-office.ts'
import type { CallKey, CallStore } from '#infra/call-store/store.ts'
import type { Asked, Question, TemporalCalls } from './temporal-calls.ts'

/** How long a document is told to wait before it goes on alone. Milliseconds (architecture.md 5.10). */
export const WAITS_AT_MOST = 10_000

/** Answers the documents of callers' legs: what comes after a step, and which document a step is. */
export class Questions {
  readonly #store: CallStore
  readonly #calls: TemporalCalls
  readonly #post: PostOffice
  readonly #openings: Openings
  readonly #urls: CarrierUrls
  readonly #log: Logger
  /** Steps that were answered here a moment ago and are about to be fetched. */
  readonly #answered = new Map<string, Step>()

  constructor(deps: { store: CallStore; calls: TemporalCalls; post: PostOffice; openings: Openings; urls: CarrierUrls; log: Logger }) {
    this.#store = deps.store
    this.#calls = deps.calls
    this.#post = deps.post
    this.#openings = deps.openings
    this.#urls = deps.urls
    this.#log = deps.log
  }

  /** A document has done the list of step `n`. Never throws: a caller waits. */
  async next(key: CallKey, n: number, body: WordBody, now: number): Promise<QuestionReply> {
    // between two tries the caller hears ringing; an answer of ours that got lost on its way took `waited` with it
    const before = Math.max(body.waited ?? 0, (body.try - 1) * BETWEEN_TRIES)
    const arrival = await this.#store.read(key)
    if (!arrival || (await this.#store.drivenByDocument(key))) return { reply: 'alone' }
    const asked = await this.#ask(arrival, { step: n, result: body.result, waits: WAITS_AT_MOST - before })
    switch (asked.kind) {
      case 'answered':
        this.#remember(key, asked.answer)
        return this.#goTo(key, asked.answer.n)
      case 'behind':
        return this.#goTo(key, asked.current)
      case 'closed':
        // the document of the next step says goodbye
        return this.#goTo(key, n + 1)
      case 'silent':
        return await this.#silent(arrival, { ...body, step: n }, before + Date.now() - now)
    }
  }

  /** A document whose question nobody answered is about to decide alone: it may, unless its workflow rings somebody meanwhile. */
  async alone(key: CallKey, n: number): Promise<QuestionReply> {
    const arrival = await this.#store.read(key)
    if (!arrival || (await this.#store.drivenByDocument(key))) return { reply: 'alone' }
    return (await this.#letGo(arrival, n, 'its document could not reach us')) ? { reply: 'alone' } : this.#goTo(key, n + 1)
  }

  /** Nobody answered a document that has waited for so many milliseconds by now. */
  async #silent(arrival: Arrival, { step, last }: { readonly step: number; readonly last: boolean }, waited: number): Promise<QuestionReply> {
    if (!last && waited < WAITS_AT_MOST - ONE_ROUND) return { reply: 'wait', waited: waited + BETWEEN_TRIES }
    const key = { organisation: arrival.organisation, call: arrival.facts.call }
    return (await this.#letGo(arrival, step)) ? { reply: 'alone' } : this.#goTo(key, step + 1)
  }

  /** The step of a document that is fetched. Never throws and always has an answer. */
  async step(key: CallKey, n: number): Promise<{ readonly arrival: Arrival; readonly step: Step } | null> {
    const arrival = await this.#store.read(key)
    if (!arrival) return null
    if (n === 1) return { arrival, step: await firstStep(arrival) }
    const known = this.#answered.get(nameOf(key, n))
    if (known) return { arrival, step: known }
    if (await this.#store.drivenByDocument(key)) return { arrival, step: await lonelyStep(arrival, n, null) }
    // another web process answered the word: the same question has the same answer
    const asked = await this.#ask(arrival, { step: n - 1, result: null, waits: WAITS_AT_MOST }, FETCH_PATIENCE)
    if (asked.kind === 'answered') return { arrival, step: asked.answer }
    // the call has gone on since this address was given: the step that stands has a document, too
    if (asked.kind === 'behind' && asked.current > n) return await this.step(key, asked.current)
    if (asked.kind === 'closed') return { arrival, step: { n, list: [{ do: 'hang-up', cause: 'done' }], node: arrival.plan.start, ladder: [], by: 'pull' } }
    if (await this.#letGo(arrival, n - 1)) return { arrival, step: await lonelyStep(arrival, n, null) }
    return { arrival, step: await this.#meanwhile(arrival, n - 1) }
  }

  /** Step n asked and got no answer, but phones ring for the caller: who hears ringing, and asks the same once more. */
  async #meanwhile(arrival: Arrival, n: number): Promise<Step> {
    const { ladder } = await this.#stepAgain(arrival, n)
    return { n, list: [{ do: 'park', for: MEANWHILE }], node: arrival.plan.start, ladder, by: 'pull' }
  }

  /** Hands the call to its document, once for all. @returns false when its workflow rings somebody now and keeps it. */
  async #letGo(arrival: Arrival, step: number, why = 'the engine did not answer'): Promise<boolean> {
    const key = { organisation: arrival.organisation, call: arrival.facts.call }
    // of a later step only its document knows what it does
    const { ladder } = step === 1 ? await firstStep(arrival) : (this.#answered.get(nameOf(key, step)) ?? { ladder: [] })
    const handed = await handOver({ store: this.#store, post: this.#post }, key, { why, ladder, at: Date.now() })
    this.#log.warn({ ...key, step }, handed ? 'The call goes on without its workflow' : 'The engine does not answer, but phones ring for the call: its document asks again')
    return handed
  }

  async #stepAgain(arrival: Arrival, n: number): Promise<Step> {
    if (n === 1) return await firstStep(arrival)
    return this.#answered.get(nameOf({ organisation: arrival.organisation, call: arrival.facts.call }, n)) ?? (await lonelyStep(arrival, n, null))
  }

  async #ask(arrival: Arrival, word: Question, patience?: number): Promise<Asked<Step>> {
    const { call } = arrival.facts
    if (word.step > 1) return await this.#calls.word(call, word, patience)
    const key = { organisation: arrival.organisation, call }
    const kept = await this.#store.kept(key)
    const asked = await this.#calls.firstWord(arrival, { ...word, delivered: arrival.first }, kept.map(({ news }) => news))
    if (asked.kind === 'answered') {
      // nobody waits for these: the sweep would find the workflow running all the same, and what waits for it
      Promise.all([this.#store.spoken(key), this.#openings.tell(kept)]).catch((error: unknown) => this.#log.warn({ call, error }, 'A first word was not noted'))
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

/** How long the caller hears ringing before the question is asked again because phones ring. Milliseconds. */
const MEANWHILE = 4000

/** A document must be there within 2 s, whatever is down. Milliseconds. */
const FETCH_PATIENCE = 1000
