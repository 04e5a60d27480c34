import { randomInt } from 'node:crypto'
import type { Arrival } from '#flows/arrival.ts'
import { firstList } from '#flows/first-list.ts'
import { ladderFrom } from '#flows/outage.ts'
import type { Step } from '#flows/instruction.ts'
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

/** Step n when nobody can say what it is: the document goes by its ladder at once. */
export async function lonelyStep(arrival: Arrival, n: number, node: string | null): Promise<Step> {
  const { plan, facts } = arrival
  const from = node !== null && plan.steps[node] ? node : plan.start
  return { n, list: [{ do: 'alone' }], node: from, ladder: await ladderFrom(plan, facts, from), by: 'pull' }
}
