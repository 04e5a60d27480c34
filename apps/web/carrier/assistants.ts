import { createHash } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { Arrival } from '#flows/call/arrival.ts'
import { eventKey, type Happening } from '#flows/call/happenings/happening.ts'
import type { AiAnswers } from '#flows/nodes/ai-answers/definition.ts'
import type { ConfigOf } from '#flows/language/node.ts'
import { ladderAt, type Position } from '#flows/outage/position.ts'
import { toolNames, toolWords, type ToolName } from '#flows/verbs/converse/assistant.ts'
import { redacted } from '#infra/redaction.ts'
import { aboutCall } from '#infra/signalwire/documents/about-call.ts'
import { afterList } from '#infra/signalwire/documents/step.ts'
import type { CarrierUrls } from '#infra/signalwire/urls.ts'
import { linesOf, type AiReport } from '#infra/signalwire/verbs/converse/ai-report.ts'
import { saysEnded } from '#infra/signalwire/verbs/converse/converse.ts'
import { lookedUp } from '#infra/signalwire/verbs/converse/look-up.ts'
import {
  argumentsOf,
  keptAs,
  valuesKept,
  type ToolAnswer,
  type ToolCall,
} from '#infra/signalwire/verbs/converse/tool-call.ts'
import type { CallKey, CallStore } from '#infra/call-store/store.ts'
import type { Counters } from './counters.ts'

/** Where an assistant talks: a step of a call, and its node. */
export interface TalkPlace {
  readonly step: number
  readonly from: Position
}

/**
 * What the assistants of calls may do. A model can be talked into anything, so that nothing hangs on what it wants: a tool that
 * the admin has not switched on for this very node does nothing, no tool takes whom to call or what to send, and what is
 * written down is cut and checked here. Asked twice, a tool does one thing.
 */
export class Assistants {
  readonly #store: CallStore
  readonly #urls: CarrierUrls
  readonly #counters: Counters
  readonly #log: Logger
  /** By the call: when its last request that counts something is answered. */
  readonly #turns = new Map<string, Promise<void>>()

  constructor(deps: { store: CallStore; urls: CarrierUrls; counters: Counters; log: Logger }) {
    this.#store = deps.store
    this.#urls = deps.urls
    this.#counters = deps.counters
    this.#log = deps.log
  }

  /** Answers a tool, within 2 s whatever happens: a caller waits in silence. */
  async tool(key: CallKey, at: TalkPlace, call: ToolCall): Promise<ToolAnswer> {
    const late = pause(ANSWERS_WITHIN, { response: toolWords.takesTime }, { ref: false })
    const answered = this.#answer(key, at, call).catch((error: unknown): ToolAnswer => {
      this.#log.error({ error, call: key.call, tool: call.name }, 'A tool of an assistant could not do its part')
      return { response: toolWords.takesTime }
    })
    return await Promise.race([answered, late])
  }

  /** The report on a conversation: kept once, however often it comes. */
  async report(key: CallKey, step: number, { summary, lines }: AiReport, now: number): Promise<void> {
    await this.#write(key, { kind: 'conversation', step, summary, lines }, now)
  }

  async #answer(key: CallKey, at: TalkPlace, { name, args, kept, said }: ToolCall): Promise<ToolAnswer> {
    const arrival = await this.#store.read(key)
    // the database is slow: what the assistant may do is not known, and it asks again
    if (!arrival) return { response: toolWords.takesTime }
    const config = configAt(arrival, at.from)
    const tool = toolNames.find((one) => one === name)
    if (!config || !tool || !config.tools.includes(tool)) {
      this.#counters.count('tool-refused')
      this.#log.warn({ call: key.call, tool: name.slice(0, 100) }, 'An assistant asked for what it may not do')
      return { response: toolWords.notAllowed }
    }
    const values = valuesKept(kept, config.values)
    switch (tool) {
      case 'ask_for_person':
      case 'end_call': {
        const { reason } = argumentsOf[tool].parse(args)
        this.#keepTalk(key, at.step, said)
        return await this.#ends(arrival, at, { tool, reason: redacted(reason), values })
      }
      case 'take_inquiry':
        return await this.#noteInquiry(key, { arrival, step: at.step }, argumentsOf[tool].parse(args))
      case 'look_up': {
        const found = lookedUp(argumentsOf[tool].parse(args).question, config.answers)
        return {
          response: found.map(({ question, answer }) => `${question} ${answer}`).join('\n') || toolWords.notFound,
        }
      }
      case 'set_value': {
        const { name: given, value } = argumentsOf[tool].parse(args)
        const wanted = config.values.find((one) => one.name === given)
        if (!wanted || value === '') return { response: toolWords.notAllowed }
        return {
          response: toolWords.set_value,
          action: [{ set_global_data: { [keptAs(wanted.name)]: redacted(value) } }],
        }
      }
    }
  }

  /** The conversation is over for the call: its document is replaced by one that says so and asks what comes next. */
  async #ends(
    arrival: Arrival,
    { step, from }: TalkPlace,
    {
      tool,
      reason,
      values,
    }: {
      readonly tool: Extract<ToolName, 'ask_for_person' | 'end_call'>
      readonly reason: string
      readonly values: Readonly<Record<string, string>>
    },
  ): Promise<ToolAnswer> {
    const { plan, facts } = arrival
    // with no engine to ask, who wants a person gets one, and who has what they wanted goes on behind it
    const goesOn = tool === 'end_call' && from !== null ? (plan.steps[from]?.exits.resolved ?? null) : from
    const ladder = await ladderAt(plan, facts, goesOn)
    const document = afterList(
      { ...aboutCall(arrival, this.#urls), step: { n: step, list: [], node: from, ladder } },
      saysEnded({ end: tool === 'ask_for_person' ? 'wants-person' : 'resolved', reason, values }),
    )
    return { response: toolWords[tool], action: [{ SWML: document, transfer: 'true' }], post_process: true }
  }

  /** What was said until now, in case that no report comes; the caller does not wait for it. */
  #keepTalk(key: CallKey, step: number, said: ToolCall['said']): void {
    const lines = linesOf(said)
    if (lines.length === 0) return
    this.#write(key, { kind: 'conversation', step, summary: '', lines, from: 'tool' }, Date.now()).catch(
      (error: unknown) =>
        this.#log.warn({ error, call: key.call }, 'A conversation could not be kept before its report'),
    )
  }

  /**
   * The same words in the same conversation are the same inquiry. How many there are is counted by what is kept, one request of
   * a call after another: whoever asks may say whatever they like.
   */
  async #noteInquiry(
    key: CallKey,
    { arrival, step }: { readonly arrival: Arrival; readonly step: number },
    given: ReturnType<(typeof argumentsOf)['take_inquiry']['parse']>,
  ): Promise<ToolAnswer> {
    const reason = redacted(given.reason)
    if (reason === '') return { response: 'Ask the caller what it is about first.' }
    const name = redacted(given.name)
    // with its plus sign no number of a telephone is taken for that of a card
    const isTelephone = /^\+?\d{3,15}$/.test(given.number) && redacted(given.number) === given.number
    const number = isTelephone ? given.number : (arrival.facts.caller.e164 ?? '')
    const { urgency } = given
    const id = createHash('sha256')
      .update(JSON.stringify([name, number, reason, urgency]))
      .digest('hex')
      .slice(0, 16)
    const what = { kind: 'inquiry', step, id, name, number, reason, urgency } as const
    return await this.#inTurn(key, async () => {
      const [noted, isOver] = await Promise.all([this.#store.keysOf(key, `inquiry:${step}:`), this.#store.isOver(key)])
      const isKept = noted.has(eventKey(what))
      if (!isKept && (isOver || noted.size >= MOST_INQUIRIES)) return { response: toolWords.notAllowed }
      if (!isKept) await this.#write(key, what, Date.now())
      return { response: toolWords.take_inquiry }
    })
  }

  async #inTurn<T>({ call }: CallKey, work: () => Promise<T>): Promise<T> {
    const mine = (this.#turns.get(call) ?? Promise.resolve()).then(work)
    const over = mine.then(
      () => {},
      () => {},
    )
    this.#turns.set(call, over)
    try {
      return await mine
    } finally {
      if (this.#turns.get(call) === over) this.#turns.delete(call)
    }
  }

  async #write(key: CallKey, what: Happening, at: number): Promise<void> {
    await this.#store.append(key, [{ key: eventKey(what), event: { at, node: null, what } }])
  }
}

/** The settings of the assistant at a node, as they were published; null where there is none. */
function configAt({ plan }: Arrival, node: Position): ConfigOf<AiAnswers> | null {
  const found = node === null ? undefined : plan.steps[node]
  // compile validated the config against the schema of this very kind
  return found?.kind === 'ai-answers' ? (found.config as ConfigOf<AiAnswers>) : null
}

/** In one conversation. */
const MOST_INQUIRIES = 5

/** Milliseconds. */
const ANSWERS_WITHIN = 1800
