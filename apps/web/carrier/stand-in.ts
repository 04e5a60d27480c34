import { setTimeout as pause } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { CallEvent, LegEnd } from '#flows/call-events.ts'
import { eventKey } from '#flows/event-key.ts'
import type { CallKey, CallStore } from '#infra/call-store/store.ts'
import type { OpenLeg } from '#infra/db/call/open-legs.ts'
import type { SignalWire } from '#infra/signalwire/client.ts'
import { callerHasGone } from '#infra/signalwire/documents/member.ts'
import { endLeg } from '#infra/signalwire/end-leg.ts'
import type { News } from '#workflows/messages.ts'

type Legs = (key: CallKey) => Promise<readonly OpenLeg[]>

/**
 * Does for a call what its engine would do, when its caller has gone and the engine does nothing: ends the legs that the
 * rows name as this call's, and writes that it did. The engine hears of it afterwards, and has nothing left to end.
 */
export class StandIn {
  readonly #carrier: Pick<SignalWire, 'cancel' | 'end' | 'redirect'>
  readonly #store: CallStore
  readonly #openLegs: Legs
  readonly #tell: (key: CallKey, news: News) => Promise<unknown>
  readonly #log: Logger

  /** @param deps.openLegs the legs of a call that its rows do not know to be over */
  constructor(deps: { carrier: Pick<SignalWire, 'cancel' | 'end' | 'redirect'>; store: CallStore; openLegs: Legs; tell: (key: CallKey, news: News) => Promise<unknown>; log: Logger }) {
    this.#carrier = deps.carrier
    this.#store = deps.store
    this.#openLegs = deps.openLegs
    this.#tell = deps.tell
    this.#log = deps.log
  }

  /** The caller's leg is over. @param heard whether the engine has taken the news; then it gets a moment to act on it. */
  async callerLeft(key: CallKey, { at, heard }: { readonly at: number; readonly heard: boolean }): Promise<void> {
    if (heard) await pause(ENGINE_ACTS_WITHIN, undefined, { ref: false })
    const legs = (await this.#openLegs(key)).filter((leg) => leg.carrier !== null)
    if (legs.length === 0) return
    this.#log.warn({ ...key, legs: legs.map(({ leg }) => leg), heard }, 'The caller has gone and the engine does nothing: the legs of the call are ended without it')
    await this.#write(key, [{ at, node: null, what: { kind: 'caller-gone' } }])
    await Promise.all(legs.map((leg) => this.#end(key, leg)))
  }

  /** A leg is over and the engine is silent: its row says so all the same, so that nobody seems to ring or to talk on. */
  async legEnded(key: CallKey, { leg, why, at }: { readonly leg: string; readonly why: LegEnd; readonly at: number }): Promise<void> {
    const found = (await this.#openLegs(key)).find((one) => one.leg === leg)
    if (!found) return
    const accepted = found.state === 'claimed' || found.state === 'joined'
    await this.#stopped(key, found, { why: why === 'hung-up' && !accepted ? 'not-accepted' : why, at })
  }

  async #end(key: CallKey, leg: OpenLeg): Promise<void> {
    const { carrier } = leg
    if (carrier === null) return
    try {
      // who has accepted and meets nobody is told why; the end of that sentence ends the leg
      if ((await endLeg(this.#carrier, carrier, leg.state === 'claimed' ? callerHasGone() : null)) === 'told') return
    } catch (error) {
      return this.#log.warn({ ...key, error, leg: leg.leg }, 'A leg could not be ended without the engine; the carrier’s watch finds it')
    }
    const now = Date.now()
    const why = leg.state === 'ringing' || leg.state === 'picked-up' ? 'cancelled' : 'hung-up'
    await this.#stopped(key, leg, { why, at: now })
    await this.#tell(key, { kind: 'leg-ended', leg: leg.leg, why, at: now })
  }

  async #stopped(key: CallKey, { leg, member, name, ringingAt }: OpenLeg, { why, at }: { readonly why: LegEnd; readonly at: number }): Promise<void> {
    const seconds = Math.max(0, Math.round((at - ringingAt) / 1000))
    await this.#write(key, [{ at, node: null, what: { kind: 'stopped-ringing', leg, member, name, why, seconds } }])
  }

  async #write(key: CallKey, events: readonly CallEvent[]): Promise<void> {
    await this.#store.append(key, events.map((event) => ({ key: eventKey(event.what), event })))
  }
}

/** Long enough for an engine that is only busy, short enough for a phone that rings for nobody. Milliseconds. */
const ENGINE_ACTS_WITHIN = 2000
