import type { CallParts } from './call-parts.ts'
import type { DeedWord } from './call-words.ts'

/** What ends a walk under its node: the caller goes, somebody ends the call, or its document decides from there on. */
export class Ends {
  readonly #parts: Pick<CallParts, 'journal' | 'waiting' | 'caller'>

  constructor(parts: Pick<CallParts, 'journal' | 'waiting' | 'caller'>) {
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

  /** The document decides: whoever handed the call over has written it. */
  documentDrives(why: string): void {
    const { journal } = this.#parts
    if (journal.soFar.state === 'document-driven') return
    journal.know({ kind: 'document-drives', why })
    this.#letGo()
  }

  /** The document has taken over, or is given the call: this call writes it and only listens from here on. */
  handOver(why: string): void {
    const { journal } = this.#parts
    if (journal.soFar.state === 'document-driven') return
    journal.note({ kind: 'document-drives', why })
    this.#letGo()
  }

  /** A question that is still open must not wait for us. */
  #letGo(): void {
    this.#parts.caller.dismiss({ do: 'alone' })
    this.#parts.waiting.endWalk()
  }
}
