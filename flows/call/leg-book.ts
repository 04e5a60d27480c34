import type { LegEnd } from './happenings/happening.ts'
import { whomOf, type Address, type Party } from './party.ts'
import type { LegId } from '../live-call.ts'
import type { LegRef } from './exchange.ts'
import { LegSteps } from './leg-steps.ts'
import type { Instruction } from '../verbs/instruction.ts'
import type { NodeId } from '../language/plan.ts'

/** A leg that this call has ordered. */
export interface Leg {
  readonly id: LegId
  readonly party: Party
  readonly address: Address
  readonly orderedAt: number
  /** How long the carrier lets it ring, seconds. */
  readonly rings: number
  /** The first is the question that it was dialled with. */
  readonly steps: LegSteps
  carrier: string | null
  /** `ordered` until the carrier has said anything; what has ended stays ended. */
  state: 'ordered' | 'placed' | 'claimed' | 'ended'
  why: LegEnd | null
  /** When it ended, milliseconds since 1970 by whoever told it. */
  endedAt: number | null
  /** The order to dial it has not come back. */
  dialling: boolean
  /** It counts as ended, but only because nothing is known of it: it may still ring, and then has to be ended. */
  unsure: boolean
  /** The carrier lists it as over, and may still say why. */
  unexplained: boolean
  /** It was not dialled: its party is in another talk. */
  talking: boolean
}

/** All legs that a call has ordered. Terminal states stick, so news may come twice and in any order. */
export class LegBook {
  readonly #legs = new Map<LegId, Leg>()

  /** @param node where its question belongs to */
  add({
    node,
    ...ordered
  }: Pick<Leg, 'id' | 'party' | 'address' | 'orderedAt' | 'rings'> & { readonly node: NodeId }): Leg {
    const steps = new LegSteps(ordered.id)
    steps.begin([], node)
    const leg: Leg = {
      ...ordered,
      steps,
      carrier: null,
      state: 'ordered',
      why: null,
      endedAt: null,
      dialling: true,
      unsure: false,
      unexplained: false,
      talking: false,
    }
    this.#legs.set(leg.id, leg)
    return leg
  }

  get(id: LegId): Leg | undefined {
    return this.#legs.get(id)
  }

  /** Nothing more is decided for any of them. */
  dismiss(last: Instruction): void {
    for (const { steps } of this.#legs.values()) steps.dismiss(last)
  }

  /** Legs that may still be ringing or talking. */
  open(): Leg[] {
    return [...this.#legs.values()].filter(mayBeThere)
  }
}

/** Whether a leg may still be ringing or talking, whatever it counts as. */
export function mayBeThere(leg: Leg): boolean {
  return leg.state !== 'ended' || leg.unsure
}

/** Ends a leg in the book. False when it had ended before. */
export function closeLeg(leg: Leg, why: LegEnd, at: number): boolean {
  if (leg.state === 'ended') return false
  leg.state = 'ended'
  leg.why = why
  leg.endedAt = at
  return true
}

export function refTo(leg: Leg): LegRef {
  return {
    leg: leg.id,
    carrier: leg.carrier,
    address: leg.address,
    ...whomOf(leg.party),
    orderedAt: leg.orderedAt,
    dialling: leg.dialling,
  }
}
