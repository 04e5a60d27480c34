import type { WorldOptions } from '#flows/rehearsal/world.ts'
import type { KnownAtArrival } from '#flows/language/decide.ts'
import type { Flow } from '#flows/language/flow.ts'
import type { Cast } from '#test/drivers/cast.ts'
import type { Driver } from '#test/drivers/stage.ts'

/** A promise made to the people who use the product, told by what they do and notice. */
export interface Scenario {
  /** Begins with the ids of what it proves, in brackets: `[W13, S3] …`. */
  readonly title: string
  readonly flow: Flow
  readonly drivers: readonly Driver[]
  readonly others: readonly string[]
  readonly world: WorldOptions
  readonly knows: KnownAtArrival
  readonly budget: string | null
  readonly play: (cast: Cast) => Promise<void>
}

export interface Frame {
  readonly flow: Flow
  /** Where it is played; in virtual time and on the real workflows by default. */
  readonly drivers?: readonly Driver[]
  /** Colleagues beside Ana, Ben and Cy. */
  readonly others?: readonly string[]
  /** What is wrong with the network. */
  readonly world?: WorldOptions
  /** What nodes may look at to decide as a call comes in; not on the stack, where the product knows it. */
  readonly knows?: KnownAtArrival
  /** Its number of history events is gated under this name. */
  readonly budget?: string
}

/** Played with every process, too: these take real time. */
export const everywhere: readonly Driver[] = ['fast', 'temporal', 'stack']

/** All scenarios, in the order in which their files are read. */
export const scenarios: Scenario[] = []

/** Writes down a scenario; the drivers play it. */
export function scenario(title: string, frame: Frame, play: Scenario['play']): void {
  const { flow, drivers = ['fast', 'temporal'], others = [], world = {}, knows = {}, budget = null } = frame
  if (scenarios.some((other) => other.title === title)) throw new Error(`two scenarios are called “${title}”`)
  scenarios.push({ title, flow, drivers, others, world, knows, budget, play })
}
