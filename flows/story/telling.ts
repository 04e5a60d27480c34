import type { Happening } from '../call/happenings/happening.ts'
import type { NodeId } from '../language/plan.ts'

/** What a clause says, and what it is about; that decides which clauses may share a sentence. */
export interface Told {
  readonly topic: 'rings' | 'gave-up' | 'cancelled' | 'accepts' | 'gone' | 'left' | 'talked' | 'other'
  readonly text: string
}

/** Where the telling of a call's story stands; each happening reads it, and leaves in it what those after it need. */
export interface Telling {
  /** When and where it happened; and the people of whom it is told at once, each once, as they can stand in a sentence. */
  readonly at: number
  readonly node: NodeId | null
  readonly names: readonly string[]
  /** How many phones of theirs it is told of. */
  readonly phones: number
  /** Legs whose person accepted: their end is the end of a talk. */
  readonly accepted: Set<string>
  /** Legs whose person accepted in vain: that has been told. */
  readonly refused: Set<string>
  readonly recordings: Set<string>
  callerGone: boolean
  /** When the caller went, milliseconds since 1970; it may be heard after the end of a leg that it brought about. */
  readonly callerLeftAt: number
  /** Whether the caller’s leg is over because of somebody else: then that they are gone is no news. */
  readonly isEndedByUs: boolean
  /** Nothing of the call came here. */
  readonly isUnreached: boolean
  /** How long the last phone at this node rang, told once. */
  ring: { readonly node: NodeId | null; readonly seconds: number } | null
}

/** Where a happening stands among the others, for the sentence about what came of the call. */
export interface Course {
  readonly before: readonly Happening[]
  readonly all: readonly Happening[]
  readonly isUnreached: boolean
}

/** A clause that shares its sentence with none before it. */
export function other(text: string): readonly Told[] {
  return [{ topic: 'other', text }]
}

/** Those of one kind. */
export function ofKind<Kind extends Happening['kind']>(
  all: readonly Happening[],
  kind: Kind,
): readonly Extract<Happening, { readonly kind: Kind }>[] {
  return all.filter((what): what is Extract<Happening, { readonly kind: Kind }> => what.kind === kind)
}
