import type { CallFacts } from '../call/facts.ts'
import { chosenSeats, whyBarred } from './chosen-seats.ts'
import type { Plan } from '../language/plan.ts'
import { usesOfPlan } from '../language/uses.ts'

/** What a number's flow does about one of the people on it. */
export interface Rung {
  /** A step chooses them, whether or not their phone can ring. */
  readonly chosen: boolean
  /** A step would choose them from the routing list, but their seat on it is switched off. */
  readonly offList: boolean
  /** A call at this moment would ring their phone. */
  readonly rings: boolean
}

/** Everybody on a number by member id, with what its flow does about them: as the steps themselves choose when a call comes to them. */
export function whoIsRung(
  plan: Plan,
  people: Pick<CallFacts, 'roster' | 'routing' | 'inactive'>,
): ReadonlyMap<string, Rung> {
  const found = new Map(people.roster.map(({ member }) => [member, NOT_RUNG]))
  for (const who of usesOfPlan(plan).rings) {
    for (const seat of chosenSeats(people, who)) {
      const known = found.get(seat.member) ?? NOT_RUNG
      const isOff = who.kind === 'routing-list' && people.inactive.includes(seat.member)
      found.set(seat.member, {
        chosen: known.chosen || !isOff,
        offList: known.offList || isOff,
        rings: known.rings || whyBarred(seat) === null,
      })
    }
  }
  return found
}

/** Whether a flow would ring somebody, and a call at this moment would ring none of them. */
export function ringsNobody(rung: ReadonlyMap<string, Rung> | null): boolean {
  const all = [...(rung?.values() ?? [])]
  return all.some(({ chosen, offList }) => chosen || offList) && !all.some(({ rings }) => rings)
}

/** Whether a step of the plan rings the number's routing list. */
export function followsRoutingList(plan: Plan): boolean {
  return usesOfPlan(plan).rings.some(({ kind }) => kind === 'routing-list')
}

const NOT_RUNG: Rung = { chosen: false, offList: false, rings: false }
