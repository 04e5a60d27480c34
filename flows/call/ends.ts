import type { CallParts } from './call-parts.ts'
import type { DeedWord } from './call-words.ts'

/** What ends a walk under its node: the caller goes, somebody ends the call, or its document decides from there on. */
export class Ends {
  readonly #parts: Pick<CallParts, 'journal' | 'waiting' | 'caller' | 'legs'>

  constructor(parts: Pick<CallParts, 'journal' | 'waiting' | 'caller' | 'legs'>) {
    this.#parts = parts
  }

  /** @param at when, by the carrier's clock or ours; milliseconds since 1970. */
  callerGone(at?: number): void {
    const { journal, waiting } = this.#parts
    if (journal.soFar.goneAt !== null) return
    journal.note({ kind: 'caller-gone' }, at)
    waiting.endWalk()
  }

  /** Somebody of the organisation ends the call: from here on all is as if its caller had gone, who is hung up on. */
  endedBy({ member, name }: Pick<DeedWord['by'], 'member' | 'name'>): void {
    this.#parts.journal.note({ kind: 'ended-by', member, name })
    this.#parts.waiting.endWalk()
  }

  /**
   * The document has taken over, or is given the call, which only listens from here on.
   * @param isKept whoever handed the call over has written it; otherwise this call does.
   */
  handOver(why: string, { isKept }: { readonly isKept: boolean } = { isKept: false }): void {
    const { journal, waiting, caller, legs } = this.#parts
    if (journal.soFar.state === 'document-driven') return
    const what = { kind: 'document-drives', why } as const
    if (isKept) journal.know(what)
    else journal.note(what)
    // a question that is still open must not wait for us
    caller.dismiss({ do: 'alone' })
    legs.dismiss({ do: 'hang-up', cause: 'done' })
    waiting.endWalk()
  }
}
