import { speechTime, type Instruction, type Step } from '../instruction.ts'
import type { RecordLimits } from '../live-call.ts'
import type { WordResult } from '../open-call/call-words.ts'
import type { World } from './world.ts'

/** What the caller's line gives them to hear. */
export type Heard = 'ringing' | 'speech' | 'recording' | 'room' | 'nothing'

/** The caller of a rehearsal: a leg that plays the steps it is given, as the carrier would. */
export class Caller {
  readonly #world: World
  /** Counts documents: what an older one had planned no longer happens. */
  #document = 0
  #recording: Recording | null = null
  /** The document that is in the room, or was there last. */
  #room: { readonly step: number; readonly document: number } | null = null
  ended = false
  hears: Heard = 'nothing'
  /** The longest time in which the caller heard nothing at all. Milliseconds. */
  longestSilence = 0
  #silentSince: number | null = null
  /** Every sentence that the caller heard to its beginning. */
  readonly heard: string[] = []

  constructor(world: World) {
    this.#world = world
  }

  /** The caller has dialled; the carrier answers with the first document. */
  begin(step: Step): void {
    this.#silentSince = this.#world.clock.now()
    this.play(step)
  }

  /** The carrier starts a document on the caller's leg. */
  play(step: Step): void {
    if (this.ended) return
    const document = (this.#document += 1)
    this.#recording = null
    this.#world.begun.set(step.n, this.#world.clock.now())
    // only that the caller joins changes anything; the rest is there for whoever asks
    if (step.list.some((instruction) => instruction.do === 'join')) {
      this.#world.sendNews({ kind: 'begun', step: step.n, met: this.#world.isPersonInRoom, at: this.#world.clock.now() }, true)
    }
    this.#perform(step, 0, document)
  }

  /** The caller speaks; only a recording keeps it. */
  say(text: string): void {
    this.#world.timeline.tell(`the caller says: ${text}`)
    const recording = this.#recording
    if (!recording) return
    recording.spokenUntil = this.#world.clock.now() + speechTime({ say: text })
    recording.words.push(text)
  }

  /** The room has ended with whoever left it: the document that was in there asks what comes next. */
  leaveRoom(): void {
    if (this.hears === 'room' && this.#room?.document === this.#document) this.#ask(this.#room.step, { kind: 'left-room' }, this.#document)
  }

  hangUp(): void {
    if (this.ended) return
    this.#world.timeline.tell('the caller hangs up')
    this.#leave()
  }

  /** The carrier ends the caller's leg because we, or its document, asked for it. */
  end(): void {
    if (this.ended) return
    this.#world.timeline.tell('the call is ended')
    this.#leave()
  }

  #leave(): void {
    const recording = this.#recording
    this.ended = true
    this.#document += 1
    this.#hear('nothing')
    this.#world.roomChanged()
    this.#world.sendNews({ kind: 'caller-ended', at: this.#world.clock.now() })
    if (recording && recording.words.length > 0) this.#world.keepRecording(secondsOf(recording, this.#world.clock.now()))
  }

  #perform(step: Step, index: number, document: number): void {
    if (this.#document !== document) return
    const instruction = step.list[index]
    const next = (): void => this.#perform(step, index + 1, document)
    if (!instruction) return this.#ask(step.n, null, document)
    switch (instruction.do) {
      case 'say':
        return this.#speak(instruction.prompt.say, next)
      case 'park':
        this.#hear('ringing')
        this.#world.clock.after(instruction.for, next)
        return
      case 'join':
        this.#hear('room')
        this.#room = { step: step.n, document }
        this.#world.roomChanged()
        return
      case 'record':
        return this.#record(step.n, instruction, document)
      case 'hang-up':
        return this.end()
      case 'alone':
        // a rehearsal has no ladder: the stack's scenarios play it for real
        return this.end()
    }
  }

  #speak(sentence: string, next: () => void): void {
    this.#hear('speech')
    this.heard.push(sentence)
    this.#world.timeline.tell(`the caller hears: ${sentence}`)
    this.#world.clock.after(speechTime({ say: sentence }), next)
  }

  #record(n: number, { greeting, limits }: Instruction & { do: 'record' }, document: number): void {
    const begin = (): void => {
      if (this.#document !== document) return
      this.#hear('recording')
      const recording: Recording = { since: this.#world.clock.now(), spokenUntil: this.#world.clock.now(), words: [], limits }
      this.#recording = recording
      this.#listen(n, recording, document)
    }
    if (greeting) this.#speak(greeting.say, begin)
    else begin()
  }

  #listen(n: number, recording: Recording, document: number): void {
    if (this.#document !== document) return
    const now = this.#world.clock.now()
    const silence = recording.words.length === 0 ? FIRST_WORD : recording.limits.silenceSeconds * 1000
    const full = recording.since + recording.limits.maxSeconds * 1000
    const ends = Math.min(full, recording.spokenUntil + silence)
    if (now < ends) {
      this.#world.clock.after(ends - now, () => this.#listen(n, recording, document))
      return
    }
    this.#recording = null
    if (recording.words.length === 0) return this.#ask(n, { kind: 'not-recorded' }, document)
    const url = this.#world.keepRecording(secondsOf(recording, now))
    this.#ask(n, { kind: 'recorded', url, seconds: secondsOf(recording, now) }, document)
  }

  #ask(n: number, result: WordResult | null, document: number): void {
    this.#hear('nothing')
    this.#world.ask(n, result, (step) => {
      if (this.#document === document) this.play(step)
    })
  }

  #hear(what: Heard): void {
    if (this.hears !== what && (what === 'ringing' || what === 'recording')) {
      this.#world.timeline.tell(what === 'ringing' ? 'the caller hears ringing' : 'the caller is recorded')
    }
    const now = this.#world.clock.now()
    if (this.#silentSince !== null) this.longestSilence = Math.max(this.longestSilence, now - this.#silentSince)
    this.#silentSince = what === 'nothing' && !this.ended ? now : null
    this.hears = what
  }
}

interface Recording {
  readonly since: number
  spokenUntil: number
  readonly words: string[]
  readonly limits: RecordLimits
}

function secondsOf(recording: Recording, now: number): number {
  return Math.max(1, Math.round((Math.min(now, recording.spokenUntil) - recording.since) / 1000))
}

/** How long a recording waits for the first word. Milliseconds (carrier.md 4, `record`). */
const FIRST_WORD = 4000
