import { habitChanges, type HabitChange } from './phones.ts'
import { plannedCalls, type PlannedCall } from './calls.ts'
import { plannedTroubles, type Fault, type PlannedTrouble, type VictimKind } from './troubles.ts'

/** All that is random in one round, drawn from its seed before anything begins. Times in milliseconds from the beginning. */
export interface Plan {
  readonly seed: number
  readonly calls: readonly PlannedCall[]
  readonly habits: readonly HabitChange[]
  readonly troubles: readonly PlannedTrouble[]
  /** How many legs the carrier starts in a second, for an account that has asked for it: rings of several calls do not wait for each other long. */
  readonly legsPerSecond: number
  /** Whether the calls come in faster than they can be served in time. */
  readonly isBurst: boolean
}

export interface PlanOrder {
  readonly seed: number
  readonly calls: number
  /** Calls that come in in a second, on average. */
  readonly rate: number
  readonly kill: readonly VictimKind[]
  readonly faults: readonly Fault[]
  /** On how many machines web and worker run. */
  readonly machines: 1 | 2
  /** Whether processes are held for 8, 10 and 30 s at times, which is longer than anybody of ours waits. */
  readonly longHolds: boolean
}

/** The plan of a round. The same order gives the same plan, and more calls leave the first ones as they were. */
export function planOf({ seed, calls: count, rate, ...trouble }: PlanOrder): Plan {
  const calls = plannedCalls({ seed, count, rate })
  const lastsFor = Math.max(0, ...calls.map(({ at, leavesAfter }) => at + leavesAfter))
  return {
    seed,
    calls,
    habits: habitChanges({ seed, lastsFor }),
    troubles: plannedTroubles({ seed, lastsFor, ...trouble }),
    legsPerSecond: Math.max(25, rate * 4),
    isBurst: rate >= BURST,
  }
}

/** Calls in a second. */
const BURST = 10
