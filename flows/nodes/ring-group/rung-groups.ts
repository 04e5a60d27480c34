import type { CallFacts } from '../../call/facts.ts'
import { whyNotRung, type Party } from '../../call/party.ts'
import type { PartyGroup } from '../../call/turns.ts'
import { Random } from '../../rehearsal/random.ts'
import { chosenParties } from '../chosen-seats.ts'
import type { RingGroupConfig } from './definition.ts'

/** Who rings for a call at the same time, group after group. Who must not ring is among them, so that the call can tell why. */
export function rungGroups(
  facts: CallFacts,
  { who, seconds, order, then = [] }: RingGroupConfig,
): readonly PartyGroup[] {
  const first = batches(chosenParties(facts, who), facts, order).map((parties) => ({
    parties,
    time: `${seconds}s` as const,
  }))
  return [
    ...first,
    ...then.map((group) => ({ parties: chosenParties(facts, group.who), time: `${group.seconds}s` as const })),
  ]
}

/** Those who can ring, so many at a time in this call's order; whoever cannot is named with the last of them. */
function batches(
  parties: readonly Party[],
  facts: Pick<CallFacts, 'seed' | 'turn'>,
  order: RingGroupConfig['order'],
): readonly (readonly Party[])[] {
  if (order === undefined) return [parties]
  const willing = parties.filter((party) => whyNotRung(party) === null)
  const barred = parties.filter((party) => whyNotRung(party) !== null)
  const ordered = order.kind === 'random' ? shuffled(willing, facts.seed) : rotated(willing, facts.turn ?? facts.seed)
  const found: Party[][] = []
  for (let at = 0; at < ordered.length; at += order.atOnce) found.push(ordered.slice(at, at + order.atOnce))
  return found.length === 0
    ? [barred]
    : found.map((batch, at) => (at === found.length - 1 ? [...batch, ...barred] : batch))
}

/** In an order that the seed alone decides, each as likely as any other (Fisher and Yates). */
function shuffled<T>(all: readonly T[], seed: number): T[] {
  const random = new Random(seed)
  const mixed = [...all]
  for (let last = mixed.length - 1; last > 0; last -= 1) {
    const other = random.between(0, last)
    const [here, there] = [mixed[last], mixed[other]]
    if (here === undefined || there === undefined) continue
    mixed[last] = there
    mixed[other] = here
  }
  return mixed
}

/** Beginning with another one at each turn. */
function rotated<T>(all: readonly T[], turn: number): T[] {
  const from = all.length === 0 ? 0 : turn % all.length
  return [...all.slice(from), ...all.slice(0, from)]
}
