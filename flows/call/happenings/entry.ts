import type { NodeId } from '../../language/plan.ts'
import type { Course, Telling, Told } from '../../story/telling.ts'
import type { OpenState } from '../call-states.ts'
import type { CallFold, KnownPhone } from './call-fold.ts'
import type { Outcome } from './happening.ts'
import type { Fields } from './shape.ts'

/** One thing that happened, when and where. */
export interface Happened<What> {
  /** Milliseconds since 1970. */
  readonly at: number
  /** The node of the plan it happened in, where there is one. */
  readonly node: NodeId | null
  readonly what: What
}

/** All that is to be said of one kind of happening. What is not said is the careful answer: seen by nobody but auditors. */
export interface Entry<What extends { readonly kind: string }> {
  readonly kind: What['kind']
  /** Its schema. */
  readonly fields: Fields
  /** What parts it, within its call, from others of its kind; without it there is one of the kind. See `eventKey`. */
  apart?(what: What): readonly (string | number)[]
  /** It cannot happen twice in a call: told again, it is the same thing heard from elsewhere. */
  readonly once?: true
  /** What people see of it who may see its call's number; null for nothing of this one. Without it, nobody outside auditors. */
  people?(what: What): What | null
  /** What auditors see of it; everything unless said. */
  auditors?(what: What): What
  /** Which open pages it changes: only the banner of running calls, the pages of its call as well, or lists too. */
  readonly shows?: 'banner' | 'page' | 'lists'
  /** The phone that it makes known: it is among the call's legs before anything is folded. */
  phone?(what: What): KnownPhone | null
  /** The state to which it leads an open call; null, as without it, for one that leaves the call where it stands. */
  leadsTo?(what: What): OpenState | null
  /** What would come of a call in which nothing else happened; null, as without it, for one that makes nothing of it. */
  cameTo?(what: What): Outcome | null
  /** What else it makes of the call. */
  fold?(call: CallFold, event: Happened<What>): CallFold
  /** The team should see it: a call's conversation is unread until somebody has. */
  news?(what: What): boolean
  /** Whether the talk of two may have begun by it, without anybody having told that. */
  readonly mayBeginTalk?: true
  /** Its clauses in the call's story; without it, or when nothing is to be told of this one, the story passes it over. */
  tell?(what: What, telling: Telling): readonly Told[]
  passedOver?(what: What): boolean
  /** Whether it is told in one clause with another of its kind that came so many milliseconds before. */
  together?(what: What, before: What, later: number): boolean
  /** Its part in the sentence for what came of the call. */
  sum?(what: What, course: Course): readonly string[]
}
