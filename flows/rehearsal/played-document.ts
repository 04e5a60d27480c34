import type { WordResult } from '../call/call-words.ts'
import type { LegId, Prompt, RecordLimits } from '../live-call.ts'
import type { Step } from '../verbs/instruction.ts'
import type { Assistant } from '../verbs/converse/assistant.ts'
import { speechTime } from '../verbs/say/say.ts'
import { play } from './players.ts'
import { Recording } from './recording.ts'
import { TalkWithAssistant } from './talk-with-assistant.ts'
import type { World } from './world.ts'

/** What a leg gives its person to hear. */
export type Heard = 'ringing' | 'speech' | 'recording' | 'room' | 'quiet' | 'nothing'

/** The leg on which a document plays. */
export interface PlayedLeg {
  readonly world: World
  /** Whose leg; null for the caller's. */
  readonly of: LegId | null
  /** Keys that were pressed while nothing listened for any: they wait for the next question. */
  readonly keysAhead: string[]
  hear(what: Heard): void
  hearSentence(sentence: string): void
  /** The carrier starts another document. */
  play(step: Step): void
  /** The carrier ends the leg because its document says so. */
  end(): void
}

/** Who hears what the leg's person does, for as long as it takes. */
export interface Listener {
  /** When it has heard enough, as far as is known by now. Milliseconds since 1970. */
  readonly endsAt: number
  says(text: string, now: number): void
  presses(key: string, now: number): void
}

/** One who listens while something is spoken, and for whom that is cut short. */
interface Interrupting extends Listener {
  readonly hasBegun: boolean
}

/** A step's document as the carrier plays it: one instruction after another, then the question what comes next. */
export class PlayedDocument {
  readonly #line: PlayedLeg
  readonly #step: Step
  #at = -1
  /** Another document has taken its place, or the leg is over: what it had planned no longer happens. */
  #isOver = false
  #recording: Recording | null = null
  #listening: { readonly listener: Listener; readonly listen: () => void } | null = null
  #afterRoom: (() => void) | null = null

  constructor(line: PlayedLeg, step: Step) {
    this.#line = line
    this.#step = step
  }

  // -- what a verb's player does ----------------------------------------------------------------

  /** Goes on with the next instruction; after the last one it asks. */
  readonly next = (): void => {
    if (this.#isOver) return
    this.#at += 1
    const instruction = this.#step.list[this.#at]
    if (instruction) play(instruction, this)
    else this.asks(null)
  }

  speaks(prompt: Prompt, then: () => void): void {
    this.#line.hear('speech')
    this.#line.hearSentence('say' in prompt ? prompt.say : prompt.audio)
    this.#after(speechTime(prompt), then)
  }

  /** Speaks, and listens from its beginning on: whoever begins to answer hears no more of it. @param then told who has listened */
  prompts<Heard extends Interrupting>(
    prompts: readonly Prompt[],
    from: (now: number) => Heard,
    then: (listener: Heard) => void,
  ): void {
    const listener = from(this.#now)
    const speak = ([prompt, ...more]: readonly Prompt[]): void => {
      if (prompt === undefined || this.#listening?.listener !== listener || listener.hasBegun) return
      this.#line.hearSentence('say' in prompt ? prompt.say : prompt.audio)
      this.#after(speechTime(prompt), () => speak(more))
    }
    this.#line.hear('speech')
    this.listens(
      () => listener,
      () => then(listener),
    )
    this.#hearsKeysAhead(listener)
    speak(prompts)
  }

  /** What was pressed until now answers nothing. */
  forgetsKeys(): void {
    this.#line.keysAhead.length = 0
  }

  #hearsKeysAhead(listener: Listener): void {
    const { keysAhead } = this.#line
    while (this.#listening?.listener === listener) {
      const key = keysAhead.shift()
      if (key === undefined) return
      this.hearsKey(key)
    }
  }

  rings(ms: number, then: () => void): void {
    this.#line.hear('ringing')
    this.#after(ms, then)
  }

  /** A quiet line, on which something is heard often enough. */
  waits(ms: number, then: () => void): void {
    this.#line.hear('quiet')
    this.#after(ms, then)
  }

  /** @param then when the room has ended, with whoever left it. */
  entersRoom(then: () => void): void {
    this.#line.hear('room')
    this.forgetsKeys()
    this.#afterRoom = then
    this.#line.world.roomChanged()
  }

  /** @param then told what the carrier keeps; null when nothing was said. */
  records(limits: RecordLimits, then: (kept: { readonly url: string; readonly seconds: number } | null) => void): void {
    this.#line.hear('recording')
    this.forgetsKeys()
    this.listens(
      (now) => (this.#recording = new Recording(now, limits)),
      () => then(this.keepsRecording()),
    )
  }

  /** An assistant talks with the leg's person. @param then told what came of it */
  converses(assistant: Assistant, then: (result: WordResult) => void): void {
    const talk = new TalkWithAssistant(this.#now, {
      assistant,
      turns: this.#line.world.outside.assistantTurns,
      hear: (sentence) => this.#line.hearSentence(sentence),
    })
    this.listens(
      () => talk,
      () => then(talk.result),
    )
  }

  /** Listens to the leg's person from now on. @param then when the listener has heard enough */
  listens(from: (now: number) => Listener, then: () => void): void {
    const listener = from(this.#now)
    const listen = (): void => {
      if (this.#listening?.listener !== listener) return
      const left = listener.endsAt - this.#now
      if (left > 0) return this.#after(left, listen)
      this.#listening = null
      then()
    }
    this.#listening = { listener, listen }
    listen()
  }

  /** It asks what comes next, and is followed by what it is told. */
  readonly asks = (result: WordResult | null): void => {
    this.#line.hear('nothing')
    this.#line.world.ask(this.#line.of, { step: this.#step.n, result }, (step) => {
      if (!this.#isOver) this.#line.play(step)
    })
  }

  ends(): void {
    this.#line.end()
  }

  // -- what happens to it -----------------------------------------------------------------------

  hears(text: string): void {
    this.#listening?.listener.says(text, this.#now)
    // the end of what is said may come before what was waited for
    this.#listening?.listen()
  }

  hearsKey(key: string): void {
    // during a talk, too: the carrier does not say that it forgets those
    if (!this.#listening) this.#line.keysAhead.push(key)
    this.#listening?.listener.presses(key, this.#now)
    // it may have been the one that was waited for
    this.#listening?.listen()
  }

  roomEnds(): void {
    this.#afterRoom?.()
  }

  breaksOff(): void {
    this.#isOver = true
  }

  /** The recording that is under way is over; what was said stays with the carrier. */
  keepsRecording(): { readonly url: string; readonly seconds: number } | null {
    const seconds = this.#recording?.secondsBy(this.#now) ?? null
    this.#recording = null
    return seconds === null ? null : { url: this.#line.world.keepRecording(seconds), seconds }
  }

  get #now(): number {
    return this.#line.world.clock.now()
  }

  #after(ms: number, then: () => void): void {
    this.#line.world.clock.after(ms, () => {
      if (!this.#isOver) then()
    })
  }
}
