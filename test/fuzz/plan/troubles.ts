import type { Dice } from '#flows/rehearsal/dice.ts'
import { diceFor, weighed } from './dice-for.ts'

/** What may be killed or held. Of a web and a worker there may be two, on two machines; then either is struck. */
export const victims = ['worker', 'web', 'postgres', 'temporal'] as const
export type VictimKind = (typeof victims)[number]
/** One process, by its name. */
export type Victim = VictimKind | 'worker-2' | 'web-2'

/**
 * Trouble at the carrier. `lost`: commands are carried out and never answered. `errors`: they are not carried out, and answered with
 * words that say so or, by a gateway, with words that leave it open. The others are as they sound.
 */
export const faults = ['errors', 'lost', 'slow', 'dropped', 'doubled', 'delayed', 'reordered'] as const
export type Fault = (typeof faults)[number]

export type PlannedTrouble = { readonly at: number } & (
  | { readonly kind: 'fault'; readonly fault: Fault; readonly lasts: number; /** What the emulator is told; see its control plane. */ readonly order: FaultOrder }
  | { readonly kind: 'kill'; readonly victim: Victim }
  | { readonly kind: 'hold'; readonly victim: Victim; readonly lasts: number }
)

export interface FaultOrder {
  readonly callbacks?: { readonly drop?: number; readonly duplicate?: number; readonly delay?: string; readonly reorder?: boolean }
  readonly api?: { readonly rate: number; readonly status: number }
  readonly acceptThenTimeOut?: number
  readonly slow?: string
}

interface TroubleOrder {
  readonly seed: number
  readonly lastsFor: number
  readonly kill: readonly VictimKind[]
  readonly faults: readonly Fault[]
  readonly machines: 1 | 2
  /** Whether some are held for so long that nobody of ours waits for them. */
  readonly longHolds: boolean
}

/** Now and then some trouble, mostly one at a time, with calm between. */
export function plannedTroubles({ seed, lastsFor, kill, faults: kinds, machines, longHolds }: TroubleOrder): readonly PlannedTrouble[] {
  const planned: PlannedTrouble[] = []
  const dice = diceFor(seed, 'faults')
  for (let at = dice.between(1000, 6000); kinds.length > 0 && at < lastsFor; at += dice.between(2000, 14_000)) planned.push({ at, ...faultOf(dice, kinds) })
  const murder = diceFor(seed, 'kills')
  for (let at = murder.between(3000, 10_000); kill.length > 0 && at < lastsFor; at += murder.between(8000, 20_000)) planned.push({ at, ...deedOf(murder, { kill, machines, longHolds }) })
  return planned.toSorted((one, other) => one.at - other.at)
}

function faultOf(dice: Dice, kinds: readonly Fault[]) {
  const fault = kinds[dice.between(0, kinds.length - 1)] ?? 'errors'
  return { kind: 'fault', fault, lasts: dice.between(1500, 8000), order: orderOf(fault, dice) } as const
}

function orderOf(fault: Fault, dice: Dice): FaultOrder {
  switch (fault) {
    case 'errors':
      return { api: { rate: dice.between(2, 10) / 10, status: weighed(dice, [3, 500], [2, 503], [1, 429], [2, 502], [1, 504]) } }
    case 'lost':
      return { acceptThenTimeOut: dice.between(1, 5) / 10 }
    case 'slow':
      return { slow: `${dice.between(200, 3000)}ms` }
    case 'dropped':
      return { callbacks: { drop: dice.between(2, 10) / 10 } }
    case 'doubled':
      return { callbacks: { duplicate: dice.between(2, 10) / 10 } }
    case 'delayed':
      return { callbacks: { delay: `${dice.between(200, 3000)}ms` } }
    case 'reordered':
      return { callbacks: { reorder: true } }
  }
}

function deedOf(dice: Dice, { kill, machines, longHolds }: Pick<TroubleOrder, 'kill' | 'machines' | 'longHolds'>) {
  const kind = kill[dice.between(0, kill.length - 1)] ?? 'worker'
  const killed = dice.below(0.5)
  const lasts = longHolds ? weighed<() => number>(dice, [6, () => dice.between(1000, 6000)], [2, () => dice.between(8500, 14_000)], [1, () => dice.between(31_000, 36_000)])() : dice.between(1000, 6000)
  const victim: Victim = machines === 2 && dice.below(0.5) && (kind === 'worker' || kind === 'web') ? `${kind}-2` : kind
  return killed ? ({ kind: 'kill', victim } as const) : ({ kind: 'hold', victim, lasts } as const)
}
