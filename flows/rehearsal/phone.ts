import type { LegEnd } from '../call-events.ts'
import type { LegId } from '../live-call.ts'
import type { ClaimReply } from '../open-call/call-words.ts'
import { ACCEPT_WITHIN, pickedUpInTime } from '../seat-clock.ts'
import type { LegOrder } from '../open-call/exchange.ts'
import type { World } from './world.ts'

/** What a phone does by itself when it is rung; `manual` waits for its person. */
export type Behaviour = 'manual' | 'busy' | 'declines' | 'off' | 'voicemail'

/** A person's phone in a rehearsal: it rings, its person acts, and it hears what the leg says. */
export class Phone {
  readonly address: string
  readonly name: string
  behaviour: Behaviour = 'manual'
  hears = 'nothing'
  readonly #world: World
  readonly #legs: VirtualLeg[] = []

  constructor(world: World, address: string, name: string) {
    this.#world = world
    this.address = address
    this.name = name
  }

  /** Legs that were ever placed to this phone, dead ones too. */
  get legs(): readonly VirtualLeg[] {
    return this.#legs
  }

  get ringing(): VirtualLeg | undefined {
    return this.#legs.find((leg) => leg.state === 'ringing')
  }

  get active(): VirtualLeg | undefined {
    return this.#legs.find((leg) => leg.state === 'answered' || leg.state === 'joined')
  }

  /** The carrier starts to ring this phone. */
  ring(order: LegOrder, carrier: string): VirtualLeg {
    const leg: VirtualLeg = { id: order.leg, carrier, order, phone: this, state: 'ringing', ringingSince: this.#world.clock.now(), why: null, claimed: null }
    this.#legs.push(leg)
    if (this.behaviour === 'busy' || this.active) return this.#ended(leg, 'busy')
    if (this.behaviour === 'off') return this.#ended(leg, 'failed')
    this.#world.timeline.tell(`${this.name}'s phone rings`)
    this.#world.clock.after(order.seconds * 1000, () => {
      if (leg.state === 'ringing') this.#ended(leg, 'no-answer')
    })
    if (this.behaviour === 'declines') this.#world.clock.after(1000, () => this.decline())
    if (this.behaviour === 'voicemail') this.#world.clock.after(4000, () => this.pickUp())
    return leg
  }

  /** @returns false when nothing rings, or the ringing time is just over. */
  pickUp(): boolean {
    const leg = this.ringing
    if (!leg || !pickedUpInTime(leg.ringingSince, this.#world.clock.now(), leg.order.seconds)) return false
    leg.state = 'answered'
    this.hears = 'Press 1 to accept'
    this.#world.timeline.tell(`${this.name} picks up`)
    this.#world.sendNews({ kind: 'leg-answered', leg: leg.id, at: this.#world.clock.now() })
    this.#world.clock.after(ACCEPT_WITHIN, () => {
      if (leg.state === 'answered' && leg.claimed === null) this.#ended(leg, 'hung-up')
    })
    return true
  }

  /** Presses 1 on a leg that was picked up: claims the call. */
  press1(): boolean {
    const leg = this.active
    if (!leg || leg.state !== 'answered' || leg.claimed !== null) return false
    leg.claimed = 'asked'
    this.#world.timeline.tell(`${this.name} presses 1`)
    this.#world.claim(leg, (reply) => this.#told(leg, reply))
    return true
  }

  decline(): boolean {
    const leg = this.ringing
    if (!leg) return false
    this.#world.timeline.tell(`${this.name} declines`)
    this.#ended(leg, 'declined')
    return true
  }

  hangUp(): boolean {
    const leg = this.active
    if (!leg) return false
    this.#world.timeline.tell(`${this.name} hangs up`)
    this.#ended(leg, 'hung-up')
    return true
  }

  /** The carrier ends a leg because we asked for it. */
  end(leg: VirtualLeg): void {
    this.#ended(leg, leg.state === 'ringing' ? 'cancelled' : 'hung-up')
  }

  #told(leg: VirtualLeg, reply: ClaimReply): void {
    if (leg.state !== 'answered') return
    leg.claimed = reply.kind
    if (reply.kind === 'yours') {
      leg.state = 'joined'
      this.#world.timeline.tell(`${this.name} joins`)
      this.#world.roomChanged()
      return
    }
    this.hears = reply.kind === 'taken' ? `${reply.by} has already taken this call` : reply.kind === 'gone' ? 'The caller has gone' : 'This call has moved on'
    this.#world.timeline.tell(`${this.name} hears: ${this.hears}`)
    this.#ended(leg, 'hung-up')
  }

  #ended(leg: VirtualLeg, why: LegEnd): VirtualLeg {
    if (leg.state === 'ended') return leg
    leg.state = 'ended'
    leg.why = why
    this.#world.timeline.tell(`${this.name}'s phone stops (${why})`)
    this.#world.roomChanged()
    this.#world.sendNews({ kind: 'leg-ended', leg: leg.id, why, at: this.#world.clock.now() })
    return leg
  }
}

export interface VirtualLeg {
  readonly id: LegId
  readonly carrier: string
  readonly order: LegOrder
  readonly phone: Phone
  state: 'ringing' | 'answered' | 'joined' | 'ended'
  readonly ringingSince: number
  why: LegEnd | null
  claimed: 'asked' | ClaimReply['kind'] | null
}
