import type { Duration } from '#flows/live-call.ts'
import { milliseconds } from '#flows/live-call.ts'
import { expectNow, expectSoon } from './expect.ts'
import type { Stage, StagedPhone } from './stage.ts'

/** Somebody in the office with a phone. Each verb acts or waits, and fails with the timeline so far. */
export class PersonInTest {
  readonly #stage: Stage
  readonly #phone: StagedPhone

  constructor(stage: Stage, phone: StagedPhone) {
    this.#stage = stage
    this.#phone = phone
  }

  get name(): string {
    return this.#phone.name
  }

  async phoneRings(within?: Duration): Promise<void> {
    await expectSoon(
      this.#stage,
      `${this.name}'s phone rings`,
      async () => (await this.#phone.look()).state === 'ringing',
      within && milliseconds(within),
    )
  }

  async isRinging(): Promise<boolean> {
    return (await this.#phone.look()).state === 'ringing'
  }

  /** No longer rings, and nothing is open at this phone. */
  async phoneStops(within?: Duration): Promise<void> {
    await expectSoon(
      this.#stage,
      `${this.name}'s phone stops`,
      async () => (await this.#phone.look()).open === 0,
      within && milliseconds(within),
    )
  }

  /** Has not rung until now and does not while this time passes. */
  async phoneStaysSilent(time: Duration = '0s'): Promise<void> {
    await this.#stage.passes(milliseconds(time))
    await expectNow(this.#stage, `${this.name}'s phone never rang`, (await this.#phone.look()).legs === 0)
  }

  async phoneStillRings(): Promise<void> {
    await expectNow(this.#stage, `${this.name}'s phone still rings`, (await this.#phone.look()).state === 'ringing')
  }

  async phoneRang(times: number): Promise<void> {
    await expectSoon(
      this.#stage,
      `${this.name} was rung ${times} times`,
      async () => (await this.#phone.look()).legs >= times,
    )
    const { legs } = await this.#phone.look()
    await expectNow(this.#stage, `${this.name} was rung ${times} times, not ${legs}`, legs === times)
  }

  async picksUp(): Promise<void> {
    await expectSoon(this.#stage, `${this.name} can pick up`, () => this.#phone.picksUp())
  }

  /** Tries to pick up although the ringing may be over. */
  async picksUpTooLate(): Promise<void> {
    await expectNow(
      this.#stage,
      `${this.name} finds a phone that rings no more`,
      (async () => !(await this.#phone.picksUp()))(),
    )
  }

  /** Presses a key on a leg that may be over already. */
  async tries(key: string): Promise<void> {
    await this.#phone.presses(key)
  }

  async presses(key: string): Promise<void> {
    await expectNow(this.#stage, `${this.name} can press ${key}`, this.#phone.presses(key))
  }

  /** Picks up and presses 1. */
  async answers(): Promise<void> {
    await this.picksUp()
    await this.presses('1')
  }

  async declines(): Promise<void> {
    await expectSoon(this.#stage, `${this.name} can decline`, () => this.#phone.declines())
  }

  async hangsUp(): Promise<void> {
    await expectNow(this.#stage, `${this.name} can hang up`, this.#phone.hangsUp())
  }

  async hears(sentence: RegExp): Promise<void> {
    await expectSoon(this.#stage, `${this.name} hears ${String(sentence)}`, async () =>
      sentence.test((await this.#phone.look()).hears),
    )
  }

  async isBusy(): Promise<void> {
    await this.#phone.behaves('busy')
  }

  async isFreeAgain(): Promise<void> {
    await this.#phone.behaves('manual')
  }

  async switchesPhoneOff(): Promise<void> {
    await this.#phone.behaves('off')
  }

  /** A machine picks up after 4 s and never presses a key. */
  async hasAnAnsweringMachine(): Promise<void> {
    await this.#phone.behaves('voicemail')
  }

  async alwaysDeclines(): Promise<void> {
    await this.#phone.behaves('declines')
  }

  /** The carrier rings this phone, but its answer to the dial never comes. */
  async dialAnswerIsLost(): Promise<void> {
    await this.#phone.dialsAre('lost')
  }

  /** The next dial never reaches the carrier, and no answer says so. */
  async dialVanishes(): Promise<void> {
    await this.#phone.dialsAre('vanished')
  }

  /** The same with every dial. */
  async everyDialVanishes(): Promise<void> {
    await this.#phone.dialsAre('all-vanish')
  }

  /** No answer to the next dial comes, the carrier knows nothing of it at first, and the phone rings seconds later. */
  async dialShowsLate(): Promise<void> {
    await this.#phone.dialsAre('late')
  }

  /** The phone rings at once, but the carrier's answer to the dial takes its time. */
  async dialAnswerIsSlow(): Promise<void> {
    await this.#phone.dialsAre('slow')
  }

  async cannotBeDialled(): Promise<void> {
    await this.#phone.dialsAre('refused')
  }
}
