import type { Step } from '../verbs/instruction.ts'
import { QUESTION_STEP } from './accept-key.ts'
import type { LegId } from '../live-call.ts'
import type { CallParts } from './call-parts.ts'
import type { ClaimReply, ClaimWord, DeedWord, News, Word } from './call-words.ts'
import { decideClaim } from './decide-claim.ts'
import { doDeed } from './do-deed.ts'
import { hearNews } from './hear-news.ts'
import { whomOf } from './party.ts'

/** How documents and callbacks reach an open call. Each handler decides before it awaits anything: that is the whole lock. */
export class CallHandlers {
  readonly #parts: CallParts

  constructor(parts: CallParts) {
    this.#parts = parts
  }

  /** A document has done its list and asks for the next step. */
  word(word: Word): Promise<Step> {
    const { leg } = word
    return leg === undefined ? this.#callersWord(word) : this.#personsWord(leg, word)
  }

  #personsWord(id: LegId, word: Word): Promise<Step> {
    const { legs, room, exchange, waiting } = this.#parts
    const leg = legs.get(id)
    // only a leg that was ordered has documents; one of another call's is told what nobody minds
    if (!leg) return Promise.resolve({ n: word.step + 1, list: [HANG_UP], node: '', ladder: [], by: 'pull' })
    leg.steps.done(word)
    if (word.result?.kind === 'left-room') room.personLeaves(id, exchange.now())
    const next = leg.steps.ask(word.step)
    waiting.changed()
    return next
  }

  #callersWord(word: Word): Promise<Step> {
    const { caller, rings, steps, waiting } = this.#parts
    caller.done(word)
    const next = caller.ask(word.step)
    const ringing = rings.current
    if (ringing?.step === word.step) ringing.step = steps.parkAgain().n
    waiting.changed()
    return next
  }

  /** A person pressed 1. The first check-and-set wins; there is no await in between. */
  claim(word: ClaimWord): ClaimReply {
    const { journal, legs, orders, room, steps, waiting } = this.#parts
    const leg = legs.get(word.leg)
    if (!leg) return { kind: 'late' }
    // the word carries the leg's own token: whatever became of the answer to its dial, this is the leg
    if (word.carrier) leg.carrier = word.carrier
    const reply = decideClaim(this.#parts, leg)
    const who = { leg: leg.id, ...whomOf(leg.party) }
    if (reply.kind === 'yours') {
      // their document goes on to it by itself: the answer names the room
      if (leg.steps.current?.n === QUESTION_STEP) steps.handTo(leg.steps, [{ do: 'join', room: room.nameFor(leg.id) }])
      journal.note({ kind: 'claimed', ...who, address: leg.address, ...(word.carrier && { carrier: word.carrier }) })
    } else {
      journal.note({ kind: 'claim-refused', ...who, why: reply.kind })
      orders.hearsWhy(leg)
    }
    waiting.changed()
    return reply
  }

  /** Somebody does something to the call; what it refuses changes nothing. */
  deed(word: DeedWord): void {
    doDeed(this.#parts, word)
  }

  /** Something happened out there. Hearing it twice, late or out of order changes nothing. */
  news(news: News): void {
    hearNews(this.#parts, news)
  }
}

const HANG_UP = { do: 'hang-up', cause: 'done' } as const
