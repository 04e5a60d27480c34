import { setTimeout as pause } from 'node:timers/promises'
import { comesTo, type Step } from '#flows/verbs/instruction.ts'
import type { CallKey, CallStore } from '#infra/call-store/store.ts'
import { BETWEEN_LEG_TRIES } from '#infra/signalwire/documents/leg-step.ts'
import type { LegReply } from '#infra/signalwire/documents/replies.ts'
import type { WordBody } from '#infra/signalwire/reports.ts'
import type { CarrierUrls } from '#infra/signalwire/urls.ts'
import { WAITS_AT_MOST } from './questions.ts'
import type { TemporalCalls } from './temporal-calls.ts'

/** A step of a person's leg. */
interface LegStepPlace {
  readonly leg: string
  readonly step: number
}

/** Answers the documents of people's legs: what comes after a step, and which document a step is. */
export class LegQuestions {
  readonly #store: Pick<CallStore, 'callerHasLeft' | 'drivenByDocument'>
  readonly #calls: Pick<TemporalCalls, 'word'>
  readonly #urls: CarrierUrls

  constructor(deps: {
    store: Pick<CallStore, 'callerHasLeft' | 'drivenByDocument'>
    calls: Pick<TemporalCalls, 'word'>
    urls: CarrierUrls
  }) {
    this.#store = deps.store
    this.#calls = deps.calls
    this.#urls = deps.urls
  }

  /** A person's document has done the list of its step. Never throws: somebody waits. */
  async next(key: CallKey, { leg, step }: LegStepPlace, body: WordBody): Promise<LegReply> {
    const began = performance.now()
    const before = Math.max(body.waited ?? 0, (body.try - 1) * BETWEEN_LEG_TRIES)
    // mostly the caller has hung up, which is told at the same moment and answers the question without the engine
    if (body.try === 1) await pause(CALLER_TOLD_WITHIN)
    if (await this.#isOver(key)) return { reply: 'over' }
    const waits = Math.max(WAITS_AT_MOST - before, BETWEEN_LEG_TRIES)
    const asked = await this.#calls.word(key.call, { leg, step, result: body.result, waits })
    switch (asked.kind) {
      case 'answered':
        return comesTo(asked.answer.list.slice(0, 1), 'over') ? { reply: 'over' } : this.#goTo(key, leg, asked.answer.n)
      case 'behind':
        return this.#goTo(key, leg, asked.current)
      case 'closed':
        return { reply: 'over' }
      case 'silent':
        return body.last
          ? { reply: 'over' }
          : { reply: 'wait', waited: Math.round(before + performance.now() - began) + BETWEEN_LEG_TRIES }
    }
  }

  /**
   * The step of a document that is fetched: the question that led to it has the same answer again. Never throws. While the
   * engine says nothing, the document asks once more what comes after the step before.
   */
  async step(key: CallKey, { leg, step }: LegStepPlace): Promise<Pick<Step, 'n' | 'list' | 'by'>> {
    if (await this.#isOver(key)) return { n: step, list: [HANG_UP], by: 'pull' }
    const asked = await this.#calls.word(key.call, { leg, step: step - 1, result: null, waits: WAITS_AT_MOST })
    if (asked.kind === 'answered') return asked.answer
    return { n: Math.max(1, step - 1), list: asked.kind === 'closed' ? [HANG_UP] : [], by: 'pull' }
  }

  /** The caller has gone, or their document decides: a person's leg is given nothing any more. */
  async #isOver(key: CallKey): Promise<boolean> {
    const [hasLeft, driven] = await Promise.all([this.#store.callerHasLeft(key), this.#store.drivenByDocument(key)])
    return hasLeft || driven
  }

  #goTo({ organisation, call }: CallKey, leg: string, step: number): LegReply {
    return { reply: 'next', url: this.#urls.of({ to: 'leg-document', organisation, call, leg, step }) }
  }
}

const HANG_UP = { do: 'hang-up', cause: 'done' } as const
/** The carrier tells the caller's end as it ends the room; by then that is in their row. Milliseconds. */
const CALLER_TOLD_WITHIN = 300
