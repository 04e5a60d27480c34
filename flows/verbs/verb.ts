/** The types that a verb is made of: what its room in `flows/verbs/` must hold is what depends on these. */
export interface VerbShape {
  /** What the caller's leg is told; `do` is the verb's name. */
  readonly instruction: { readonly do: string }
  /** What its document learns by it, as the walk is told; null when nothing. */
  readonly result: { readonly kind: string } | null
  /** What stands for it in a ladder; never when nothing does. */
  readonly rung: { readonly do: string }
  /** The verb of the port by which a node comes to it; null when no node does. */
  readonly asked: Asks | null
}

/** A verb of the port: what a node asks, and what it is answered. */
export type Asks = (...given: never[]) => Promise<unknown>

/** All that the language knows of a verb. What it becomes at the carrier is in the room of the same name in `infra/signalwire/verbs/`. */
export interface Verb<Shape extends VerbShape> {
  /**
   * How its document goes on. `next`: with the next instruction, and after the last by asking. `stays`: it is where it is until
   * it is moved; asking is the exception. `alone`: by its ladder. `over`: not at all, as the leg has ended.
   */
  readonly then: 'next' | 'stays' | 'alone' | 'over'
  /** What its document does alone when nobody answers it: all that the plan says from its node on, or nothing more than to say goodbye. */
  readonly ladder: 'from-its-node' | 'farewell'
  /** How long it lasts at least, as far as that is known beforehand. Milliseconds. */
  readonly lasts: (instruction: Shape['instruction']) => number
  /** Its sentence in the story, without a capital and a full stop; null when it is not worth one. */
  readonly sentence: (instruction: Shape['instruction']) => string | null
  readonly asked: Shape['asked'] extends Asks ? Asked<Shape['asked'], Shape> : null
}

/** What becomes of a node's asking where there is nobody to ask. */
export interface Asked<Ask extends Asks, Shape extends Pick<VerbShape, 'instruction' | 'rung'>> {
  /** What the caller hears of it before anything is needed from a person or from the world; null when it needs something. */
  readonly atOnce: ((...given: Parameters<Ask>) => Shape['instruction']) | null
  /** Its place in a ladder: the rungs that it adds, and what the node is answered by a document that decides alone. */
  readonly inLadder: (...given: Parameters<Ask>) => {
    readonly rungs: readonly Shape['rung'][]
    readonly answer: Awaited<ReturnType<Ask>>
  }
}
