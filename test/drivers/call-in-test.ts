import type { Outcome } from '#flows/call/happenings/happening.ts'
import { expectNow, expectSoon } from './expect.ts'
import type { Stage, StagedCall } from './stage.ts'

/** A call as the team finds it afterwards: what came of it, what its story says, what was left. */
export class CallInTest {
  readonly #stage: Stage
  readonly #call: () => StagedCall

  constructor(stage: Stage, call: () => StagedCall) {
    this.#stage = stage
    this.#call = call
  }

  isAnswered(): Promise<void> {
    return this.#comesTo('answered')
  }

  isMissed(): Promise<void> {
    return this.#comesTo('missed')
  }

  isAbandoned(): Promise<void> {
    return this.#comesTo('abandoned')
  }

  isCompleted(): Promise<void> {
    return this.#comesTo('completed')
  }

  async isNotOver(): Promise<void> {
    await expectNow(this.#stage, 'the call is not over', (await this.#call().story()).outcome === null)
  }

  async storySays(sentence: RegExp): Promise<void> {
    await expectSoon(
      this.#stage,
      `the story says ${String(sentence)}`,
      async () => (await this.#sentences()).some((told) => sentence.test(told)),
      CLOSING,
    )
  }

  async storyNeverSays(sentence: RegExp): Promise<void> {
    await expectNow(
      this.#stage,
      `the story never says ${String(sentence)}`,
      (await this.#sentences()).every((told) => !sentence.test(told)),
    )
  }

  async storySaysOnce(sentence: RegExp): Promise<void> {
    const times = (await this.#sentences()).filter((told) => sentence.test(told)).length
    await expectNow(this.#stage, `the story says ${String(sentence)} once, not ${times} times`, times === 1)
  }

  /** None of what was written down of the call has these words in it. */
  async nothingKeeps(words: string): Promise<void> {
    const { events, sentences } = await this.#call().story()
    const kept = JSON.stringify([events, sentences])
    await expectNow(this.#stage, `nothing keeps “${words}”`, !kept.includes(words))
  }

  /** @param seconds about how long it is. */
  async hasVoicemail(seconds?: number): Promise<void> {
    const isSo = async (): Promise<boolean> =>
      (await this.#call().story()).recordings.some(
        (recording) => seconds === undefined || Math.abs(recording.seconds - seconds) <= 1,
      )
    await expectSoon(
      this.#stage,
      `the call has a voicemail${seconds === undefined ? '' : ` of ${seconds} s`}`,
      isSo,
      CLOSING,
    )
  }

  async hasNoVoicemail(): Promise<void> {
    await expectNow(this.#stage, 'the call has no voicemail', (await this.#call().story()).recordings.length === 0)
  }

  async #sentences(): Promise<readonly string[]> {
    return (await this.#call().story()).sentences
  }

  /** Its row has ended, and nobody has to wait for that. */
  async isOverAtOnce(): Promise<void> {
    await expectSoon(this.#stage, 'the call is over', async () => (await this.#call().story()).outcome !== null, 1000)
  }

  #comesTo(outcome: Outcome): Promise<void> {
    return expectSoon(
      this.#stage,
      `the call is ${outcome}`,
      async () => (await this.#call().story()).outcome === outcome,
      CLOSING,
    )
  }
}

/** A call closes when its last leg is known to be over, which takes some rounds when news is lost. Milliseconds. */
const CLOSING = 40_000
