import type { LegId } from '../live-call.ts'

/** Where caller and winner meet, and what their documents have said of coming there and leaving. Said twice, the first time counts. */
export class Room {
  readonly #call: string
  readonly #callers = new Map<number, CallerInRoom>()
  readonly #persons = new Map<LegId, number>()
  readonly #missed = new Set<number>()
  readonly #left = new Map<LegId, number>()
  #doubt: (() => Promise<void>) | null = null

  constructor(call: string) {
    this.#call = call
  }

  /** What the room of the caller's talk with the person of a leg is called. */
  nameFor(leg: LegId): string {
    return roomOf(this.#call, leg)
  }

  callerComes(step: number, how: CallerInRoom): void {
    if (!this.#callers.has(step)) this.#callers.set(step, how)
  }

  /** The document of a step was not heard to begin. */
  callerIsMissed(step: number): void {
    this.#missed.add(step)
  }

  isCallerMissed(step: number): boolean {
    return this.#missed.has(step)
  }

  /** @param at milliseconds since 1970; 0 where all that is known is that they have been there. */
  personComes(leg: LegId, at: number): void {
    if (!this.#persons.has(leg)) this.#persons.set(leg, at)
  }

  /** A person's document is out of the room: so is the caller, or will be in a moment. @param at milliseconds since 1970. */
  personLeaves(leg: LegId, at: number): void {
    if (!this.#left.has(leg)) this.#left.set(leg, at)
  }

  /** When the document of a leg's person was out of the room again; undefined while it has not said so. */
  personLeft(leg: LegId): number | undefined {
    return this.#left.get(leg)
  }

  /** How the document of a step has brought the caller there; undefined if it has not. */
  callerBy(step: number): CallerInRoom | undefined {
    return this.#callers.get(step)
  }

  /** When a leg's person came into the room in which the caller was already. */
  personAt(leg: LegId): number | undefined {
    return this.#persons.get(leg)
  }

  /** Whether two have met is not known yet: it is found out when whoever still rings or waits alone has been ended. */
  leaveOpen(settle: () => Promise<void>): void {
    this.#doubt = settle
  }

  /** Finds out what was left open. */
  async settle(): Promise<void> {
    await this.#doubt?.()
  }
}

/** What the room of a talk is called at the carrier: the talk of a call's caller and the person of a leg. */
export function roomOf(call: string, leg: LegId): string {
  return `c-${call}-${leg}`
}

interface CallerInRoom {
  /** Milliseconds since 1970 by whoever told it. */
  readonly at: number
  /** Whether the person was there. */
  readonly met: boolean
}
