import type { LegEnd } from '../call/happenings/happening.ts'
import { speechTime } from '../verbs/say/say.ts'
import type { LegId } from '../live-call.ts'
import type { ClaimReply } from '../call/call-words.ts'
import { ACCEPT_WITHIN, pickedUpInTime } from '../call/seat-clock.ts'
import type { LegOrder } from '../call/exchange.ts'
import type { VirtualClock } from './clock.ts'
import { ACCEPTED_STEP } from '../call/accept-key.ts'
import { PersonOnLeg } from './person-on-leg.ts'
import type { World } from './world.ts'

/** What a phone does by itself when it is rung; `manual` waits for its person. */
export type Behaviour = 'manual' | 'busy' | 'declines' | 'off' | 'voicemail'

/**
 * What the carrier says to a dial of this phone: that it was accepted, at once or seconds after it rings; nothing, whether it rings, rings
 * seconds later (`late`, the next dial only) or not at all (`vanished`, the next dial only, or all of them); or that it failed.
 */
export type DialAnswer = 'accepted' | 'slow' | 'lost' | 'late' | 'vanished' | 'all-vanish' | 'refused'

/** The phones of a rehearsal's people; calls that happen at the same time share it. */
export class PhoneBook {
  readonly #clock: VirtualClock
  readonly #phones = new Map<string, Phone>()

  constructor(clock: VirtualClock) {
    this.#clock = clock
  }

  at(address: string, name: string = address): Phone {
    const known = this.#phones.get(address)
    if (known) return known
    const phone = new Phone(this.#clock, address, name)
    this.#phones.set(address, phone)
    return phone
  }

  /** Whether somebody talks at one of these addresses. */
  talksAt(addresses: readonly string[]): boolean {
    return addresses.some((address) => this.#phones.get(address)?.talking === true)
  }
}

/** A person's phone in a rehearsal: it rings, its person acts, and it hears what the leg says. */
export class Phone {
  readonly address: string
  readonly name: string
  behaviour: Behaviour = 'manual'
  dialAnswer: DialAnswer = 'accepted'
  hears = 'nothing'
  readonly #clock: VirtualClock
  readonly #legs: VirtualLeg[] = []

  constructor(clock: VirtualClock, address: string, name: string) {
    this.#clock = clock
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

  /** The person at this phone is talking, on whichever call. */
  get talking(): boolean {
    return this.#legs.some((leg) => leg.state === 'joined')
  }

  /** The carrier starts to ring this phone. */
  ring(world: World, order: LegOrder, carrier: string): VirtualLeg {
    const leg: VirtualLeg = {
      id: order.leg,
      carrier,
      order,
      world,
      phone: this,
      state: 'ringing',
      ringingSince: this.#clock.now(),
      why: null,
      claimed: null,
      leaving: false,
      person: null,
    }
    this.#legs.push(leg)
    if (this.behaviour === 'busy' || (this.active && !order.evenTalking)) return this.#ended(leg, 'busy')
    if (this.behaviour === 'off') return this.#ended(leg, 'failed')
    world.timeline.tell(`${this.name}'s phone rings`)
    this.#clock.after(order.seconds * 1000, () => {
      if (leg.state === 'ringing') this.#ended(leg, 'no-answer')
    })
    if (this.behaviour === 'declines') this.#clock.after(1000, () => this.decline(leg))
    if (this.behaviour === 'voicemail') this.#clock.after(4000, () => this.pickUp(leg))
    return leg
  }

  /** @returns false when nothing rings, or the ringing time has just run out. */
  pickUp(leg = this.ringing): boolean {
    if (
      leg?.state !== 'ringing' ||
      !pickedUpInTime({ ringingSince: leg.ringingSince, pickedUpAt: this.#clock.now(), seconds: leg.order.seconds })
    )
      return false
    leg.state = 'answered'
    leg.world.timeline.tell(`${this.name} picks up`)
    if (leg.order.accepts === 'on-pick-up') {
      this.#claims(leg)
      return true
    }
    this.hears = 'Press 1 to accept'
    this.#clock.after(ACCEPT_WITHIN, () => {
      if (leg.state === 'answered' && leg.claimed === null) this.#ended(leg, 'hung-up')
    })
    return true
  }

  /** Presses 1 on a leg that was picked up: claims the call. */
  press1(): boolean {
    const leg = this.active
    if (!leg || leg.state !== 'answered' || leg.claimed !== null) return false
    leg.world.timeline.tell(`${this.name} presses 1`)
    this.#claims(leg)
    return true
  }

  #claims(leg: VirtualLeg): void {
    leg.claimed = 'asked'
    leg.world.claim(leg, (reply) => this.#told(leg, reply))
  }

  /** Presses a key: a leg that asks takes 1 for yes, and any other for no. */
  press(key: string): boolean {
    if (key === '1') return this.press1()
    const leg = this.active
    if (!leg) return false
    leg.world.timeline.tell(`${this.name} presses ${key}`)
    if (leg.state === 'answered' && leg.claimed === null) this.#hearsAndEnds(leg, 'The call was not accepted. Goodbye.')
    return true
  }

  decline(leg = this.ringing): boolean {
    if (leg?.state !== 'ringing') return false
    leg.world.timeline.tell(`${this.name} declines`)
    this.#ended(leg, 'declined')
    return true
  }

  hangUp(): boolean {
    const leg = this.active
    if (!leg) return false
    leg.world.timeline.tell(`${this.name} hangs up`)
    this.#ended(leg, 'hung-up')
    return true
  }

  /** The carrier ends a leg because we asked for it. */
  end(leg: VirtualLeg): void {
    this.#ended(leg, leg.state === 'ringing' ? 'cancelled' : 'hung-up')
  }

  /** The leg's person is told why nothing comes of it, and the leg ends. */
  hearLast(leg: VirtualLeg, why: Exclude<ClaimReply, { kind: 'yours' }>): void {
    if (leg.state === 'ended') return
    this.#hearsAndEnds(leg, refusal(why))
  }

  #hearsAndEnds(leg: VirtualLeg, sentence: string): void {
    this.hears = sentence
    leg.claimed ??= 'late'
    leg.leaving = true
    leg.world.timeline.tell(`${this.name} hears: ${sentence}`)
    this.#clock.after(speechTime({ say: sentence }), () => this.#ended(leg, 'hung-up'))
  }

  /** @param reply null when nobody could be asked: a person is never joined blind. */
  #told(leg: VirtualLeg, reply: ClaimReply | null): void {
    if (leg.state !== 'answered' || leg.leaving) return
    if (reply) leg.claimed = reply.kind
    if (reply?.kind === 'yours') {
      leg.person = new PersonOnLeg(leg)
      leg.person.play({ n: ACCEPTED_STEP, list: [{ do: 'join', room: reply.room }], node: '', ladder: [], by: 'pull' })
      return
    }
    this.hears = refusal(reply)
    leg.world.timeline.tell(`${this.name} hears: ${this.hears}`)
    this.#ended(leg, 'hung-up')
  }

  #ended(leg: VirtualLeg, why: LegEnd): VirtualLeg {
    if (leg.state === 'ended') return leg
    const met = leg.world.room.talk
    leg.state = 'ended'
    leg.why = why
    leg.person?.breaksOff()
    leg.world.timeline.tell(`${this.name}'s phone stops (${why})`)
    leg.world.roomChanged()
    const end = { kind: 'leg-ended', leg: leg.id, why, at: this.#clock.now() } as const
    leg.world.sendNews(met?.leg === leg.id ? { ...end, met } : end)
    return leg
  }
}

function refusal(reply: Exclude<ClaimReply, { kind: 'yours' }> | null): string {
  switch (reply?.kind) {
    case 'taken':
      return `${reply.by} has already taken this call`
    case 'gone':
      return 'The caller has gone'
    case 'late':
      return 'This call has moved on'
    case undefined:
      return 'The call could not be connected'
  }
}

export interface VirtualLeg {
  readonly id: LegId
  readonly carrier: string
  readonly order: LegOrder
  readonly world: World
  readonly phone: Phone
  state: 'ringing' | 'answered' | 'joined' | 'ended'
  readonly ringingSince: number
  why: LegEnd | null
  claimed: 'asked' | ClaimReply['kind'] | null
  /** Its person hears a last sentence; whatever it asked before, the answer reaches nobody. */
  leaving: boolean
  /** Whoever has accepted on it; null before that. */
  person: PersonOnLeg | null
}
