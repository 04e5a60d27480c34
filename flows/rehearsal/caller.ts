import type { Step } from '../verbs/instruction.ts'
import { entersRoom } from '../verbs/join/join.ts'
import { PlayedDocument, type Heard, type PlayedLeg } from './played-document.ts'
import type { World } from './world.ts'

/** The caller of a rehearsal: a leg that plays the steps it is given, as the carrier would. */
export class Caller implements PlayedLeg {
  readonly world: World
  readonly of = null
  readonly keysAhead: string[] = []
  #document: PlayedDocument | null = null
  /** The number of the step whose document plays. */
  step = 0
  ended = false
  hears: Heard = 'nothing'
  /** The longest time in which the caller heard nothing at all. Milliseconds. */
  longestSilence = 0
  #silentSince: number | null = null
  /** Every sentence that the caller heard to its beginning. */
  readonly heard: string[] = []

  constructor(world: World) {
    this.world = world
  }

  /** The caller has dialled; the carrier answers with the first document. */
  begin(step: Step): void {
    this.#silentSince = this.world.clock.now()
    this.play(step)
  }

  /** The carrier starts a document on the caller's leg. */
  play(step: Step): void {
    if (this.ended) return
    this.#document?.breaksOff()
    this.step = step.n
    this.world.begun.set(step.n, this.world.clock.now())
    // only the caller's joining changes anything; the rest is there for whoever asks
    if (entersRoom(step.list)) this.#comesIn(step)
    this.#document = new PlayedDocument(this, step)
    this.#document.next()
  }

  /** One who waits alone is told of after a moment; that two have met rides with what is told next. */
  #comesIn({ n }: Step): void {
    const { clock, room } = this.world
    const begun = { kind: 'begun', step: n, at: clock.now() } as const
    if (room.hasPerson) return
    clock.after(OTHER_COMES_WITHIN, () => {
      if (!this.ended && !room.hasPerson) this.world.sendNews({ ...begun, met: false }, true)
    })
  }

  /** The caller speaks: a question or a recording may hear it. */
  say(text: string): void {
    this.world.timeline.tell(`the caller says: ${text}`)
    this.#document?.hears(text)
  }

  press(key: string): void {
    this.world.timeline.tell(`the caller presses ${key}`)
    this.#document?.hearsKey(key)
  }

  /** The room has ended with whoever left it: the document that was in there asks what comes next. */
  leaveRoom(): void {
    if (this.hears === 'room') this.#document?.roomEnds()
  }

  hangUp(): void {
    if (this.ended) return
    this.world.timeline.tell('the caller hangs up')
    this.#leave()
  }

  end(): void {
    if (this.ended) return
    this.world.timeline.tell('the call is ended')
    this.#leave()
  }

  hear(what: Heard): void {
    if (this.hears !== what && (what === 'ringing' || what === 'recording')) {
      this.world.timeline.tell(what === 'ringing' ? 'the caller hears ringing' : 'the caller is recorded')
    }
    const now = this.world.clock.now()
    if (this.#silentSince !== null) this.longestSilence = Math.max(this.longestSilence, now - this.#silentSince)
    this.#silentSince = what === 'nothing' && !this.ended ? now : null
    this.hears = what
  }

  hearSentence(sentence: string): void {
    this.heard.push(sentence)
    this.world.timeline.tell(`the caller hears: ${sentence}`)
  }

  #leave(): void {
    const met = this.world.room.talk
    this.ended = true
    this.#document?.breaksOff()
    this.hear('nothing')
    this.world.roomChanged()
    this.world.sendNews({ kind: 'caller-ended', at: this.world.clock.now(), ...(met && { met }) })
    this.#document?.keepsRecording()
  }
}

/** As long as the web waits for the other one. Milliseconds. */
export const OTHER_COMES_WITHIN = 1000
