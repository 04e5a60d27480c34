import { waitsToBeMoved, type Instruction, type Step } from '../verbs/instruction.ts'
import type { Ladder } from '../outage/ladder.ts'
import type { NodeId } from '../language/plan.ts'
import type { LegId } from '../live-call.ts'
import type { Word } from './call-words.ts'

/**
 * The steps that a leg has been given, whosever it is, and the documents that ask for the next one.
 * A document asks at most once for each step; the same question asked again gets the same answer
 * from the engine, which knows it by its id.
 */
export class LegSteps {
  /** Whose they are; null for the caller's leg. */
  readonly of: LegId | null
  #current: Step | null = null
  readonly #answers = new Map<number, (step: Step) => void>()
  readonly #results = new Map<number, Word['result']>()
  /** What every question is told when nothing more is decided. */
  #last: Instruction | null = null

  constructor(of: LegId | null = null) {
    this.of = of
  }

  /** The step that the leg has or is about to get; null before the first. */
  get current(): Step | null {
    return this.#current
  }

  /** The first step was delivered before anybody was asked: it counts as it was delivered. */
  begin(list: readonly Instruction[], node: NodeId): void {
    this.#current = { n: 1, list, node, ladder: [], by: 'pull' }
  }

  /** A document has done its list. Told again, what it told first counts. */
  done(word: Word): void {
    if (!this.#results.has(word.step)) this.#results.set(word.step, word.result)
  }

  /** What the document of a step reported when it was done; undefined until it has spoken. */
  resultOf(n: number): Word['result'] | undefined {
    return this.#results.get(n)
  }

  /** How many conversations with assistants its documents have told of. */
  get conversations(): number {
    return [...this.#results.values()].filter((result) => result?.kind === 'conversed').length
  }

  /** Whether a document waits for its next step. */
  get isAsking(): boolean {
    return this.#answers.size > 0
  }

  /** A document has done step `n` and asks; resolves with the step that follows. */
  ask(n: number): Promise<Step> {
    const current = this.#current
    if (current && current.n > n) return Promise.resolve(current)
    if (this.#last) return Promise.resolve(this.#after(n, this.#last))
    return new Promise((resolve) => this.#answers.set(n, resolve))
  }

  /** Gives the leg its next step: to the document that asks, or by a push if it would never ask. */
  give(list: readonly Instruction[], { node, ladder = [] }: { readonly node: NodeId; readonly ladder?: Ladder }): Step {
    const before = this.#current
    const n = (before?.n ?? 0) + 1
    const answer = this.#answers.get(n - 1)
    const by = !answer && before && waitsToBeMoved(before.list) ? 'push' : 'pull'
    const step: Step = { n, list, node, ladder, by }
    this.#current = step
    this.#answers.delete(n - 1)
    answer?.(step)
    return step
  }

  /** Nothing more is decided for this leg: whoever asks, now or later, is told this and no one is left waiting. */
  dismiss(last: Instruction): void {
    this.#last = last
    for (const [n, answer] of this.#answers) answer(this.#after(n, last))
    this.#answers.clear()
  }

  #after(n: number, last: Instruction): Step {
    return { n: n + 1, list: [last], node: this.#current?.node ?? '', ladder: this.#current?.ladder ?? [], by: 'pull' }
  }
}
