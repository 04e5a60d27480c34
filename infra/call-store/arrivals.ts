import { randomInt } from 'node:crypto'
import type { Arrival } from '#flows/arrival.ts'
import { firstList } from '#flows/first-list.ts'
import { ladderFrom } from '#flows/outage.ts'
import type { Instruction, Step } from '#flows/instruction.ts'
import { ladderAt, type Position } from '#flows/position.ts'
import type { LiveNumber } from '../db/number/live-numbers.ts'

/** Who calls, as the carrier tells it. */
export interface Incoming {
  /** The carrier's id of the caller's leg. */
  readonly call: string
  /** E.164, or null when withheld. */
  readonly from: string | null
}

/** Decides all that holds for the whole call: plan, people, seed and what the caller hears first. */
export async function arrivalOf(number: LiveNumber, incoming: Incoming, now: number): Promise<Arrival> {
  const facts = {
    call: incoming.call,
    number: { e164: number.e164, name: number.name },
    caller: { e164: incoming.from, name: null },
    roster: number.roster,
    routing: number.routing.map((entry) => entry.member),
    inactive: number.routing.filter((entry) => !entry.active).map((entry) => entry.member),
    seed: randomInt(2 ** 32),
    arrivedAt: now,
  }
  const { organisation, flow, version, plan } = number
  return { organisation, number: number.number, flow, version, plan, facts, first: await firstList(plan, facts) }
}

/** Step 1, which the web gives by itself. */
export async function firstStep(arrival: Arrival): Promise<Step> {
  const { plan, facts, first } = arrival
  return { n: 1, list: first, node: plan.start, ladder: await ladderFrom(plan, facts, plan.start), by: 'pull' }
}

/** Step n when the engine cannot say what it is: its document does this, and has the ladder of where its call stands. */
export async function stepWithoutEngine(arrival: Arrival, n: number, { from, does }: { readonly from: Position; readonly does: Instruction }): Promise<Step> {
  const { plan, facts } = arrival
  return { n, list: [does], node: from ?? plan.start, ladder: await ladderAt(plan, facts, from), by: 'pull' }
}
