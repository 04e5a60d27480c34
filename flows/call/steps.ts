import { canonicalJson } from '../language/canonical-json.ts'
import type { Instruction, Step } from '../verbs/instruction.ts'
import type { Ladder } from '../outage/ladder.ts'
import type { NodeId } from '../language/plan.ts'
import { ladderBeside } from '../outage/position.ts'
import { KnownValues } from '../values/known-values.ts'
import type { CallParts } from './call-parts.ts'
import type { LegSteps } from './leg-steps.ts'
import { push, pushUntilBegun, type PushParts } from './push.ts'

type StepParts = PushParts & Pick<CallParts, 'arrival' | 'ends'>

/**
 * The steps that a call hands to its legs. To the caller's goes what the walk says: what needs no answer is gathered and goes
 * with the next thing that does; every step takes the ladder of its place along; and before the carrier's transfers run out,
 * the ladder ends the call. A person's leg has no ladder: its documents hang up when nobody answers them.
 */
export class Steps {
  readonly #parts: StepParts
  #gathered: Instruction[] = []
  #known: KnownValues

  constructor(parts: StepParts) {
    this.#parts = parts
    this.#known = new KnownValues(parts.arrival.facts)
  }

  /** What the walk knows at the node that it has come to, for documents that go on alone from there. */
  enter(known: KnownValues): void {
    this.#known = known
  }

  /** Whether something is to be said that no document has yet. */
  get hasGathered(): boolean {
    return this.#gathered.length > 0
  }

  /** Needs no answer: it goes with the next list. */
  gather(instruction: Instruction): void {
    this.#gathered.push(instruction)
  }

  /** Step 1 was delivered before the call was opened; nobody is dialled until it has been heard. */
  async firstDone(): Promise<void> {
    const { arrival, caller, journal, waiting } = this.#parts
    if (caller.current) return
    const { first } = arrival
    if (canonicalJson(first) !== canonicalJson(this.#gathered)) {
      journal.note({ kind: 'first-list-differs', delivered: first, own: this.#gathered })
    }
    this.#gathered = []
    caller.begin(first, this.#node)
    await waiting.until(() => (caller.resultOf(1) !== undefined ? true : undefined))
  }

  /** Gives the caller's leg its next list, what was said before it included. */
  async hand(list: readonly Instruction[]): Promise<Step> {
    const { arrival, caller, waiting } = this.#parts
    const node = this.#node
    const { plan, facts } = arrival
    const ladder = await ladderBeside(list, { plan, facts, node, known: this.#known })
    // the ladder took a moment: the walk may have ended meanwhile
    await waiting.until(() => true)
    const last = list.some(({ do: verb }) => verb === 'join' || verb === 'record') ? LAST_STEP + 1 : LAST_STEP - 1
    if ((caller.current?.n ?? 0) + caller.conversations >= last) return await this.#takeLadder(ladder)
    const step = this.#give([...this.#gathered, ...list], ladder)
    this.#gathered = []
    return step
  }

  /** Gives a person's leg its next list. */
  handTo(steps: LegSteps, list: readonly Instruction[]): Step {
    return steps.give(list, { node: this.#node })
  }

  /** People still ring after the planned time: the document that asks is told to wait on. */
  parkAgain(): Step {
    return this.#give([{ do: 'park', for: PARK_AGAIN }], this.#parts.caller.current?.ladder ?? [])
  }

  /** The caller's document asks for the step when it ends, in case no push gets through before that. */
  async push(step: Step): Promise<void> {
    const to = this.#parts.caller
    const pushed = await push(this.#parts, { to, step })
    if (pushed.answer === 'unsure') void pushUntilBegun(this.#parts, { to, step }, pushed)
  }

  /** Two transfers are left for what the carrier may count besides ours: the ladder ends the call. */
  async #takeLadder(ladder: Ladder): Promise<Step> {
    await this.push(this.#give([{ do: 'alone' }], ladder))
    this.#parts.ends.handOver('the call has had as many steps as the carrier allows')
    return await this.#parts.waiting.until<Step>(() => undefined)
  }

  #give(list: readonly Instruction[], ladder: Ladder): Step {
    const step = this.#parts.caller.give(list, { node: this.#node, ladder })
    this.#parts.journal.note({ kind: 'handed', step: step.n, list: step.list, by: step.by })
    return step
  }

  /** Where the walk stands. */
  get #node(): NodeId {
    return this.#parts.journal.node ?? this.#parts.arrival.plan.start
  }
}

/**
 * The number of steps after which the walk takes the ladder: the carrier ends a call at 32 transfers. A conversation that a tool
 * has ended takes one more than other steps. Whoever has been accepted, and whoever may leave a message, is not turned away for two
 * steps more: the ladder of such a step is a goodbye.
 */
const LAST_STEP = 24

/** How long a caller is parked again when people still ring after the planned time. Milliseconds. */
const PARK_AGAIN = 20_000
