import type { Step } from '../verbs/instruction.ts'
import type { VirtualLeg } from './phone.ts'
import { PlayedDocument, type Heard, type PlayedLeg } from './played-document.ts'
import type { World } from './world.ts'

/** A person's leg after its question: it plays the steps that it is given, as the caller's does. */
export class PersonOnLeg implements PlayedLeg {
  readonly world: World
  readonly of: string
  readonly keysAhead: string[] = []
  readonly #leg: VirtualLeg
  #document: PlayedDocument | null = null

  constructor(leg: VirtualLeg) {
    this.world = leg.world
    this.of = leg.id
    this.#leg = leg
  }

  /** The carrier starts a document on this leg. */
  play(step: Step): void {
    if (this.#leg.state === 'ended') return
    this.#document?.breaksOff()
    this.#document = new PlayedDocument(this, step)
    this.#document.next()
  }

  /** The room has ended with whoever left it: the document that was in there asks what comes next. */
  leaveRoom(): void {
    if (this.#leg.state === 'joined') this.#document?.roomEnds()
  }

  hear(what: Heard): void {
    if (what === 'room') {
      this.#leg.state = 'joined'
      this.world.timeline.tell(`${this.#leg.phone.name} joins`)
      this.world.comesIn(this.#leg)
    } else if (this.#leg.state === 'joined') this.#leg.state = 'answered'
    this.#leg.phone.hears = what
  }

  hearSentence(sentence: string): void {
    this.#leg.phone.hears = sentence
    this.world.timeline.tell(`${this.#leg.phone.name} hears: ${sentence}`)
  }

  end(): void {
    this.#leg.phone.end(this.#leg)
  }

  /** The leg is over. */
  breaksOff(): void {
    this.#document?.breaksOff()
  }
}
