import { hereOf } from '../here.ts'
import type { CallFacts } from './facts.ts'
import type { NodeId, PlanNode } from '../language/plan.ts'
import type {
  Cause,
  Claim,
  FetchOutcome,
  LiveCall,
  Message,
  OutboundRequest,
  OutboundText,
  Prompt,
  Question,
  RecordLimits,
  Reply,
  RingHow,
  RingOutcome,
  TalkOutcome,
  TextOutcome,
} from '../live-call.ts'
import type { AiOutcome, Assistant } from '../verbs/converse/assistant.ts'
import type { KnownValues } from '../values/known-values.ts'
import { ask } from './ask.ts'
import type { CallParts } from './call-parts.ts'
import { fetch, text, visitOf } from './outside.ts'
import { converse } from './converse.ts'
import type { Party } from './party.ts'
import { pushFarewell } from './push.ts'
import { ring } from './ring.ts'
import { talk } from './talk.ts'

/** What the nodes of an open call do to it. */
export class CallVerbs implements LiveCall {
  readonly facts: CallFacts
  readonly #parts: CallParts
  /** How often the walk has come to each node. */
  readonly #visits = new Map<NodeId, number>()
  /** The last node has hung up, and the caller's document will not. */
  #leavesCaller = false
  /** Nodes whose assistants have talked with the caller. */
  readonly #conversed = new Set<NodeId | null>()
  /** Somebody, or an assistant, may have talked to the caller since the last question. */
  #hasTalked = false

  constructor(parts: CallParts) {
    this.facts = parts.arrival.facts
    this.#parts = parts
  }

  /** Whether the walk has ended with the caller on the line, who is to be hung up on with the last order of the call. */
  get leavesCaller(): boolean {
    return this.#leavesCaller
  }

  enter(node: PlanNode, known: KnownValues): void {
    this.#visits.set(node.id, (this.#visits.get(node.id) ?? 0) + 1)
    this.#parts.journal.enter(node, hereOf(node, this.facts).decided)
    this.#parts.steps.enter(known)
  }

  async say(prompt: Prompt): Promise<void> {
    this.#parts.steps.gather({ do: 'say', prompt })
  }

  ask(question: Question): Promise<Reply> {
    const afterTalk = this.#hasTalked
    this.#hasTalked = false
    return ask(this.#parts, question, afterTalk)
  }

  async ring(parties: readonly Party[], how: RingHow): Promise<RingOutcome> {
    await this.#parts.steps.firstDone()
    return await ring(this.#parts, parties, how)
  }

  talk(winner: Claim): Promise<TalkOutcome> {
    this.#hasTalked = true
    return talk(this.#parts, winner)
  }

  async record(greeting: Prompt | null, limits: RecordLimits): Promise<Message> {
    const { caller, journal, steps, waiting } = this.#parts
    await steps.firstDone()
    const step = await steps.hand([{ do: 'record', greeting, limits }])
    await steps.push(step)
    const result = await waiting.until(() => caller.resultOf(step.n))
    if (result?.kind !== 'recorded') {
      journal.note({ kind: 'no-message' })
      return { kind: 'none' }
    }
    journal.note({ kind: 'recording', url: result.url, seconds: result.seconds, from: 'word' })
    return { kind: 'left', url: result.url, seconds: result.seconds }
  }

  async fetch(request: OutboundRequest): Promise<FetchOutcome> {
    await this.#parts.steps.firstDone()
    return await fetch(this.#parts, this.#visit, request)
  }

  async text(message: OutboundText): Promise<TextOutcome> {
    await this.#parts.steps.firstDone()
    return await text(this.#parts, this.#visit, message)
  }

  /** Names this visit of the node at which the walk stands. */
  get #visit(): string {
    const node = this.#parts.journal.node ?? ''
    return visitOf(node, this.#visits.get(node) ?? 1)
  }

  converse(assistant: Assistant): Promise<AiOutcome> {
    this.#hasTalked = true
    return converse(this.#parts, assistant, this.#conversed)
  }

  async hangUp(cause: Cause): Promise<void> {
    const { caller, steps, waiting } = this.#parts
    await steps.firstDone()
    const step = await steps.hand([{ do: 'hang-up', cause }])
    // a document that still speaks asks for it: a call that had closed by then would tell it to hang up at once
    if (step.by === 'pull') await waiting.until(() => (caller.resultOf(step.n - 1) !== undefined ? true : undefined))
    // nobody waits for anything any more: the last order of the call does it
    if (step.by === 'push') this.#leavesCaller = !(await pushFarewell(this.#parts, step))
  }
}
