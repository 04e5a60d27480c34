import { nothingYet } from './happenings/call-fold.ts'
import { withEvent } from './happenings/fold-call.ts'
import { eventKey, happensOnce, type CallEvent, type Happening } from './happenings/happening.ts'
import { led, type Lead, type SoFar } from './happenings/so-far.ts'
import type { NodeId, PlanNode } from '../language/plan.ts'
import type { KeyedEvent } from './exchange.ts'

/** What an engine knows: what happens, and that a ring or a talk came to nothing, which others see by what follows it. */
export type Known = Happening | { readonly kind: 'unanswered' }

/** Who looks on as a call goes its way. */
export interface CallWatch {
  /** The walk comes to a node. */
  onEnter?(node: PlanNode): void
  /** Something has happened. */
  onKnown?(what: Known, soFar: { readonly before: SoFar; readonly after: SoFar }): void
}

/** What has happened in a call: what it amounts to, and what is not written yet and rides in the next order. */
export class EventJournal {
  /** How often a key was used: a flow that goes round visits a node again. */
  readonly #told = new Map<string, number>()
  #unwritten: KeyedEvent[] = []
  readonly #now: () => number
  readonly #watch: CallWatch
  #fold = nothingYet
  #node: PlanNode | null = null

  constructor(now: () => number, watch: CallWatch = {}) {
    this.#now = now
    this.#watch = watch
  }

  /** What the call amounts to now. */
  get soFar(): SoFar {
    return this.#fold.soFar
  }

  /** Where the walk stands; events are noted there. Null before the first node. */
  get node(): NodeId | null {
    return this.#node?.id ?? null
  }

  /** The same in the admin's own words. */
  get nodeTitle(): string {
    return this.#node?.title ?? 'Arrival'
  }

  /** The walk has come to a node. @param decided what was decided there as the call came in; null where nothing was. */
  enter(node: PlanNode, decided: string | null): void {
    this.#node = node
    this.#watch.onEnter?.(node)
    const way = decided === null ? undefined : node.ways?.[decided]
    this.note({ kind: 'entered', title: node.title, node: node.id, ...(way !== undefined && { way }) })
  }

  /** Something that is for nobody to write, or that others have written. */
  know(what: Known, at = this.#now()): void {
    const before = this.soFar
    this.#fold =
      what.kind === 'unanswered' ? led(this.#fold, UNANSWERED) : withEvent(this.#fold, { at, node: this.node, what })
    this.#watch.onKnown?.(what, { before, after: this.soFar })
  }

  /** @param at when it happened, where that is known better than now; milliseconds since 1970. */
  note(what: Happening, at = this.#now()): void {
    this.know(what, at)
    const event: CallEvent = { at, node: this.node, what }
    const name = eventKey(what)
    const times = this.#told.get(name) ?? 0
    this.#told.set(name, times + 1)
    if (times > 0 && happensOnce(what)) return
    this.#unwritten.push({ key: times === 0 ? name : `${name}~${times}`, event })
  }

  /** What is not known to be written; writing the same key twice is harmless. */
  get unwritten(): readonly KeyedEvent[] {
    // a copy: what is noted while an order is under way did not ride with it
    return [...this.#unwritten]
  }

  /** These are in the database now. */
  written(events: readonly KeyedEvent[]): void {
    const keys = new Set(events.map((event) => event.key))
    this.#unwritten = this.#unwritten.filter((event) => !keys.has(event.key))
  }
}

/** The walk goes on from a ring or a talk that came to nothing, and somebody was wanted. */
export const UNANSWERED: Lead = { to: 'listening', outcome: 'missed' }
