import { setTimeout as pause } from 'node:timers/promises'
import { ACCEPTED_STEP } from '#flows/call/accept-key.ts'
import type { CallEvent, LegEnd } from '#flows/call/happenings/happening.ts'
import { addressesOfSeat } from '#flows/nodes/chosen-seats.ts'
import { whoIsOutside } from '#flows/nodes/who-is-outside.ts'
import type { Kept } from '#infra/db/call/append-events.ts'
import { talkIn, type Talk } from '#infra/db/call/leg-carriers.ts'
import { readNews, type CarrierNews } from '#infra/signalwire/news.ts'
import type { LadderBody } from '#infra/signalwire/reports.ts'
import type { CarrierClock } from './carrier-clock.ts'
import type { EventDelivery } from './event-delivery.ts'
import type { StandIn } from './stand-in.ts'
import { HeldEvents, keyed } from './held-events.ts'
import { metAtOnce, whoMet } from './who-met.ts'
import type { CallKey, CallStore } from '#infra/call-store/store.ts'

/** What the carrier's callbacks and the documents' reports change. Each may come twice, late or never. */
export class Callbacks {
  readonly #store: CallStore
  readonly #delivery: EventDelivery
  readonly #standIn: StandIn
  readonly #clock: CarrierClock
  readonly #held: HeldEvents

  constructor(deps: { store: CallStore; delivery: EventDelivery; standIn: StandIn; clock: CarrierClock }) {
    this.#store = deps.store
    this.#delivery = deps.delivery
    this.#standIn = deps.standIn
    this.#clock = deps.clock
    this.#held = new HeldEvents(deps.store)
  }

  /** Writes what waits to be written. */
  async close(): Promise<void> {
    await this.#held.close()
  }

  /** State of a leg that we dialled. Only its end can change the walk; the rest is written for people to see. */
  async leg(key: CallKey, leg: string, body: unknown, now: number): Promise<void> {
    const news = this.#read(body, now)
    // only we cancel legs: the call knows, mostly, and each of its losers would cost it four history events
    if (news.kind === 'leg-ended') {
      const end = { leg, why: news.why, at: news.at ?? now }
      if (news.why === 'cancelled' || (await this.#isEndedByUs(key, end))) return this.#standIn.endedByUs(key, end)
      const met = end.why === 'hung-up' ? await whoMet(this.#store, key) : null
      const told = { kind: 'leg-ended', ...end, ...(met?.leg === leg && { met }) } as const
      if ((await this.#delivery.tell(key, told)) === 'silent') await this.#standIn.legEnded(key, end)
      else this.#standIn.stoppedAmongOthers(key, end)
      return
    }
    if (news.kind !== 'leg') return
    const at = news.at ?? now
    if (news.state === 'ringing')
      this.#held.hold(key, { at, node: null, what: { kind: 'phone-rings', leg, carrier: news.call } })
    if (news.state === 'answered')
      await this.#write(key, { at, node: null, what: { kind: 'picked-up', leg, carrier: news.call } })
  }

  /** Whoever has picked up and is hung up on after the caller has gone is ended by the call, which need not hear of it. */
  async #isEndedByUs(key: CallKey, { why }: { readonly why: LegEnd }): Promise<boolean> {
    return why === 'hung-up' && (await this.#store.callerHasLeft(key))
  }

  /** A document has begun: written for people to see, and for whoever is about to move the caller again. */
  async begun(key: CallKey, step: number, now: number): Promise<Kept | null> {
    return await this.#write(key, { at: now, node: null, what: { kind: 'begun', step } })
  }

  /**
   * A document that has begun brings the caller into the room. That two have met rides with whatever is told of their call next
   * (`whoMet`); one who waits alone is told of after a moment, and both where the call may wonder by then.
   * @param kept what came of writing that it has begun.
   */
  async joins(
    key: CallKey,
    step: number,
    { kept, now }: { readonly kept: Kept | null; readonly now: number },
  ): Promise<void> {
    const begun = { kind: 'begun', step, at: now } as const
    if (kept === null) return void (await this.#delivery.tell(key, begun))
    // said again, as its answer was lost
    if (kept.added.length === 0) return
    if (talkWith(kept, { at: now, node: null, what: { kind: 'begun', step } }) !== null) {
      if (isWondered(kept.before, { step, now })) await this.#delivery.tell(key, { ...begun, met: true })
      return
    }
    await pause(OTHER_COMES_WITHIN, undefined, { ref: false })
    const talk = await this.#store.talk(key)
    // who has gone meanwhile waits for nobody
    if (talk === null && !(await this.#store.callerHasLeft(key)))
      await this.#delivery.tell(key, { ...begun, met: false })
    if (talk === undefined) await this.#delivery.tell(key, begun)
    // who has accepted, or where the caller goes, was kept after both had come: neither of the two knew
    if (talk?.step === step && !isExpected(kept.before, talk))
      await this.#delivery.tell(key, { ...begun, met: true, at: talk.since })
  }

  /** A document of a person's leg has begun. Of those that are pushed it is written, for whoever is about to move that leg again. */
  async legBegins(
    key: CallKey,
    { leg, step }: { readonly leg: string; readonly step: number },
    { joins, now }: { readonly joins: boolean; readonly now: number },
  ): Promise<void> {
    if (step > ACCEPTED_STEP) await this.#write(key, { at: now, node: null, what: { kind: 'begun', step, leg } })
    if (joins) await this.inRoom(key, leg, { at: 'joining', now })
  }

  /** A person enters the room or was there. The call is told only where it knows that the caller has waited for them. */
  async inRoom(
    key: CallKey,
    leg: string,
    { at, now }: { readonly at: 'joining' | 'left'; readonly now: number },
  ): Promise<void> {
    const what = { kind: 'in-room', leg } as const
    const event: CallEvent = { at: now, node: null, what: at === 'left' ? { ...what, left: true } : what }
    const kept = await this.#write(key, event)
    // where our rows cannot be read, the engine knows whether the caller is there
    if (kept === null)
      return void (await this.#delivery.tell(key, { kind: 'met', leg, at: at === 'left' ? null : now }))
    const talk = talkWith(kept, event)
    // where it was written before, it was told
    if (kept.added.length === 0 || talk?.leg !== leg || (at === 'joining' && !hasWaited(kept.before, { talk, now })))
      return
    const { since, step } = talk
    await this.#delivery.tell(key, { kind: 'met', leg, at: since, ...(step !== null && { step }) })
  }

  /** State of a caller's leg, told to the number; the call stands in the body. */
  async number(organisation: string, body: unknown, now: number): Promise<void> {
    const news = this.#read(body, now)
    switch (news.kind) {
      case 'leg-ended':
        // legs that a ladder rang name the caller's leg as their parent
        if (news.parent === null) await this.callerLeft({ organisation, call: news.call }, news.at ?? now)
        return
      case 'recorded':
        return await this.recording({ organisation, call: news.call }, body, now)
      default:
        return
    }
  }

  /** The caller's leg is over. In its row first, where whoever is about to ring a phone looks; the engine may be slower. */
  async callerLeft(key: CallKey, at: number): Promise<void> {
    const left = this.#store.callerLeft(key, at)
    const heard = metAtOnce(left.then(({ talk }) => talk))
      .then((met) => this.#delivery.tell(key, { kind: 'caller-ended', at, ...(met && { met }) }))
      .then((told) => told !== 'silent')
    await Promise.all([left, this.#standIn.callerLeft(key, { at, heard })])
  }

  /** A recording is ready. It is written at once: its call may have closed long ago. */
  async recording(key: CallKey, body: unknown, now: number): Promise<void> {
    const news = readNews(body)
    if (news.kind === 'recorded') await this.#recorded(key, { url: news.url, seconds: news.seconds }, now)
  }

  /** A document that decides alone tells what it does. */
  async ladder(key: CallKey, body: LadderBody, now: number): Promise<void> {
    if (body.recording) await this.#recorded(key, body.recording, now)
    if (body.what === 'talked') await this.#connected(key, null, now)
  }

  /** State of the people whom a ladder rings. */
  async ladderStatus(key: CallKey, body: unknown, now: number): Promise<void> {
    const news = readNews(body)
    if (news.kind === 'connect' && news.state === 'connected') await this.#connected(key, news.peer?.to ?? null, now)
  }

  async #connected(key: CallKey, address: string | null, now: number): Promise<void> {
    const arrival = await this.#store.read(key)
    const seat = arrival?.facts.roster.find((one) => addressesOfSeat(one).some((other) => other === address))
    const name = seat?.name ?? (arrival && address !== null ? whoIsOutside(arrival.plan, address) : null)
    await this.#delivery.tell(key, { kind: 'ladder-connected', name, at: now })
  }

  /**
   * The engine is not told: it knows that it has asked for a message, and would hear of it in the moment in which the document
   * tells it and it closes the call. Temporal undoes such a task, answer and all, and the caller would wait for two seconds.
   */
  async #recorded(
    key: CallKey,
    recording: { readonly url: string; readonly seconds: number },
    now: number,
  ): Promise<void> {
    await this.#write(key, { at: now, node: null, what: { kind: 'recording', ...recording, from: 'callback' } })
  }

  #read(body: unknown, now: number): CarrierNews {
    const news = readNews(body)
    if ('at' in news && news.at !== null) this.#clock.heard(news.at, now)
    return news
  }

  /** @returns of what came of it, what concerns this event. */
  async #write(key: CallKey, event: CallEvent): Promise<Kept | null> {
    const held = this.#held.take(key)
    const kept = await this.#store.append(key, [...held, event].map(keyed))
    const own = keyed(event).key
    return kept && { ...kept, added: kept.added.filter((one) => one === own) }
  }
}

/** The talk that this event has begun or found. */
function talkWith({ added, before }: Kept, event: CallEvent): Talk | null {
  return talkIn(added.length > 0 ? [...before, event] : before)
}

/** Whether a step's document begins so long after its leg was moved that the call is told that it has not begun. */
function isWondered(
  events: readonly CallEvent[],
  { step, now }: { readonly step: number; readonly now: number },
): boolean {
  const pushed = events.find(({ what }) => what.kind === 'pushed' && what.step === step && what.leg === undefined)
  return pushed !== undefined && now - pushed.at >= OTHER_COMES_WITHIN
}

/** Whether the caller was in the room for so long without anybody that the call was told. */
function hasWaited(
  events: readonly CallEvent[],
  { talk, now }: { readonly talk: Talk; readonly now: number },
): boolean {
  const begun = events.find(({ what }) => what.kind === 'begun' && what.step === talk.step && what.leg === undefined)
  return begun === undefined || now - begun.at >= OTHER_COMES_WITHIN
}

/** Whether these events say who is to meet the caller, and by which step. */
function isExpected(events: readonly CallEvent[], { leg, step }: Talk): boolean {
  const isSo = (is: (what: CallEvent['what']) => boolean): boolean => events.some(({ what }) => is(what))
  return (
    isSo((what) => what.kind === 'claimed' && what.leg === leg) &&
    isSo((what) => what.kind === 'handed' && what.step === step)
  )
}

/** How long the second of two who meet mostly takes to come after the first. Milliseconds. */
const OTHER_COMES_WITHIN = 1000
