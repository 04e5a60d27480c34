import type { LegEnd } from '../call-events.ts'
import type { Step } from '../instruction.ts'
import type { CloseOrder, Dialled, LegOrder, LookedUp, Moved } from './exchange.ts'
import type { RingHow } from '../live-call.ts'
import { closeLeg, refTo, type Leg } from './leg-book.ts'
import type { OpenCall } from './open-call.ts'

/**
 * The orders that a call gives to its exchange, each with the events that have happened since the
 * last one, and what their answers change in the call.
 */
export class Orders {
  readonly #call: OpenCall

  constructor(call: OpenCall) {
    this.#call = call
  }

  async dial(legs: readonly LegOrder[], how: RingHow['order']): Promise<readonly Dialled[]> {
    const answer = await this.#with((order) => this.#call.exchange.dial({ ...order, order: how, legs }))
    if (answer.legs.some((leg) => leg.result === 'document-drives')) this.#call.handOver('the document had taken over before anybody was dialled')
    return answer.legs
  }

  /** Moves the caller if the step must be pushed, and ends legs; a pulled step needs only the latter. */
  async push(step: Step, losers: readonly Leg[]): Promise<Moved['caller'] | 'pulled'> {
    if (step.by === 'pull') {
      if (losers.length > 0) await this.end(losers, false)
      return 'pulled'
    }
    const answer = await this.#with((order) => this.#call.exchange.move({ ...order, step, end: losers.map(refTo), takenBy: this.#call.ringing?.winner?.seat.name ?? null, unlessBegun: false }))
    this.#ended(answer.ended)
    if (answer.caller === 'gone') this.#call.callerGone()
    if (answer.caller === 'document-drives') this.#call.handOver('the document had taken over before the caller could be moved')
    if (answer.caller === 'unsure') return await this.#pushAgain(step)
    return answer.caller
  }

  async end(legs: readonly Leg[], caller: boolean, farewell: readonly Leg[] = []): Promise<void> {
    const answer = await this.#with((order) => this.#call.exchange.end({ ...order, legs: legs.map(refTo), farewell: farewell.map(refTo), caller }))
    this.#ended(answer.ended)
  }

  async lookUp(legs: readonly Leg[], caller: boolean): Promise<LookedUp> {
    const answer = await this.#with((order) => this.#call.exchange.lookUp({ ...order, legs: legs.map(refTo), caller }))
    for (const found of answer.legs) {
      const leg = this.#call.legs.get(found.leg)
      if (!leg) continue
      if (found.carrier !== null) leg.carrier = found.carrier
      if (found.state === 'ended') this.legEnded(leg, found.why, this.#call.exchange.now())
      if (found.state === 'unknown') this.legEnded(leg, 'failed', this.#call.exchange.now())
    }
    if (answer.callerEnded) this.#call.callerGone()
    return answer
  }

  /** Ends every leg of the call and does not rest until each is known to be over. */
  async endAll(): Promise<void> {
    const { legs, waiting } = this.#call
    for (let round = 0; legs.open().length > 0 && round < ROUNDS_TO_END; round += 1) {
      if (round > 0) {
        const alarm = waiting.alarm(END_AGAIN, 'until the last legs have ended')
        await waiting.afterwards(() => (alarm.rang || legs.open().length === 0 ? true : undefined))
        alarm.stop()
      }
      // a winner whose dial was never answered would sit alone in the room until the next round
      const lost = legs.open().filter((leg) => leg.carrier === null)
      if (lost.length > 0) await this.lookUp(lost, false)
      const open = legs.open().filter((leg) => leg.carrier !== null)
      // who accepted and met nobody is told why, once; the document that tells it ends the leg
      const farewell = round === 0 && this.#call.talkedAt === null ? open.filter((leg) => leg.state === 'claimed') : []
      if (open.length > 0) await this.end(open.filter((leg) => !farewell.includes(leg)), false, farewell)
    }
  }

  async close(last: Pick<CloseOrder, 'outcome' | 'endedAt' | 'expectsRecording' | 'endCaller'>): Promise<void> {
    const { diary, exchange, nodeTitle } = this.#call
    await exchange.close({ events: diary.unwritten, node: nodeTitle, ...last })
  }

  /** A leg is over: told once, however often it is heard. */
  legEnded(leg: Leg, why: LegEnd, at: number): void {
    if (!closeLeg(leg, why)) return
    const since = Math.max(0, Math.round((at - leg.orderedAt) / 1000))
    // news may be late; the carrier let it ring no longer than ordered
    const seconds = why === 'no-answer' ? Math.min(since, leg.rings) : since
    this.#call.diary.note({ kind: 'stopped-ringing', leg: leg.id, member: leg.seat.member, name: leg.seat.name, why, seconds })
    this.#call.waiting.changed()
  }

  /** The carrier's answer was lost: pushed again only when the document has not begun within 1 s. */
  async #pushAgain(step: Step): Promise<Moved['caller']> {
    const begun = await this.#call.waiting.untilOr(() => (this.#call.begun.has(step.n) ? true : undefined), 1000, 'until the pushed document begins')
    if (begun === true) return 'moved'
    const answer = await this.#with((order) => this.#call.exchange.move({ ...order, step, end: [], takenBy: null, unlessBegun: true }))
    if (answer.caller === 'gone') this.#call.callerGone()
    return answer.caller
  }

  #ended(ids: readonly string[]): void {
    for (const id of ids) {
      const leg = this.#call.legs.get(id)
      if (leg) this.legEnded(leg, leg.state === 'claimed' ? 'hung-up' : 'cancelled', this.#call.exchange.now())
    }
  }

  async #with<T extends { readonly written: boolean }>(give: (order: Pick<LookUpContext, 'events' | 'node'>) => Promise<T>): Promise<T> {
    const { diary, nodeTitle } = this.#call
    const events = diary.unwritten
    const answer = await give({ events, node: nodeTitle })
    if (answer.written) diary.written(events)
    return answer
  }
}

type LookUpContext = Parameters<OpenCall['exchange']['lookUp']>[0]

/** How often the last legs are asked to end before the call is closed all the same. */
const ROUNDS_TO_END = 6
const END_AGAIN = 5000
