import type { Prompt, Question } from '../live-call.ts'
import { listeningFor, type Listening } from '../verbs/ask/ask.ts'
import { replyTo } from '../verbs/ask/reply.ts'
import type { AskResult } from '../verbs/ask/result.ts'
import { speechTime } from '../verbs/say/say.ts'
import type { Listener, PlayedDocument } from './played-document.ts'

/** Asks as often as a question may be asked, then tells what was heard last. */
export function playQuestion(question: Question, document: PlayedDocument): void {
  const ask = (time: number, prompts: readonly Prompt[]): void =>
    document.prompts(
      prompts,
      (now) => new OneTry(question, { now, spoken: prompts.reduce((sum, prompt) => sum + speechTime(prompt), 0) }),
      ({ heard }) => {
        const { kind } = replyTo(question.takes, heard)
        if (kind === 'answered' || time === question.tries) return document.asks(heard)
        ask(time + 1, [kind === 'invalid' ? question.again.invalid : question.again.silent, question.prompt])
      },
    )
  ask(1, [question.prompt])
}

/** What is heard while a question is asked once, and for as long as its answer may take. */
export class OneTry implements Listener {
  endsAt: number
  readonly #listening: Listening
  readonly #secret: boolean
  #keys = ''
  #words: string | null = null

  /** @param about.spoken how long it is spoken, unless somebody answers before. Milliseconds. */
  constructor({ takes, wait }: Question, { now, spoken }: { readonly now: number; readonly spoken: number }) {
    this.endsAt = now + spoken + wait * 1000
    this.#listening = listeningFor(takes)
    this.#secret = takes.kind === 'digits' && takes.secret === true
  }

  /** Somebody has begun to answer: nothing more is spoken. */
  get hasBegun(): boolean {
    return this.#keys !== '' || this.#words !== null
  }

  get heard(): AskResult {
    if (this.#words !== null) return { kind: 'heard', by: 'voice', text: this.#words }
    if (this.#keys === '') return { kind: 'heard-nothing' }
    return { kind: 'heard', by: 'keys', text: this.#keys, ...(this.#secret && { secret: true }) }
  }

  says(text: string, now: number): void {
    const { speech } = this.#listening
    if (speech === null || this.hasBegun) return
    this.#words = text
    this.endsAt = now + Math.min(speechTime({ say: text }) + speech.pause * 1000, speech.most * 1000)
  }

  presses(key: string, now: number): void {
    const { ends, mostKeys, keyPause } = this.#listening
    if (this.#words !== null) return
    if (key === ends) {
      this.endsAt = now
      return
    }
    this.#keys += key
    this.endsAt = this.#keys.length >= mostKeys ? now : now + keyPause * 1000
  }
}
