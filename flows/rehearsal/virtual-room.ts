import type { Met } from '../call/call-words.ts'
import type { LegId } from '../live-call.ts'
import type { Phone, VirtualLeg } from './phone.ts'
import type { World } from './world.ts'

/** The room in which a rehearsal's caller talks to whoever has accepted. */
export class VirtualRoom {
  /** When the caller was first in the room with the person of a leg. */
  readonly met = new Map<LegId, number>()
  readonly #world: World
  #with: Phone | null = null

  constructor(world: World) {
    this.#world = world
  }

  /** The person whom the caller hears and who hears the caller, if any. */
  get talkingTo(): Phone | null {
    const { caller } = this.#world
    return caller.ended || caller.hears !== 'room' ? null : (this.#person?.phone ?? null)
  }

  /** The same as it rides with news; null when nobody talks. */
  get talk(): Met | null {
    const person = this.talkingTo && this.#person
    const at = person && this.met.get(person.id)
    return person && at !== undefined && at !== null ? { leg: person.id, at, step: this.#world.caller.step } : null
  }

  /** Whether a person who accepted is there, or their document on its way there. */
  get hasPerson(): boolean {
    return this.#person !== undefined
  }

  /** Somebody has come or left. @param after for how long nothing happens to whoever stays; milliseconds */
  changed(after: number): void {
    const { clock, timeline } = this.#world
    const who = this.talkingTo
    if (who === this.#with) return
    // who leaves ends the room: the other one's document goes on
    if (who === null) clock.after(after, () => this.#ends())
    this.#with = who
    const leg = who && this.#person
    if (leg && !this.met.has(leg.id)) this.met.set(leg.id, clock.now())
    timeline.tell(who ? `the caller talks to ${who.name}` : 'the talk is over')
  }

  #ends(): void {
    if (this.talkingTo !== null) return
    this.#world.caller.leaveRoom()
    for (const leg of this.#world.legs) leg.person?.leaveRoom()
  }

  get #person(): VirtualLeg | undefined {
    return this.#world.legs.find((leg) => leg.state === 'joined')
  }
}
