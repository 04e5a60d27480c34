import type { Arrival } from '../arrival.ts'
import type { Outcome } from '../call-events.ts'
import { canonicalJson } from '../canonical-json.ts'
import type { CallFacts, Seat } from '../facts.ts'
import type { Instruction, Step } from '../instruction.ts'
import type { Cause, Claim, LegId, LiveCall, Message, Prompt, RecordLimits, RingHow, RingOutcome, TalkOutcome } from '../live-call.ts'
import type { Ladder } from '../ladder.ts'
import { shortLine } from '../one-line.ts'
import { ladderFrom } from '../outage.ts'
import type { PlanStep } from '../plan.ts'
import { FAREWELL } from '../position.ts'
import { walk } from '../walk.ts'
import type { ClaimReply, ClaimWord, News, Word } from './call-words.ts'
import { CallerLeg } from './caller-leg.ts'
import { decideClaim } from './decide-claim.ts'
import { Diary } from './diary.ts'
import type { Exchange } from './exchange.ts'
import { hearNews } from './hear-news.ts'
import { LegBook } from './leg-book.ts'
import { Orders } from './orders.ts'
import { push, pushGoodbye, pushUntilBegun } from './push.ts'
import { ring, type Ringing } from './ring.ts'
import { talk } from './talk.ts'
import { Waiting } from './waiting.ts'

/**
 * One call from its first word to its last leg: the `LiveCall` that nodes act on, and the handlers
 * by which documents and callbacks reach it. It decides; an {@link Exchange} does. It is the same
 * code under Temporal and in a rehearsal.
 */
export class OpenCall implements LiveCall {
  readonly facts: CallFacts
  readonly arrival: Arrival
  readonly diary: Diary
  readonly waiting: Waiting
  readonly caller = new CallerLeg()
  readonly legs = new LegBook()
  readonly orders: Orders
  readonly exchange: Exchange
  /** The ring in progress, or the last one. */
  ringing: Ringing | null = null
  /** Steps whose documents have brought the caller into the room: when, in milliseconds since 1970 by whoever told it, and whether the person was there. */
  readonly begun = new Map<number, { readonly at: number; readonly met: boolean }>()
  /** Persons who came into the room when the caller was there already, and when. */
  readonly met = new Map<LegId, number>()
  /** Whether two have met is not known yet: it is found out before the call closes. */
  inDoubt: { settle(): Promise<void> } | null = null
  callerEndedAt: number | null = null
  /** Why the document decides by itself, once it does. */
  documentDrives: string | null = null
  /** When caller and winner were first in the room together. */
  talkedAt: number | null = null
  /** The caller may have left a message. */
  askedForMessage = false
  /** A ladder has brought the caller to somebody. */
  ladderConnected = false
  #step: PlanStep | null = null
  #gathered: Instruction[] = []
  #results = new Map<number, Word['result']>()
  /** A ring has ended without anybody: what follows is a missed call. */
  #unanswered = false
  /** The walk is through and the caller still there. */
  #hangsUp = false

  constructor(arrival: Arrival, exchange: Exchange) {
    this.arrival = arrival
    this.facts = arrival.facts
    this.exchange = exchange
    this.diary = new Diary(() => exchange.now())
    this.waiting = new Waiting(exchange)
    this.orders = new Orders(this)
  }

  /** Where the walk stands, in the admin's own words. */
  get nodeTitle(): string {
    return this.#step?.title ?? 'Arrival'
  }

  /**
   * Walks the plan to its end and tidies up. Resolves when every leg that was ordered is known to
   * have ended and the last events are written.
   */
  async run(openedBy: 'word' | 'sweep' | 'document'): Promise<Outcome> {
    if (openedBy === 'document') this.listenOnly('the document decided before the call was known')
    if (openedBy === 'sweep' && this.callerEndedAt === null) await this.orders.lookUp([], true)
    await walk(this.arrival.plan, this).catch((error: unknown) => this.#breaksOff(error))
    if (this.documentDrives !== null) await this.#listen()
    return await this.#finish()
  }

  // -- handlers: each decides before it awaits anything ----------------------------------------

  /** A document has done its list and asks for the next step. */
  word(word: Word): Promise<Step> {
    if (!this.#results.has(word.step)) this.#results.set(word.step, word.result)
    const next = this.caller.ask(word.step)
    const ringing = this.ringing
    if (ringing?.step === word.step && !ringing.over && !ringing.winner) this.#parkAgain()
    this.waiting.changed()
    return next
  }

  /** A person pressed 1. The first check and set wins; there is no await in between. */
  claim(word: ClaimWord): ClaimReply {
    const leg = this.legs.get(word.leg)
    if (!leg) return { kind: 'late' }
    // the word bears the leg's own token: whatever became of the answer to its dial, this is the leg
    if (word.carrier) leg.carrier = word.carrier
    const reply = decideClaim(this, leg)
    const who = { leg: leg.id, member: leg.seat.member, name: leg.seat.name }
    if (reply.kind === 'yours') this.diary.note({ kind: 'claimed', ...who, address: leg.address, ...(word.carrier && { carrier: word.carrier }) })
    else {
      this.diary.note({ kind: 'claim-refused', ...who, why: reply.kind })
      this.orders.hearsWhy(leg)
    }
    this.waiting.changed()
    return reply
  }

  /** Something happened out there. Twice, late or out of order changes nothing. */
  news(news: News): void {
    hearNews(this, news)
  }

  // -- verbs -----------------------------------------------------------------------------------

  enter(step: PlanStep): void {
    this.#step = step
    this.diary.node = step.id
    this.diary.note({ kind: 'entered', title: step.title, node: step.kind })
  }

  async say(prompt: Prompt): Promise<void> {
    this.#gathered.push({ do: 'say', prompt })
  }

  async ring(seats: readonly Seat[], how: RingHow): Promise<RingOutcome> {
    await this.#firstListDone()
    const outcome = await ring(this, seats, how)
    if (outcome.kind !== 'claimed') this.#unanswered = true
    return outcome
  }

  async talk(winner: Claim): Promise<TalkOutcome> {
    const outcome = await talk(this, winner)
    if (outcome === 'lost') this.#unanswered = true
    return outcome
  }

  async record(greeting: Prompt | null, limits: RecordLimits): Promise<Message> {
    await this.#firstListDone()
    const step = await this.hand([{ do: 'record', greeting, limits }])
    this.askedForMessage = true
    await this.#push(step)
    const result = await this.waiting.until(() => this.resultOf(step.n))
    if (result?.kind !== 'recorded') {
      this.diary.note({ kind: 'no-message' })
      return { kind: 'none' }
    }
    this.diary.note({ kind: 'recording', url: result.url, seconds: result.seconds, from: 'word' })
    return { kind: 'left', url: result.url, seconds: result.seconds }
  }

  async hangUp(cause: Cause): Promise<void> {
    await this.#firstListDone()
    const step = await this.hand([{ do: 'hang-up', cause }])
    // nobody waits for anything any more: the last order of the call does it
    if (step.by === 'push') this.#hangsUp = !(await pushGoodbye(this, step))
  }

  // -- used by ring and talk -------------------------------------------------------------------

  /** Gives the caller's leg its next list, what was said before it included. */
  async hand(list: readonly Instruction[]): Promise<Step> {
    const node = this.#step?.id ?? this.arrival.plan.start
    // after a talk or a message nobody is rung anew, nor asked for another message: the document says goodbye
    const ladder: Ladder = list.some((one) => one.do === 'join' || one.do === 'record') ? FAREWELL : await ladderFrom(this.arrival.plan, this.facts, node)
    // the ladder took a moment: the walk may have ended meanwhile
    await this.waiting.until(() => true)
    if ((this.caller.current?.n ?? 0) >= LAST_STEP - 1) return await this.#takeLadder(node, ladder)
    const step = this.caller.give([...this.#gathered, ...list], node, ladder)
    this.#gathered = []
    this.diary.note({ kind: 'handed', step: step.n, list: step.list, by: step.by })
    return step
  }

  /** What the document of a step told when it was done; undefined while it has not spoken. */
  resultOf(n: number): Word['result'] | undefined {
    return this.#results.get(n)
  }

  /** @param at when, by the carrier's clock or ours; milliseconds since 1970. */
  callerGone(at = this.exchange.now()): void {
    if (this.callerEndedAt !== null) return
    this.callerEndedAt = at
    this.diary.note({ kind: 'caller-gone' }, at)
    this.waiting.endWalk()
  }

  /** Nothing more is decided for the caller. */
  get isOver(): boolean {
    return this.callerEndedAt !== null || this.documentDrives !== null
  }

  // -- inside ----------------------------------------------------------------------------------

  /** The room where caller and winner meet. */
  get room(): string {
    return `c-${this.facts.call}`
  }

  /** The caller's document asks for the step at its end, should no push get through until then. */
  async #push(step: Step): Promise<void> {
    const pushed = await push(this, step, [])
    if (pushed.answer === 'unsure') void pushUntilBegun(this, step, pushed)
  }

  #parkAgain(): void {
    const node = this.#step?.id ?? this.arrival.plan.start
    const before = this.caller.current
    const step = this.caller.give([{ do: 'park', for: PARK_AGAIN }], node, before?.ladder ?? [])
    if (this.ringing) this.ringing.step = step.n
    this.diary.note({ kind: 'handed', step: step.n, list: step.list, by: step.by })
  }

  /** Step 1 was delivered before this call was opened; nobody is dialled until it has been heard. */
  async #firstListDone(): Promise<void> {
    if (this.caller.current) return
    const { first } = this.arrival
    if (canonicalJson(first) !== canonicalJson(this.#gathered)) {
      this.diary.note({ kind: 'first-list-differs', delivered: first, own: this.#gathered })
    }
    this.#gathered = []
    this.caller.begin(first, this.#step?.id ?? this.arrival.plan.start)
    await this.waiting.until(() => (this.#results.has(1) ? true : undefined))
  }

  /** Two transfers are left for what the carrier may count besides ours: the ladder ends the call. */
  async #takeLadder(node: string, ladder: Step['ladder']): Promise<Step> {
    const step = this.caller.give([{ do: 'alone' }], node, ladder)
    this.diary.note({ kind: 'handed', step: step.n, list: step.list, by: step.by })
    await this.#push(step)
    this.handOver('the call has had as many steps as the carrier allows')
    return await this.waiting.until<Step>(() => undefined)
  }

  /** The document decides: whoever handed the call over has written it. A question that is still open must not wait for us. */
  listenOnly(why: string): void {
    if (this.documentDrives !== null) return
    this.documentDrives = why
    this.caller.dismiss({ do: 'alone' })
    this.waiting.endWalk()
  }

  /** The document has taken over, or is given the call: this call writes it and only listens from here on. */
  handOver(why: string): void {
    if (this.documentDrives === null) this.diary.note({ kind: 'document-drives', why })
    this.listenOnly(why)
  }

  /** A plan that cannot be walked is our own fault: the call closes all the same, and nobody is left ringing or waiting. */
  #breaksOff(error: unknown): void {
    this.diary.note({ kind: 'trouble', with: 'flow', detail: shortLine(error instanceof Error ? error.message : String(error), 300) })
    this.#unanswered = true
    this.#hangsUp = true
  }

  /** The document drives: end what we dialled, then listen until the caller has gone. */
  async #listen(): Promise<void> {
    await this.orders.endAll()
    await this.waiting.afterwards(() => (this.callerEndedAt !== null ? true : undefined))
  }

  async #finish(): Promise<Outcome> {
    // a question asked as the caller went, or after the last step, has this answer and keeps no call open
    this.caller.dismiss({ do: 'hang-up', cause: 'done' })
    await this.orders.endAll()
    await this.inDoubt?.settle()
    const outcome = this.#outcome()
    const endedAt = this.callerEndedAt ?? this.exchange.now()
    this.diary.note({ kind: 'ended', outcome, seconds: Math.round((endedAt - this.facts.arrivedAt) / 1000) }, endedAt)
    const expectsRecording = this.askedForMessage || this.documentDrives !== null
    await this.orders.close({ outcome, endedAt, expectsRecording, endCaller: this.#hangsUp && this.callerEndedAt === null })
    return outcome
  }

  #outcome(): Outcome {
    if (this.talkedAt !== null || this.ladderConnected) return 'answered'
    if (this.#unanswered || this.askedForMessage || this.documentDrives !== null) return 'missed'
    return this.callerEndedAt !== null ? 'abandoned' : 'completed'
  }
}

/** The number of steps after which the walk takes the ladder: the carrier ends a call at 32 transfers. */
const LAST_STEP = 24

/** How long a caller is parked again when people still ring after the planned time. Milliseconds. */
const PARK_AGAIN = 20_000
