import { setTimeout as pause } from 'node:timers/promises'
import type { Logger } from 'pino'
import { eventKey, type CallEvent, type LegEnd } from '#flows/call/happenings/happening.ts'
import { whom } from '#flows/call/party.ts'
import { IN_PASSING } from '#flows/story/in-passing.ts'
import type { CallKey, CallStore } from '#infra/call-store/store.ts'
import type { OpenLeg } from '#infra/db/call/open-legs.ts'
import type { SignalWire } from '#infra/signalwire/client.ts'
import { callerHasGone } from '#infra/signalwire/documents/member.ts'
import type { Swml } from '#infra/signalwire/documents/swml.ts'
import { endLeg } from '#infra/signalwire/end-leg.ts'
import type { News } from '#workflows/messages.ts'

export interface StandInDeps {
  readonly carrier: Pick<SignalWire, 'cancel' | 'end' | 'redirect'>
  readonly store: CallStore
  /** The legs of a call that its rows do not know to be over. */
  readonly openLegs: (key: CallKey) => Promise<readonly OpenLeg[]>
  /** Whether the call's engine has written that the caller is gone: then it has told whoever waits for them. */
  readonly engineKnows: (key: CallKey) => Promise<boolean>
  readonly tell: (key: CallKey, news: News) => Promise<unknown>
  readonly log: Logger
  /** Waits for so many milliseconds. */
  readonly wait?: (ms: number) => Promise<unknown>
}

/** That a leg is over, why, and when; milliseconds since 1970. */
interface LegEnded {
  readonly leg: string
  readonly why: LegEnd
  readonly at: number
}

/**
 * Does for a call what its engine would do, when its caller has gone and the engine does nothing: ends the legs that the
 * rows name as this call's, and writes that it did. The engine hears of it afterwards, and has nothing left to end.
 */
export class StandIn {
  readonly #deps: StandInDeps
  readonly #wait: (ms: number) => Promise<unknown>
  /** Calls whose caller's end is being seen to, or has just been: it may be told twice. */
  readonly #seenTo = new Map<string, Promise<void>>()

  /** Legs that were ended a moment ago as only we do, by their calls. */
  readonly #endedByUs = new Map<string, Map<string, LegEnded>>()

  constructor(deps: StandInDeps) {
    this.#deps = deps
    this.#wait = deps.wait ?? ((ms) => pause(ms, undefined, { ref: false }))
  }

  /** The caller's leg is over. @param heard whether the engine has taken the news; then it has a moment from now to act on it. */
  callerLeft(key: CallKey, { at, heard }: { readonly at: number; readonly heard: Promise<boolean> }): Promise<void> {
    const seenTo = this.#seenTo.get(key.call) ?? this.#callerLeft(key, { at, heard })
    this.#seenTo.set(key.call, seenTo)
    const forget = () => this.#seenTo.delete(key.call)
    seenTo.then(() => setTimeout(forget, TOLD_AGAIN_WITHIN).unref(), forget)
    return seenTo
  }

  async #callerLeft(
    key: CallKey,
    { at, heard: told }: { readonly at: number; readonly heard: Promise<boolean> },
  ): Promise<void> {
    const itsMoment = this.#wait(ENGINE_ACTS_WITHIN).then(() => null)
    // an engine that has not said by then whether it hears does nothing either
    const answered = await Promise.race([told, itsMoment])
    if (answered !== false) await itsMoment
    if (answered === null) {
      // one that is only busy goes on in a moment, and nobody's phone rings until then
      const stopping = this.#endInstead(key, { at, heard: false, onlyRinging: true })
      const rest = Promise.race([told, this.#wait(ENGINE_IS_BUSY)]).then(() =>
        this.#endInstead(key, { at, heard: true }),
      )
      await Promise.all([stopping, rest])
      return
    }
    await this.#endInstead(key, { at, heard: answered !== false })
  }

  /** @param how.heard whether the engine may know that the caller is gone */
  async #endInstead(
    key: CallKey,
    {
      at,
      heard,
      onlyRinging = false,
    }: { readonly at: number; readonly heard: boolean; readonly onlyRinging?: boolean },
  ): Promise<void> {
    // whoever has picked up beside a winner hears who has the call, or soon that they were too late, and ends by themselves
    const open = (await this.#deps.openLegs(key)).filter(
      (leg) => leg.carrier !== null && !(leg.state === 'picked-up' && leg.isTaken),
    )
    const engineKnows = heard && open.length > 0 && (await this.#deps.engineKnows(key))
    // where the engine knows, only what must not last is put right: whoever has picked up may be hearing a last word
    const legs = engineKnows || onlyRinging ? open.filter(({ state }) => state === 'ringing') : open
    if (legs.length === 0) return
    this.#deps.log.warn(
      { ...key, legs: legs.map(({ leg }) => leg), heard },
      'The caller has gone and the engine does nothing: the legs of the call are ended without it',
    )
    const arrival = await this.#deps.store.read(key).catch(() => null)
    const why = callerHasGone(arrival?.facts.speech)
    await Promise.all([
      // while the engine may be about to write it, and to tell whoever has picked up, it is not written for it
      onlyRinging ? null : this.#write(key, [{ at, node: null, what: { kind: 'caller-gone' } }]),
      ...legs.map((leg) => this.#end(key, leg, isTold(leg, at) ? why : null)),
    ])
  }

  /** A leg is over and the engine is silent: its row says so all the same, so that nobody seems to ring or talk. */
  async legEnded(key: CallKey, { leg, why, at }: LegEnded): Promise<void> {
    const found = (await this.#deps.openLegs(key)).find((one) => one.leg === leg)
    if (!found) return
    await this.#stopped(key, found, { why, at })
  }

  /**
   * A phone has stopped while others of its call ring on. The engine knows, and writes it with its next order, which may be
   * as far off as the others ring: whoever looks at the call is to see it now. Written by both, it is one event.
   */
  stoppedAmongOthers(key: CallKey, end: LegEnded): void {
    if (!TOLD_AT_ONCE.has(end.why)) return
    this.#stoppedAmongOthers(key, end).catch((error: unknown) =>
      this.#deps.log.warn({ ...key, error }, 'That a phone has stopped could not be told at once'),
    )
  }

  async #stoppedAmongOthers(key: CallKey, { leg, why, at }: LegEnded): Promise<void> {
    // whoever has picked up may have accepted a moment ago: that is written with the order that follows
    if (why === 'hung-up') await this.#wait(ORDER_IS_WRITTEN_WITHIN)
    const open = await this.#deps.openLegs(key)
    const found = open.find((one) => one.leg === leg)
    if (!found || found.isTaken || open.length === 1) return
    await this.#stopped(key, found, { why, at })
  }

  /**
   * A leg was ended as only we do: whoever ordered it writes so, and would hear nothing new. The engine is told if
   * that is not written in a moment: its order's answer was lost, or there was none, and nobody else would ever tell it why
   * this leg ended.
   */
  endedByUs(key: CallKey, { leg, why, at }: LegEnded): void {
    const legs = this.#endedByUs.get(key.call)
    if (legs) return void legs.set(leg, { leg, why, at })
    this.#endedByUs.set(key.call, new Map([[leg, { leg, why, at }]]))
    const look = (): void => {
      this.#tellsUnwritten(key).catch((error: unknown) =>
        this.#deps.log.warn({ ...key, error }, 'That legs were ended could not be told'),
      )
    }
    setTimeout(look, ORDER_IS_WRITTEN_WITHIN).unref()
  }

  async #tellsUnwritten(key: CallKey): Promise<void> {
    const legs = [...(this.#endedByUs.get(key.call)?.values() ?? [])]
    this.#endedByUs.delete(key.call)
    const isOver = await this.#deps.store.isOver(key)
    if (isOver && legs.every(({ why }) => why === 'hung-up')) return
    // a database that is away has nothing of it, whoever ordered it
    const open = await this.#deps.openLegs(key).catch(() => null)
    for (const end of legs) {
      // of whoever accepted as their caller went, the rows say that they are gone before they are: only a call that is over knows
      const isKnown = end.why === 'hung-up' ? isOver : open !== null && !open.some((one) => one.leg === end.leg)
      if (isKnown) continue
      if ((await this.#deps.tell(key, { kind: 'leg-ended', ...end })) === 'silent') await this.legEnded(key, end)
    }
  }

  /** @param lastWord what whoever has picked up hears; null where they are told nothing. */
  async #end(key: CallKey, leg: OpenLeg, lastWord: Swml | null): Promise<void> {
    const { carrier } = leg
    if (carrier === null) return
    let become: Awaited<ReturnType<typeof endLeg>>
    try {
      // the end of the sentence ends the leg
      become = await endLeg(this.#deps.carrier, carrier, lastWord)
    } catch (error) {
      return this.#deps.log.warn(
        { ...key, error, leg: leg.leg },
        'A leg could not be ended without the engine; the carrier’s watch finds it',
      )
    }
    // why a leg was over before was told by its callback, or will be by the engine or the watch
    if (become !== 'ended') return
    const now = Date.now()
    const why = ACCEPTED.has(leg.state) ? 'hung-up' : 'cancelled'
    await this.#stopped(key, leg, { why, at: now })
    await this.#deps.tell(key, { kind: 'leg-ended', leg: leg.leg, why, at: now })
  }

  async #stopped(
    key: CallKey,
    { leg, ringingAt, state, ...who }: OpenLeg,
    { why: end, at }: { readonly why: LegEnd; readonly at: number },
  ): Promise<void> {
    const seconds = Math.max(0, Math.round((at - ringingAt) / 1000))
    const why = end === 'hung-up' && !ACCEPTED.has(state) ? 'not-accepted' : end
    await this.#write(key, [{ at, node: null, what: { kind: 'stopped-ringing', leg, ...whom(who), why, seconds } }])
  }

  async #write(key: CallKey, events: readonly CallEvent[]): Promise<void> {
    await this.#deps.store.append(
      key,
      events.map((event) => ({ key: eventKey(event.what), event })),
    )
  }
}

/** Who has picked up, whether or not that was heard, and met nobody is told why the call is over: they may have pressed 1 just now. */
function isTold({ state, joinedAt }: OpenLeg, goneAt: number): boolean {
  return state !== 'joined' || (joinedAt !== null && goneAt - joinedAt < IN_PASSING)
}

/** Whoever is in one of these has pressed the key, and the call is theirs. */
const ACCEPTED: ReadonlySet<OpenLeg['state']> = new Set(['claimed', 'joined'])
/** Others time out together, and the engine goes on at once. */
const TOLD_AT_ONCE: ReadonlySet<LegEnd> = new Set(['declined', 'busy', 'failed', 'hung-up'])
/** Long enough for an engine that is only busy, short enough for a phone that rings for nobody. Milliseconds. */
const ENGINE_ACTS_WITHIN = 300
/** How much longer an engine may be busy with an order that it carries out. Milliseconds. */
const ENGINE_IS_BUSY = 700
/** An order that ends a leg writes it at once. Milliseconds; shorter than the engine waits to be told (`Orders`). */
const ORDER_IS_WRITTEN_WITHIN = 1500
/** Milliseconds within which the carrier repeats a callback. */
const TOLD_AGAIN_WITHIN = 30_000
