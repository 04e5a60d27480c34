import type { Random } from '#flows/rehearsal/random.ts'
import { randomFor, weighed } from './random-for.ts'

/** What may be killed or held. There may be two each of web and worker, on two machines; then either is struck. */
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
  | {
      readonly kind: 'fault'
      readonly fault: Fault
      readonly lasts: number
      /** What the emulator is told; see its control plane. */ readonly order: FaultOrder
    }
  | { readonly kind: 'kill'; readonly victim: Victim }
  | { readonly kind: 'hold'; readonly victim: Victim; readonly lasts: number }
)

export interface FaultOrder {
  readonly callbacks?: {
    readonly drop?: number
    readonly duplicate?: number
    readonly delay?: string
    readonly reorder?: boolean
  }
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
export function plannedTroubles({
  seed,
  lastsFor,
  kill,
  faults: kinds,
  machines,
  longHolds,
}: TroubleOrder): readonly PlannedTrouble[] {
  const planned: PlannedTrouble[] = []
  const random = randomFor(seed, 'faults')
  for (let at = random.between(1000, 6000); kinds.length > 0 && at < lastsFor; at += random.between(2000, 14_000))
    planned.push({ at, ...faultOf(random, kinds) })
  const murder = randomFor(seed, 'kills')
  for (let at = murder.between(3000, 10_000); kill.length > 0 && at < lastsFor; at += murder.between(8000, 20_000))
    planned.push({ at, ...deedOf(murder, { kill, machines, longHolds }) })
  return planned.toSorted((one, other) => one.at - other.at)
}

function faultOf(random: Random, kinds: readonly Fault[]) {
  const fault = kinds[random.between(0, kinds.length - 1)] ?? 'errors'
  return { kind: 'fault', fault, lasts: random.between(1500, 8000), order: orderOf(fault, random) } as const
}

function orderOf(fault: Fault, random: Random): FaultOrder {
  switch (fault) {
    case 'errors':
      return {
        api: {
          rate: random.between(2, 10) / 10,
          status: weighed(random, [3, 500], [2, 503], [1, 429], [2, 502], [1, 504]),
        },
      }
    case 'lost':
      return { acceptThenTimeOut: random.between(1, 5) / 10 }
    case 'slow':
      return { slow: `${random.between(200, 3000)}ms` }
    case 'dropped':
      return { callbacks: { drop: random.between(2, 10) / 10 } }
    case 'doubled':
      return { callbacks: { duplicate: random.between(2, 10) / 10 } }
    case 'delayed':
      return { callbacks: { delay: `${random.between(200, 3000)}ms` } }
    case 'reordered':
      return { callbacks: { reorder: true } }
  }
}

function deedOf(random: Random, { kill, machines, longHolds }: Pick<TroubleOrder, 'kill' | 'machines' | 'longHolds'>) {
  const kind = kill[random.between(0, kill.length - 1)] ?? 'worker'
  const killed = random.below(0.5)
  const lasts = longHolds
    ? weighed<() => number>(
        random,
        [6, () => random.between(1000, 6000)],
        [2, () => random.between(8500, 14_000)],
        [1, () => random.between(31_000, 36_000)],
      )()
    : random.between(1000, 6000)
  const victim: Victim =
    machines === 2 && random.below(0.5) && (kind === 'worker' || kind === 'web') ? `${kind}-2` : kind
  return killed ? ({ kind: 'kill', victim } as const) : ({ kind: 'hold', victim, lasts } as const)
}
