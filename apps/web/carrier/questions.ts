import type { Logger } from 'pino'
import type { Arrival } from '#flows/call/arrival.ts'
import type { Step } from '#flows/verbs/instruction.ts'
import { ladderAt, positionOf, type Position } from '#flows/outage/position.ts'
import type { QuestionReply } from '#infra/signalwire/documents/replies.ts'
import { BETWEEN_TRIES } from '#infra/signalwire/documents/step.ts'
import type { WordBody } from '#infra/signalwire/reports.ts'
import type { CarrierUrls } from '#infra/signalwire/urls.ts'
import { firstStep, stepWithoutEngine } from '#infra/call-store/arrivals.ts'
import { handOver } from './hand-over.ts'
import type { WorkflowStarts } from './workflow-starts.ts'
import type { EventDelivery } from './event-delivery.ts'
import type { CallKey, CallStore, KeptNews, KnownBefore } from '#infra/call-store/store.ts'
import type { Asked, Question, TemporalCalls } from './temporal-calls.ts'

/** How long a document is told to wait before it goes on alone. Milliseconds (architecture.md 5.10). */
export const WAITS_AT_MOST = 10_000

/** A step of a call, and where the call stands then by the document that names the step. */
export interface StepPlace {
  readonly step: number
  readonly from: Position
}

/** Answers the documents of callers' legs: what comes after a step, and which document a step is. */
export class Questions {
  readonly #store: CallStore
  readonly #calls: TemporalCalls
  readonly #delivery: EventDelivery
  readonly #starts: WorkflowStarts
  readonly #urls: CarrierUrls
  readonly #log: Logger
  /** Steps that were answered here a moment ago and are about to be fetched. */
  readonly #answered = new Map<string, Step>()

  constructor(deps: {
    store: CallStore
    calls: TemporalCalls
    delivery: EventDelivery
    starts: WorkflowStarts
    urls: CarrierUrls
    log: Logger
  }) {
    this.#store = deps.store
    this.#calls = deps.calls
    this.#delivery = deps.delivery
    this.#starts = deps.starts
    this.#urls = deps.urls
    this.#log = deps.log
  }

  /** A document has done the list of its step. Never throws: a caller waits. */
  async next(key: CallKey, at: StepPlace, body: WordBody): Promise<QuestionReply> {
    const began = performance.now()
    // between two tries the caller hears ringing; an answer of ours that got lost on its way took `waited` with it
    const before = Math.max(body.waited ?? 0, (body.try - 1) * BETWEEN_TRIES)
    const [arrival, { driven, kept }] = await Promise.all([
      this.#store.read(key),
      at.step === 1 ? this.#store.beforeFirstWord(key) : this.#laterWord(key),
    ])
    if (driven) return { reply: 'alone' }
    // whoever may have to decide after this try needs time for it
    const patience = body.last || before + PATIENCE >= DECIDES_FROM ? SHORTLY : PATIENCE
    const question = { step: at.step, result: body.result, waits: Math.max(WAITS_AT_MOST - before, patience) }
    const asked: Asked<Step> = arrival ? await this.#ask(arrival, question, { kept, patience }) : { kind: 'silent' }
    switch (asked.kind) {
      case 'answered':
        this.#remember(key, asked.answer)
        return this.#goTo(key, { step: asked.answer.n, from: positionOf(asked.answer) })
      case 'behind':
        return this.#goTo(key, { step: asked.current, from: asked.from === undefined ? at.from : asked.from })
      case 'closed':
        // the document of the next step says goodbye
        return this.#goTo(key, after(at))
      case 'silent': {
        const waited = before + performance.now() - began
        if (!body.last && waited < DECIDES_FROM) return { reply: 'wait', waited: Math.round(waited) + BETWEEN_TRIES }
        return await this.#letGo(key, at, { arrival, why: 'the engine did not answer' })
      }
    }
  }

  async #laterWord(key: CallKey): Promise<KnownBefore> {
    return { driven: await this.#store.drivenByDocument(key), kept: [] }
  }

  /** A document whose question nobody answered is about to decide alone: it may, unless its workflow rings somebody meanwhile. */
  async alone(key: CallKey, at: StepPlace): Promise<QuestionReply> {
    const [arrival, driven] = await Promise.all([this.#store.read(key), this.#store.drivenByDocument(key)])
    return driven ? { reply: 'alone' } : await this.#letGo(key, at, { arrival, why: 'its document could not reach us' })
  }

  /**
   * The step of a document that is fetched. Never throws, and never decides that a call goes on alone: a document that
   * nobody can name the step for asks for it again.
   * @returns null while the call's arrival cannot be read.
   */
  async step(
    key: CallKey,
    { step: n, from }: StepPlace,
  ): Promise<{ readonly arrival: Arrival; readonly step: Step } | null> {
    const known = this.#answered.get(nameOf(key, n))
    const named = n === 1 || known !== undefined
    const [arrival, driven, asked] = await Promise.all([
      this.#store.read(key),
      !named && this.#store.drivenByDocument(key),
      named ? null : this.#askAgain(key, n),
    ])
    if (!arrival) return null
    const without = async (does: Step['list'][number], step = n) => ({
      arrival,
      step: await stepWithoutEngine(arrival, step, { from, does }),
    })
    if (n === 1) return { arrival, step: await firstStepFetched(arrival) }
    if (driven) return await without({ do: 'alone' })
    const step = known ?? (asked?.kind === 'answered' ? asked.answer : null)
    // a step before which none was given has no ladder of its own
    if (step)
      return step.ladder.length > 0 || positionOf(step) === null
        ? { arrival, step }
        : { arrival, step: { ...step, ladder: await ladderAt(arrival.plan, arrival.facts, from) } }
    if (asked?.kind === 'closed') return await without({ do: 'hang-up', cause: 'done' })
    return await without({ do: 'park', for: MEANWHILE }, n - 1)
  }

  /** Another web process has answered the word that led to step `n`: the same question has the same answer. */
  async #askAgain({ call }: CallKey, n: number): Promise<Asked<Step>> {
    const until = performance.now() + SHORTLY
    const asked = await this.#calls.word(call, { step: n - 1, result: null, waits: WAITS_AT_MOST }, SHORTLY)
    if (asked.kind !== 'behind') return asked
    // the call has gone on since this address was given: the step that stands has a document, too
    const left = until - performance.now()
    return left > 0
      ? await this.#calls.word(call, { step: asked.current - 1, result: null, waits: WAITS_AT_MOST }, left)
      : asked
  }

  /** Hands the call to its document for good; a workflow that rings somebody keeps it, and the document asks again. */
  async #letGo(
    key: CallKey,
    at: StepPlace,
    { arrival, why }: { readonly arrival: Arrival | null; readonly why: string },
  ): Promise<QuestionReply> {
    const ladder = arrival ? await ladderAt(arrival.plan, arrival.facts, at.from) : []
    const handed = await handOver({ store: this.#store, delivery: this.#delivery }, key, {
      why,
      ladder,
      at: Date.now(),
    })
    this.#log.warn(
      { ...key, step: at.step },
      handed
        ? 'The call goes on without its workflow'
        : 'The engine does not answer, but phones ring for the call: its document asks again',
    )
    return handed ? { reply: 'alone' } : this.#goTo(key, after(at))
  }

  async #ask(
    arrival: Arrival,
    word: Question,
    { kept, patience }: { readonly kept: readonly KeptNews[]; readonly patience: number },
  ): Promise<Asked<Step>> {
    const { call } = arrival.facts
    if (word.step > 1) return await this.#calls.word(call, word, patience)
    const key = { organisation: arrival.organisation, call }
    const asked = await this.#calls.firstWord(
      arrival,
      { ...word, delivered: arrival.first },
      { heard: kept.map(({ news }) => news), patience },
    )
    if (asked.kind === 'answered') {
      // nobody waits for these: the sweep would find the workflow running all the same, and what waits for it
      Promise.all([this.#store.spoken(key), this.#starts.tell(kept)]).catch((error: unknown) =>
        this.#log.warn({ call, error }, 'A first word was not noted'),
      )
    }
    return asked
  }

  #goTo(key: CallKey, at: StepPlace): QuestionReply {
    return { reply: 'next', url: this.#urls.of({ to: 'step-document', ...key, ...at }) }
  }

  #remember(key: CallKey, step: Step): void {
    const name = nameOf(key, step.n)
    this.#answered.set(name, step)
    setTimeout(() => this.#answered.delete(name), FETCHED_WITHIN).unref()
  }
}

/** Whoever fetches step 1 comes from the number's own document, which has asked us in silence: something must be heard before the next question. */
async function firstStepFetched(arrival: Arrival): Promise<Step> {
  const step = await firstStep(arrival)
  return step.list.length > 0 ? step : { ...step, list: [{ do: 'park', for: 1000 }] }
}

const nameOf = (key: CallKey, n: number): string => `${key.call} ${n}`

/** The next step, while nobody knows better where the call stands. */
const after = ({ step, from }: StepPlace): StepPlace => ({ step: step + 1, from })

/** From here on a document has no time for another try: the ringing before it, and the try itself. Milliseconds. */
const DECIDES_FROM = WAITS_AT_MOST - 3500
const FETCHED_WITHIN = 30_000

/** How long the caller hears ringing before the question is asked again. Milliseconds. */
const MEANWHILE = 2000

/** How long the engine has to answer a question; and where more is to be done within the caller's 4 s of silence. Milliseconds. */
const PATIENCE = 1500
const SHORTLY = 700
