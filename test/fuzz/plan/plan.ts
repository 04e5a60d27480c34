import { habitChanges, type HabitChange } from './phones.ts'
import { plannedCalls, type PlannedCall } from './calls.ts'
import { plannedTroubles, type Fault, type PlannedTrouble, type Victim } from './troubles.ts'

/** All that is random in one round, drawn from its seed before anything begins. Times in milliseconds from the beginning. */
export interface Plan {
  readonly seed: number
  readonly calls: readonly PlannedCall[]
  readonly habits: readonly HabitChange[]
  readonly troubles: readonly PlannedTrouble[]
}

export interface PlanOrder {
  readonly seed: number
  readonly calls: number
  /** Calls that come in in a second, on average. */
  readonly rate: number
  readonly kill: readonly Victim[]
  readonly faults: readonly Fault[]
}

/** The plan of a round. The same order gives the same plan, and more calls leave the first ones as they were. */
export function planOf({ seed, calls: count, rate, kill, faults }: PlanOrder): Plan {
  const calls = plannedCalls({ seed, count, rate })
  const lastsFor = Math.max(0, ...calls.map(({ at, leavesAfter }) => at + leavesAfter))
  return { seed, calls, habits: habitChanges({ seed, lastsFor }), troubles: plannedTroubles({ seed, lastsFor, kill, faults }) }
}
