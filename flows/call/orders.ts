import type { LegEnd } from './happenings/happening.ts'
import type { LegId, RingHow } from '../live-call.ts'
import type { CloseOrder, Dialled, LegOrder, LookedUp, Moved } from './exchange.ts'
import { closeLeg, mayBeThere, refTo, type Leg } from './leg-book.ts'
import type { CallParts } from './call-parts.ts'
import { whomOf } from './party.ts'
import type { Push } from './push.ts'
import { callerStays, hasTalked } from './happenings/so-far.ts'

type OrderParts = Pick<CallParts, 'exchange' | 'journal' | 'waiting' | 'legs' | 'rings' | 'ends'>

/**
 * The orders that a call gives to its exchange, each with the events that have happened since the
 * last one, and what their answers change in the call.
 */
export class Orders {
  readonly #call: OrderParts
  /** The last move of each leg, by whose it is; null is the caller's. */
  readonly #moving = new Map<LegId | null, Promise<void>>()
  /** Legs whose people are being told who has the call, and by when they will have heard it. */
  readonly #lastWords = new Map<LegId, number>()
  /** Legs that are being chased. */
  readonly #chased = new Set<Leg>()
  #endsAll = false

  constructor(call: OrderParts) {
    this.#call = call
  }

  /** Phones ring before the answer comes: whoever accepts meanwhile is heard all the same. */
  async dial(legs: readonly LegOrder[], how: RingHow['order']): Promise<readonly Dialled[]> {
    const answer = await this.#with((order) => this.#call.exchange.dial({ ...order, order: how, legs }))
    if (answer.legs.some((leg) => leg.result === 'document-drives'))
      this.#call.ends.handOver('the document had taken over before anybody was dialled')
    return answer.legs
  }

  /**
   * Sends a leg the document of a step, then ends others. One move of a leg at a time: the carrier must
   * not do an older one after a newer one.
   * @param how.again nothing is sent if the document has begun.
   * @returns `acknowledged`: the carrier has taken the order, and the document was not heard to begin
   */
  async move(
    { to, step }: Push,
    { losers = [], again = false }: { readonly losers?: readonly Leg[]; readonly again?: boolean },
  ): Promise<Moved['caller'] | 'acknowledged'> {
    const { exchange, rings, legs } = this.#call
    const person = to.of === null ? undefined : legs.get(to.of)
    const moved = (this.#moving.get(to.of) ?? Promise.resolve()).then(() =>
      this.#with((order) =>
        exchange.move({
          ...order,
          step,
          ...(person && { leg: refTo(person) }),
          end: losers.map(refTo),
          takenBy: rings.winner?.party.name ?? null,
          unlessBegun: again,
          meets: person ? null : (rings.winner?.leg ?? null),
        }),
      ),
    )
    this.#moving.set(
      to.of,
      moved.then(() => undefined),
    )
    const answer = await moved
    this.#ended(answer)
    this.#told(answer)
    const { caller: become } = answer
    if (become === 'gone' && person) this.legEnded(person, 'unknown', exchange.now())
    else if (become === 'gone') this.#call.ends.callerGone(answer.callerEndedAt ?? undefined)
    if (become === 'document-drives')
      this.#call.ends.handOver('the document had taken over before the caller could be moved')
    return become === 'moved' && answer.begun === false ? 'acknowledged' : become
  }

  /** @param how.farewell whose people are told why they meet nobody. @param how.onlyRinging whoever has picked up goes on */
  async end(
    legs: readonly Leg[],
    { farewell = [], onlyRinging = false }: { readonly farewell?: readonly Leg[]; readonly onlyRinging?: boolean } = {},
  ): Promise<void> {
    // whoever goes on after they were told is not told again: the carrier does not play it
    const { soFar } = this.#call.journal
    const goodbye = soFar.state === 'ended' && !hasTalked(soFar) && !legs.some(({ id }) => this.#lastWords.has(id))
    const answer = await this.#with((order) =>
      this.#call.exchange.end({
        ...order,
        legs: legs.map(refTo),
        ...(callerStays(soFar) && { caller: true }),
        farewell: farewell.map(refTo),
        goodbye,
        ...(onlyRinging && { onlyRinging }),
        ...(this.#endsAll && { closes: true }),
      }),
    )
    if (answer.caller) this.#call.ends.callerGone()
    this.#ended(answer)
    this.#told(answer)
  }

  async lookUp(legs: readonly Leg[], caller: boolean): Promise<LookedUp> {
    const answer = await this.#with((order) =>
      this.#call.exchange.lookUp({ ...order, legs: legs.map(refTo), caller, met: null }),
    )
    for (const found of answer.legs) {
      const leg = this.#call.legs.get(found.leg)
      if (!leg) continue
      leg.carrier ??= found.carrier
      // its own word named it while the carrier was being asked: what was found by its numbers is somebody else's
      if (found.carrier !== leg.carrier) continue
      if (found.carrier !== null && leg.state === 'ordered') leg.state = 'placed'
      if (found.state === 'ended') this.legEnded(leg, found.why, found.at ?? this.#call.exchange.now())
    }
    const unknown = answer.legs.flatMap(({ leg, state }) =>
      state === 'unknown' ? (this.#call.legs.get(leg) ?? []) : [],
    )
    // whoever accepted while the carrier was being asked is there
    this.giveUp(
      unknown.filter((leg) => !leg.dialling && leg.state !== 'claimed'),
      'failed',
    )
    if (answer.callerEnded) this.#call.ends.callerGone(answer.callerEndedAt ?? undefined)
    return answer
  }

  /** Somebody who has accepted is told by their own document why they meet nobody, which then ends: nobody else ends it meanwhile. */
  hearsWhy(leg: Pick<Leg, 'id'>): void {
    this.#lastWords.set(leg.id, this.#call.exchange.now() + LAST_WORDS)
  }

  /** Their document did not come. */
  hearsNothing(leg: Pick<Leg, 'id'>): void {
    this.#lastWords.delete(leg.id)
    this.#call.waiting.changed()
  }

  /** When the caller and this leg's person met by what our rows know; null while they know nothing. @param how.atOnce slow rows are not waited for */
  async metAt(leg: Leg, { atOnce = false }: { readonly atOnce?: boolean } = {}): Promise<number | null> {
    const asked = { legs: [], caller: false, met: leg.id, ...(atOnce && { atOnce }) }
    const answer = await this.#with((order) => this.#call.exchange.lookUp({ ...order, ...asked }))
    return answer.metAt
  }

  /** Ends legs that nobody is waiting for any more, again and again until each is known to be over. Never throws. */
  async chase(legs: readonly Leg[]): Promise<void> {
    const mine = legs.filter((leg) => mayBeThere(leg) && !this.#chased.has(leg))
    for (const leg of mine) this.#chased.add(leg)
    await this.#untilOver({
      open: () => (this.#endsAll ? [] : mine.filter(mayBeThere)),
      farewell: () => [],
      isMore: () => false,
    })
    for (const leg of mine) this.#chased.delete(leg)
  }

  /** Nobody waits any longer for legs about which nothing is known. Should they turn up after all, they are ended. */
  giveUp(legs: readonly Leg[], why: LegEnd): void {
    const open = legs.filter((leg) => closeLeg(leg, why, this.#call.exchange.now()))
    if (open.length === 0) return
    for (const leg of open) leg.unsure = true
    void this.chase(open)
    this.#call.waiting.changed()
  }

  /** Ends every leg of the call, and a caller whose call somebody has ended, and does not rest until each is known to be over; nothing else chases any from then on. */
  async endAll(): Promise<void> {
    this.#endsAll = true
    this.#call.waiting.changed()
    // whoever accepted and met nobody is told why, once; the document that tells them ends the leg
    const unmet = (leg: Leg): boolean => !hasTalked(this.#call.journal.soFar) && leg.state === 'claimed'
    await this.#untilOver({
      open: () => this.#call.legs.open(),
      farewell: (open) => open.filter(unmet),
      isMore: () => callerStays(this.#call.journal.soFar),
    })
  }

  async close(last: Pick<CloseOrder, 'outcome' | 'endedAt' | 'expectsRecording' | 'endCaller'>): Promise<void> {
    const { journal, exchange } = this.#call
    await exchange.close({ events: journal.unwritten, node: journal.nodeTitle, ...last })
  }

  /** A leg is over: told once, however often it is heard. @param told why, as far as the teller knows */
  legEnded(leg: Leg, told: LegEnd, at: number): void {
    // the carrier's log does not say why; whoever had accepted can only have hung up
    const why = told === 'unknown' && leg.state === 'claimed' ? 'hung-up' : told
    if (why === 'unknown' && leg.state !== 'ended') this.#waitForReason(leg, at)
    else this.#isOver(leg, why, at)
  }

  #isOver(leg: Leg, why: LegEnd, at: number): void {
    const { unsure } = leg
    leg.unsure = false
    if (!closeLeg(leg, why, at) && !unsure) return
    const since = Math.max(0, Math.round((at - leg.orderedAt) / 1000))
    // news may be late; the carrier let it ring no longer than ordered
    const seconds = why === 'no-answer' || why === 'unknown' ? Math.min(since, leg.rings) : since
    // the reason it stopped was waited for
    const noted = why === 'unknown' ? at : this.#call.exchange.now()
    this.#call.journal.note({ kind: 'stopped-ringing', leg: leg.id, ...whomOf(leg.party), why, seconds }, noted)
    this.#call.waiting.changed()
  }

  /** The carrier says that a leg is over, and not why: its callback does, which is on its way or lost. It is waited for once. */
  #waitForReason(leg: Leg, at: number): void {
    if (leg.unexplained) return
    leg.unexplained = true
    const explained = (): true | undefined => (leg.state === 'ended' ? true : undefined)
    void this.#call.waiting
      .afterwardsOr(explained, NEWS_WITHIN, 'why a phone stopped ringing')
      .then(() => this.#isOver(leg, 'unknown', at))
  }

  /**
   * A leg whose dial has not come back is ended if it is there already, and else as soon as that is known. One whose person
   * hears who has the call ends by itself, and is ended only if it has not done so by then.
   * @param what.farewell which of the open legs hear a last word instead, in the first order.
   * @param what.isMore whether an order is to be given although no leg is open.
   */
  async #untilOver({ open, farewell, isMore }: ToEnd): Promise<void> {
    const { waiting } = this.#call
    /** Legs that were there to be ended when an order was given. */
    const ordered = new Set<Leg>()
    const hears = (leg: Leg): boolean => (this.#lastWords.get(leg.id) ?? 0) > this.#call.exchange.now()
    let first = true
    const isOver = (): boolean => open().length === 0 && !isMore()
    for (let rounds = 0; !isOver() && rounds < ROUNDS_TO_END;) {
      const legs = open().filter((leg) => !hears(leg))
      const told = first ? farewell(legs) : []
      for (const leg of told) this.hearsWhy(leg)
      first = false
      const placed = legs.filter((leg) => !leg.dialling)
      for (const leg of placed) ordered.add(leg)
      // a dial may be tried again for as long as its phone would ring
      if (placed.length === legs.length) rounds += 1
      if (legs.length > 0 || isMore())
        await this.end(
          legs.filter((leg) => !told.includes(leg)),
          { farewell: told },
        )
      if (isOver()) return
      const alarm = waiting.alarm(END_AGAIN, 'until the last legs have ended')
      await waiting.afterwards(() =>
        alarm.rang || isOver() || open().some((leg) => !leg.dialling && !hears(leg) && !ordered.has(leg))
          ? true
          : undefined,
      )
      alarm.stop()
    }
  }

  #told({ told = [] }: Pick<Moved, 'told'>): void {
    for (const id of told) this.hearsWhy({ id })
  }

  #ended({ ended, over = [] }: Pick<Moved, 'ended' | 'over'>): void {
    const now = this.#call.exchange.now()
    for (const id of [...ended, ...over]) {
      const leg = this.#call.legs.get(id)
      if (!leg) continue
      if (leg.unsure) this.legEnded(leg, leg.why ?? 'failed', leg.endedAt ?? now)
      else if (leg.state === 'claimed') this.legEnded(leg, 'hung-up', now)
      else if (!over.includes(id)) this.legEnded(leg, 'cancelled', now)
      else this.legEnded(leg, 'unknown', now)
    }
  }

  async #with<T extends { readonly written: boolean }>(
    give: (order: Pick<LookUpContext, 'events' | 'node'>) => Promise<T>,
  ): Promise<T> {
    const { journal } = this.#call
    const events = journal.unwritten
    const answer = await give({ events, node: journal.nodeTitle })
    if (answer.written) journal.written(events)
    return answer
  }
}

/** What is to be ended until it is over. */
interface ToEnd {
  readonly open: () => readonly Leg[]
  readonly farewell: (open: readonly Leg[]) => readonly Leg[]
  readonly isMore: () => boolean
}

type LookUpContext = Parameters<CallParts['exchange']['lookUp']>[0]

/** How often the last legs are asked to end before the call is closed all the same; each order is itself repeated for a minute. */
const ROUNDS_TO_END = 6
const END_AGAIN = 5000
/** By then a callback has come, or never will. Milliseconds. */
const NEWS_WITHIN = 3000
/** Longer than the longest name takes in the sentence that tells who has the call. Milliseconds. */
const LAST_WORDS = 8000
