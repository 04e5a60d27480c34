import { randomInt } from 'node:crypto'
import type { CallFacts } from '#flows/call/facts.ts'
import type { KnownCaller } from '#flows/call/known-caller.ts'
import { asksWhoCalls, decidedAtArrival, type KnownAtArrival } from '#flows/language/decide.ts'
import { valueAt } from '#flows/language/path.ts'
import type { NodeId, Plan } from '#flows/language/plan.ts'
import { rotates } from '#flows/language/rotates.ts'
import { aheadOf } from '#flows/language/time-zone.ts'
import { spokenTo, zoneOf } from '#flows/nodes/incoming-call/spoken-to.ts'
import type { Arrival } from '#flows/call/arrival.ts'
import { opening } from '#flows/first-list.ts'
import type { Instruction, Step } from '#flows/verbs/instruction.ts'
import { ladderAt, type Position } from '#flows/outage/position.ts'
import type { LiveNumber } from '../db/number/live-numbers.ts'
import { asFrozen } from '../db/number/number-people.ts'
import { countryOf } from '../telephone/countries.ts'
import { spellings } from '../telephone/other-spelling.ts'
import { whyNotOutside } from '../telephone/outside.ts'

/** Who calls, as the carrier tells it. */
export interface Incoming {
  /** The carrier's id of the caller's leg. */
  readonly call: string
  /** E.164, or another address as it was sent; null when withheld. */
  readonly from: string | null
  /** What is known of the caller, where it was looked up; else their name is found as the call is kept. */
  readonly known?: KnownCaller | null
}

/**
 * Decides everything that holds for the whole call: plan, people, seed, what nodes decide and what the caller hears first.
 * @param now milliseconds since 1970. @param failed told of a node that could not decide.
 */
export async function arrivalOf(
  number: LiveNumber,
  incoming: Incoming,
  now: number,
  failed?: (node: NodeId, error: unknown) => void,
): Promise<Arrival> {
  const known = {
    call: incoming.call,
    number: { e164: number.e164, name: number.name },
    caller: { e164: incoming.from, name: incoming.known?.name ?? null },
    ...asFrozen(number),
    ...heardAs(number),
    local: localAt(now, zoneOf(number.plan) ?? number.zone ?? 'UTC'),
    seed: randomInt(2 ** 32),
    ...(rotates(number.plan) && { turn: randomInt(2 ** 32) }), // counted as the call is kept; by chance only where that cannot be
    arrivedAt: now,
  }
  const { organisation, flow, version, plan } = number
  const facts = decidedAtArrival(plan, known, knownTo(number, incoming), failed)
  return { organisation, number: number.number, flow, version, plan, facts, first: (await opening(plan, facts)).list }
}

/** What nodes may look at to decide: what is in memory for every call to the number, and what is known of who calls. */
function knownTo(
  { schedules, holidays = {}, mode, countries, numbers = [] }: LiveNumber,
  { from, known }: Incoming,
): KnownAtArrival {
  return {
    schedules,
    publicHolidays: (place, day) => holidays[place]?.[day] ?? null,
    mode,
    whyNotOutside: (address, caller) => whyNotOutside(address, { countries: countries ?? null, numbers, caller }),
    knownCaller: known,
    ...(from !== null && { callerNumber: { country: countryOf(from), spellings: spellings(from) } }),
  }
}

/** Whether what a call does is decided with what is known of its caller: that is then looked up before anything else. */
export function decidesByCaller(plan: Plan): boolean {
  return namesCaller(plan) || asksWhoCalls(plan)
}

/** What of a call is decided by its number alone: it holds for a document that is made before any call, too. */
export function heardAs({
  business,
  plan,
}: Pick<LiveNumber, 'business' | 'plan'>): Pick<CallFacts, 'business' | 'speech'> {
  return { ...(business !== undefined && { business: { name: business } }), ...spokenTo(plan) }
}

/** Whether a flow says or compares the caller's name: what is heard at once must then be decided with it. */
function namesCaller({ steps }: Plan): boolean {
  return Object.values(steps).some(({ config, templates = [], written = [], compared = [] }) =>
    [...templates, ...written, ...compared].some((at) => String(valueAt(config, at)).includes('caller.name')),
  )
}

function localAt(now: number, timeZone: string): NonNullable<CallFacts['local']> {
  return { timeZone, ahead: aheadOf(now, timeZone) }
}

/** Step 1, which the web gives by itself. Whoever has heard it does not hear it again from a document that goes on alone. */
export async function firstStep(arrival: Arrival): Promise<Step> {
  const { plan, facts, first } = arrival
  const { then } = await opening(plan, facts)
  return { n: 1, list: first, node: then ?? plan.start, ladder: await ladderAt(plan, facts, then), by: 'pull' }
}

/** Step n when the engine cannot say what it is: its document does this, and has the ladder of where its call stands. */
export async function stepWithoutEngine(
  arrival: Arrival,
  n: number,
  { from, does }: { readonly from: Position; readonly does: Instruction },
): Promise<Step> {
  const { plan, facts } = arrival
  return { n, list: [does], node: from ?? plan.start, ladder: await ladderAt(plan, facts, from), by: 'pull' }
}
