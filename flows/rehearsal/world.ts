import type { LegId } from '../live-call.ts'
import type { Step } from '../verbs/instruction.ts'
import type { ClaimReply, ClaimWord, News, Word, WordResult } from '../call/call-words.ts'
import type { Dialled, FoundLeg, LegOrder, LegRef } from '../call/exchange.ts'
import { Caller, OTHER_COMES_WITHIN } from './caller.ts'
import type { VirtualClock } from './clock.ts'
import { Random } from './random.ts'
import { OutsideWorld } from './outside-world.ts'
import { PhoneBook, type Phone, type VirtualLeg } from './phone.ts'
import { Timeline } from './timeline.ts'
import { VirtualRoom } from './virtual-room.ts'
import { Transport, type TransportFaults } from './transport.ts'

/** The call that a world talks to: an open call in the same process, or its workflow. */
export interface Line {
  word(word: Word): Promise<Step>
  claim(word: ClaimWord): Promise<ClaimReply>
  news(news: News): void
}

/** The carrier's log does not answer, or takes its time. */
export type LogTrouble = 'failed' | 'slow'

/** The carrier moves the caller and its answer is lost, or comes only when a worker that died is replaced; or it never does the order, which it may have said it would. */
export type MoveTrouble = 'lost-but-moved' | 'answered-late' | 'lost-and-unmoved' | 'acknowledged-and-unmoved'

export interface WorldOptions {
  readonly seed?: number
  readonly faults?: TransportFaults
  /** How many legs the carrier places in a second; the rest wait. Null: no limit. */
  readonly callsPerSecond?: number | null
  /** The phones of calls that happen at the same time; its own unless given. */
  readonly phones?: PhoneBook
  /** Web services and text messages, of calls that happen at the same time; its own unless given. */
  readonly outside?: OutsideWorld
  /** What goes wrong with the first moves of the caller, one after another. */
  readonly moves?: readonly MoveTrouble[]
  /** How many orders to end legs fail before the carrier does one. */
  readonly failingEnds?: number
  /** What goes wrong with the first questions to the carrier's log, one after another. */
  readonly lookUps?: readonly LogTrouble[]
}

/** A virtual carrier with a caller and phones, on a virtual clock. */
export class World {
  readonly clock: VirtualClock
  readonly timeline: Timeline
  readonly caller: Caller
  readonly random: Random
  /** Steps whose documents have begun to play, and when. */
  readonly begun = new Map<number, number>()
  readonly room = new VirtualRoom(this)
  readonly outside: OutsideWorld
  readonly recordings: { readonly url: string; readonly seconds: number }[] = []
  /** Questions that wait for an answer from the line. */
  readonly unanswered = new Set<Promise<unknown>>()
  readonly #phones: PhoneBook
  readonly #legs: VirtualLeg[] = []
  #moves = 0
  #ends = 0
  #lookUps = 0
  readonly #transport: Transport
  readonly #options: WorldOptions
  #line: Line | null = null
  #placed = 0
  #nextSlot = 0

  constructor(clock: VirtualClock, options: WorldOptions = {}) {
    this.clock = clock
    this.#options = options
    this.random = new Random(options.seed ?? 1)
    this.timeline = new Timeline(clock)
    this.#phones = options.phones ?? new PhoneBook(clock)
    this.outside = options.outside ?? new OutsideWorld()
    this.caller = new Caller(this)
    this.#transport = new Transport(clock, this.random, options.faults ?? {}, (news) => this.#line?.news(news))
  }

  /** Who answers the documents and hears the news. */
  connect(line: Line): void {
    this.#line = line
  }

  phone(address: string, name: string = address): Phone {
    return this.#phones.at(address, name)
  }

  /** Every leg that was placed for this call, dead ones too. */
  get legs(): readonly VirtualLeg[] {
    return this.#legs
  }

  /** The person whom the caller hears and who hears the caller, if any. */
  get talkingTo(): Phone | null {
    return this.room.talkingTo
  }

  /** A person comes into the room: news for the call only if the caller has been told to wait there. */
  comesIn(leg: VirtualLeg): void {
    const { ended, hears, step } = this.caller
    const waits = this.clock.now() - (this.begun.get(step) ?? 0)
    if (!ended && hears === 'room' && waits >= OTHER_COMES_WITHIN)
      this.sendNews({ kind: 'met', leg: leg.id, at: this.clock.now(), step }, true)
  }

  /** All at once; the answer comes with the slowest. */
  async dial(orders: readonly LegOrder[]): Promise<Dialled[]> {
    const dialled = orders.map((order) => this.#dialOne(order))
    if (orders.some((order) => this.phone(order.address).dialAnswer === 'slow')) await this.#passes(SLOW_ANSWER)
    return dialled
  }

  #passes(ms: number): Promise<void> {
    return new Promise((resolve) => this.clock.after(ms, resolve))
  }

  #dialOne(order: LegOrder): Dialled {
    const phone = this.phone(order.address, order.name)
    if (!order.evenTalking && this.#phones.talksAt([order.address, ...(order.also ?? [])]))
      return { leg: order.leg, result: 'talking' }
    const { dialAnswer } = phone
    if (dialAnswer === 'late' || dialAnswer === 'vanished') phone.dialAnswer = 'accepted'
    if (dialAnswer === 'refused')
      return { leg: order.leg, result: 'refused', why: 'failed', detail: `the carrier could not call ${order.name}` }
    if (dialAnswer === 'vanished' || dialAnswer === 'all-vanish') return { leg: order.leg, result: 'lost' }
    const carrier = `leg-${(this.#placed += 1)}`
    if (dialAnswer === 'late') {
      this.#unseen.add(order.leg)
      this.clock.after(
        SHOWS_LATE,
        () => this.#unseen.delete(order.leg) && this.#legs.push(phone.ring(this, order, carrier)),
      )
      return { leg: order.leg, result: 'lost' }
    }
    const gap = this.#options.callsPerSecond ? 1000 / this.#options.callsPerSecond : 0
    const at = Math.max(this.clock.now(), this.#nextSlot)
    this.#nextSlot = at + gap
    this.#queued.set(order.leg, carrier)
    this.clock.after(at - this.clock.now() + SET_UP, () => {
      if (this.#queued.delete(order.leg)) this.#legs.push(phone.ring(this, order, carrier))
    })
    return dialAnswer === 'lost' ? { leg: order.leg, result: 'lost' } : { leg: order.leg, result: 'dialled', carrier }
  }

  readonly #queued = new Map<string, string>()
  /** Legs that the carrier has taken and that do not show yet. */
  readonly #unseen = new Set<string>()

  /** Gives a person's leg another document. */
  movePerson(id: LegId, step: Step): 'moved' | 'gone' {
    const leg = this.legs.find((other) => other.id === id)
    if (!leg?.person || leg.state === 'ended') return 'gone'
    const { person } = leg
    this.clock.after(DOCUMENT_DELAY, () => person.play(step))
    return 'moved'
  }

  /** @returns what the carrier answers, and whether it will do it. */
  async move(step: Step): Promise<{ readonly caller: 'moved' | 'gone' | 'unsure'; readonly begun: boolean }> {
    if (this.caller.ended) return { caller: 'gone', begun: false }
    const trouble = this.#options.moves?.[this.#moves]
    this.#moves += 1
    const begun = trouble !== 'lost-and-unmoved' && trouble !== 'acknowledged-and-unmoved'
    if (begun) this.clock.after(DOCUMENT_DELAY, () => this.caller.play(step))
    if (trouble === 'answered-late') await this.#passes(SLOW_ANSWER)
    return { caller: trouble && trouble !== 'acknowledged-and-unmoved' ? 'unsure' : 'moved', begun }
  }

  /** @param why what whoever has picked up is told; their leg ends when they have heard it. */
  end(
    legs: readonly LegRef[],
    why: Exclude<ClaimReply, { kind: 'yours' }> | null = null,
  ): { readonly ended: readonly string[]; readonly told: readonly string[] } {
    if (legs.length > 0 && (this.#ends += 1) <= (this.#options.failingEnds ?? 0)) return { ended: [], told: [] }
    const told: string[] = []
    /** Legs whose order to dial has not come here yet: nothing is there to be ended. */
    const coming = new Set(
      legs
        .filter(({ leg, dialling }) => dialling && !this.#queued.has(leg) && !this.legs.some(({ id }) => id === leg))
        .map(({ leg }) => leg),
    )
    for (const ref of legs) {
      if (this.#queued.delete(ref.leg))
        this.sendNews({ kind: 'leg-ended', leg: ref.leg, why: 'cancelled', at: this.clock.now() })
      const leg = this.legs.find((other) => other.id === ref.leg)
      if (leg?.state === 'answered' && why !== null) {
        told.push(leg.id)
        this.clock.after(COMMAND_DELAY, () => leg.phone.hearLast(leg, why))
      } else if (leg) this.clock.after(COMMAND_DELAY, () => leg.phone.end(leg))
    }
    return {
      ended: legs
        .map(({ leg }) => leg)
        .filter((leg) => !this.#unseen.has(leg) && !coming.has(leg) && !told.includes(leg)),
      told,
    }
  }

  /** People who accepted hear that the caller has gone; then their legs end. */
  sayGoodbye(legs: readonly LegRef[]): void {
    for (const ref of legs) {
      const leg = this.legs.find((other) => other.id === ref.leg)
      if (leg) leg.phone.hearLast(leg, { kind: 'gone' })
    }
  }

  async lookUp(legs: readonly LegRef[]): Promise<FoundLeg[]> {
    const trouble = this.#options.lookUps?.[this.#lookUps]
    this.#lookUps += 1
    const found = this.#found(legs)
    if (trouble === 'slow') await this.#passes(SLOW_ANSWER)
    return trouble === 'failed' ? [] : found
  }

  #found(legs: readonly LegRef[]): FoundLeg[] {
    return legs.map((ref): FoundLeg => {
      const queued = this.#queued.get(ref.leg)
      if (queued) return { leg: ref.leg, carrier: queued, state: 'waiting' }
      const leg = this.legs.find((other) => other.id === ref.leg)
      if (!leg) return { leg: ref.leg, carrier: null, state: 'unknown' }
      if (leg.state === 'ended') return { leg: leg.id, carrier: leg.carrier, state: 'ended', why: leg.why ?? 'failed' }
      return { leg: leg.id, carrier: leg.carrier, state: leg.state === 'ringing' ? 'ringing' : 'answered' }
    })
  }

  /** @param of whose document asks; null for the caller's */
  ask(
    of: LegId | null,
    said: { readonly step: number; readonly result: WordResult | null },
    then: (step: Step) => void,
  ): void {
    const patience = { clock: 'world', at: this.clock.now(), ms: PATIENCE }
    const ask = (): void =>
      this.#answer(
        (line) => line.word({ ...said, ...(of !== null && { leg: of }), patience }),
        (step) => this.clock.after(DOCUMENT_DELAY, () => then(step)),
      )
    if (of === null) return ask()
    // as the web: a person whose caller has gone is told without the call
    this.clock.after(CALLER_TOLD_WITHIN, () => {
      if (this.legs.some(({ id, state }) => id === of && state === 'ended')) return
      if (this.caller.ended) then({ n: said.step + 1, list: [HANG_UP], node: '', ladder: [], by: 'pull' })
      else ask()
    })
  }

  /** @param then told the answer, or null when nobody could be asked for as long as a leg tries. */
  claim(leg: VirtualLeg, then: (reply: ClaimReply | null) => void): void {
    const patience = { clock: 'world', at: this.clock.now(), ms: PATIENCE }
    this.#answer(
      (line) => line.claim({ leg: leg.id, carrier: leg.carrier, patience }),
      (reply) => this.clock.after(DOCUMENT_DELAY, () => then(reply)),
      () => this.clock.after(CLAIM_TRIES, () => then(null)),
    )
  }

  sendNews(news: News, certain = false): void {
    this.#transport.send(news, certain)
  }

  keepRecording(seconds: number): string {
    const url = `recording-${this.recordings.length + 1}`
    this.recordings.push({ url, seconds })
    return url
  }

  /** Somebody came into the room or left it. */
  roomChanged(): void {
    this.room.changed(DOCUMENT_DELAY)
  }

  #answer<T>(question: (line: Line) => Promise<T>, then: (answer: T) => void, otherwise: () => void = () => {}): void {
    const line = this.#line
    if (!line) throw new Error('the world is not connected to a call')
    const asked = question(line)
      .then(then, (error: unknown) => {
        this.timeline.tell(`nobody answers: ${error instanceof Error ? error.message : String(error)}`)
        otherwise()
      })
      .finally(() => this.unanswered.delete(asked))
    this.unanswered.add(asked)
  }
}

/** From dial to ringing, and from an answer to the next document. Milliseconds. */
const SET_UP = 20
const DOCUMENT_DELAY = 10
/** How long a slow answer takes. Milliseconds. */
const SLOW_ANSWER = 8000
/** When a leg that shows up late does so, after its dial. Milliseconds. */
const SHOWS_LATE = 7000
/** From the order to end a leg to its end: what somebody does meanwhile still counts. Milliseconds. */
const COMMAND_DELAY = 25
const HANG_UP = { do: 'hang-up', cause: 'done' } as const
/** How long the web waits for the caller's end before it asks the call. Milliseconds. */
const CALLER_TOLD_WITHIN = 300
/** How long a document asks before it goes on alone. Milliseconds. */
const PATIENCE = 10_000
/** How long a leg tries to claim before it gives up. Milliseconds. */
const CLAIM_TRIES = 20_000
