import { setTimeout as pause } from 'node:timers/promises'
import type { Trouble } from '../ledger/ledger.ts'
import type { FaultOrder, PlannedTrouble, Victim } from '../plan/troubles.ts'
import type { Stage } from '../stage/stage.ts'
import { isBack } from './is-back.ts'

/** Makes trouble as planned, and writes down from when to when there really was some. */
export class Troublemaker {
  readonly made: Trouble[] = []
  readonly #stage: Stage
  readonly #seed: number
  readonly #faults = new Set<FaultOrder>()
  readonly #away = new Set<Victim>()

  constructor(stage: Stage, seed: number) {
    this.#stage = stage
    this.#seed = seed
  }

  /** Resolves when this trouble is over. */
  async make(trouble: PlannedTrouble): Promise<void> {
    const from = Date.now()
    if (trouble.kind === 'fault') {
      await this.#fault(trouble.order, trouble.lasts)
      const kind = trouble.order.callbacks ? 'callbacks' : 'carrier'
      this.made.push({ what: `carrier: ${trouble.fault} ${wordsOf(trouble.order)}`, kind, from, to: Date.now() })
      return
    }
    const { victim } = trouble
    if (this.#away.has(victim)) return // it is dead or held already
    this.#away.add(victim)
    if (trouble.kind === 'kill') await this.#kill(victim)
    else await this.#hold(victim, trouble.lasts)
    this.#away.delete(victim)
    this.made.push({
      what: `${victim} ${trouble.kind === 'kill' ? 'killed' : 'held'}`,
      kind: 'outage',
      from,
      to: Date.now(),
    })
  }

  /** No fault is in force any longer. */
  async ceases(): Promise<void> {
    this.#faults.clear()
    await this.#tell()
  }

  async #fault(order: FaultOrder, lasts: number): Promise<void> {
    this.#faults.add(order)
    await this.#tell()
    await pause(lasts)
    this.#faults.delete(order)
    await this.#tell()
  }

  /** The emulator knows one order at a time: what is active together is told together. */
  async #tell(): Promise<void> {
    const orders = [...this.#faults]
    const callbacks = Object.assign({}, ...orders.map((order) => order.callbacks ?? {})) as FaultOrder['callbacks'] // Object.assign forgets what it merges
    await this.#stage.world.faults({
      seed: this.#seed,
      ...Object.assign({}, ...orders),
      ...(callbacks && Object.keys(callbacks).length > 0 && { callbacks }),
    })
  }

  async #kill(victim: Victim): Promise<void> {
    const back = isBack(victim, this.#stage)
    this.#stage.ground.supervisor.kill(victim)
    await pause(300) // the supervisor must have seen it die
    while (!(await back())) await pause(100)
  }

  async #hold(victim: Victim, lasts: number): Promise<void> {
    this.#stage.ground.supervisor.freeze(victim)
    await pause(lasts)
    this.#stage.ground.supervisor.thaw(victim)
  }
}

/** Its figures, for people: "0.7, 429". */
function wordsOf({ callbacks, ...order }: FaultOrder): string {
  const figures = Object.values({ ...callbacks, ...order }).flatMap((value) =>
    typeof value === 'object' ? Object.values(value) : [value],
  )
  return figures.filter((figure) => figure !== true).join(', ')
}
