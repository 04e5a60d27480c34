import { IN_PASSING } from '../story/in-passing.ts'
import type { Leg } from './leg-book.ts'
import type { CallParts } from './call-parts.ts'
import { whomOf } from './party.ts'
import type { Pushed } from './push.ts'
import { isDecided } from './happenings/so-far.ts'

type MeetingParts = Pick<CallParts, 'exchange' | 'journal' | 'waiting' | 'room' | 'orders'>

/** What is known of whether two have met, and since when. Times in milliseconds since 1970. */
export class Meeting {
  since: number | null = null
  readonly #call: MeetingParts
  readonly #won: Leg
  readonly #step: number
  readonly #pushing: Promise<Pushed>
  /** What came of moving the caller. */
  #move: Pushed | null = null

  constructor(
    call: MeetingParts,
    won: Leg,
    { step, pushing }: { readonly step: number; readonly pushing: Promise<Pushed> },
  ) {
    this.#call = call
    this.#won = won
    this.#step = step
    this.#pushing = pushing.then(async (pushed) => {
      // the words of two who are talking may have been lost, and nobody who is talking is given up on
      if (pushed.answer === 'unsure') this.#met(await call.orders.metAt(won))
      this.#move = pushed
      call.waiting.changed()
      return pushed
    })
  }

  /** Both documents have said that they are coming into the room: the later word marks the meeting. */
  look(): void {
    const begun = this.#call.room.callerBy(this.#step)
    if (begun?.met) this.#met(begun.at)
    const came = this.#call.room.personAt(this.#won.id)
    if (begun && came !== undefined) this.#met(Math.max(begun.at, came))
  }

  /** The caller could not be brought to the winner, however often it was tried. */
  get isHopeless(): boolean {
    return this.since === null && (this.#move?.answer === 'refused' || this.#move?.answer === 'unsure')
  }

  /** The two are apart, or never met. Whoever still rings or waits alone is ended before any doubt is settled. */
  async close(): Promise<void> {
    this.look()
    if (this.since === null && isDecided(this.#call.journal.soFar)) this.#call.room.leaveOpen(() => this.settle())
    else await this.settle()
  }

  /** Finds out whether the two have met, and notes it. */
  async settle(): Promise<void> {
    const parted = this.#partedAt()
    this.look()
    const answer = this.since === null ? (await this.#pushing).answer : null
    const isMoved = answer === 'moved' || answer === 'acknowledged' || answer === 'pulled'
    const stayed = this.#call.room.callerBy(this.#step)?.met === false ? WAITED_IN_VAIN : STAYED
    const haveStayed = isMoved && this.#move !== null && parted - this.#move.at >= stayed
    // nobody tells of two who talk before something else is to be told; for when alone, nobody waits long
    if (this.since === null && isMoved) this.#met(await this.#call.orders.metAt(this.#won, { atOnce: haveStayed }))
    // words are lost if the web happens to be down; two who were brought together and stayed have met all the same
    if (haveStayed && this.#move) this.#met(this.#move.at)
    // both were on their way into the room when one of them left
    if (this.since !== null && parted - this.since < IN_PASSING) this.since = null
    if (this.since !== null)
      this.#call.journal.note({
        kind: 'talk-ended',
        ...this.#who,
        seconds: Math.max(0, Math.round((parted - this.since) / 1000)),
      })
    else {
      if (answer === 'refused' || answer === 'unsure')
        this.#call.journal.note({
          kind: 'trouble',
          with: 'redirect',
          detail: 'the caller could not be moved to the person who accepted',
        })
      this.#call.journal.note({ kind: 'winner-lost', ...this.#who })
    }
  }

  /** @param at null: nobody knows of it. */
  #met(at: number | null): void {
    // a document that begins when the other has gone finds an empty room
    if (this.since !== null || at === null || at > this.#oneIsGone) return
    // whoever told it may go by another clock
    this.since = Math.min(at, this.#call.exchange.now())
    this.#call.journal.note({ kind: 'talking', ...this.#who }, this.since)
  }

  /** A worker that was away hears of a hang-up late: the talk lasted until the hang-up, not until now. */
  #partedAt(): number {
    return Math.min(this.#oneIsGone, this.#call.exchange.now())
  }

  /** When the first of the two was gone, as far as that is known. */
  get #oneIsGone(): number {
    return Math.min(
      this.#call.journal.soFar.goneAt ?? Infinity,
      this.#won.endedAt ?? Infinity,
      this.#call.room.personLeft(this.#won.id) ?? Infinity,
    )
  }

  get #who() {
    return { leg: this.#won.id, ...whomOf(this.#won.party) }
  }
}

/** Two who were brought together and stayed at least this long have met. Milliseconds. */
const STAYED = 3000
/** A caller who was in the room first waits no longer than a claim is repeated: after that the person is there, or gone. Milliseconds. */
const WAITED_IN_VAIN = 30_000
