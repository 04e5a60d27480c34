import { speechTime } from '#flows/verbs/say/say.ts'
import { CallInTest } from './call-in-test.ts'
import { expectNow, expectSoon } from './expect.ts'
import type { PersonInTest } from './person-in-test.ts'
import type { CallerView, Stage, StagedCall } from './stage.ts'

/** Somebody who calls the business. Each verb acts or waits, and fails with the timeline so far. */
export class CallerInTest {
  readonly call: CallInTest
  readonly #stage: Stage
  readonly #name: string
  readonly #from: string | null
  #staged: StagedCall | null = null

  constructor(stage: Stage, { name, from }: { name: string; from: string | null }) {
    this.#stage = stage
    this.#name = name
    this.#from = from
    this.call = new CallInTest(stage, () => this.#call)
  }

  /** @param at when, where that matters: as `2026-03-29T02:30+01:00`. */
  async dials({ at }: { readonly at?: string } = {}): Promise<void> {
    this.#staged = await this.#stage.dials(this.#from, at === undefined ? undefined : Date.parse(at))
  }

  async hears(sentence: string | RegExp): Promise<void> {
    await this.#expect(`hears “${String(sentence)}”`, ({ sentences }) =>
      sentences.some((heard) => (typeof sentence === 'string' ? heard.includes(sentence) : sentence.test(heard))),
    )
  }

  /** A sentence that was heard before is heard once more. */
  async hearsAgain(sentence: string): Promise<void> {
    await this.#expect(`hears “${sentence}” again`, ({ sentences }) => timesHeard(sentences, sentence) > 1)
  }

  async hasHeard(sentence: string, times: number): Promise<void> {
    const heard = timesHeard((await this.#call.look()).sentences, sentence)
    await expectNow(this.#stage, `${this.#name} has heard “${sentence}” ${times} times, not ${heard}`, heard === times)
  }

  async hearsRinging(): Promise<void> {
    await this.#expect('hears ringing', ({ hears }) => hears === 'ringing')
  }

  /** At no time since dialling was there silence for longer than a breath. */
  async wasNeverLeftInSilence(): Promise<void> {
    const { longestSilence } = await this.#call.look()
    await expectNow(
      this.#stage,
      `${this.#name} was never left in silence, but it lasted ${longestSilence} ms`,
      longestSilence < 1000,
    )
  }

  async isAskedForAMessage(): Promise<void> {
    await this.#expect('is being recorded', ({ hears }) => hears === 'recording', 12_000)
  }

  async isNotAskedForAMessage(): Promise<void> {
    await expectNow(this.#stage, `${this.#name} is not recorded`, (await this.#call.look()).hears !== 'recording')
  }

  async says(text: string): Promise<void> {
    await this.#call.says(text)
  }

  /** One key after another. */
  async presses(keys: string): Promise<void> {
    await this.#call.presses(keys)
  }

  /** Is asked for a message, speaks it to its end and hangs up. */
  async leavesMessage(text: string): Promise<void> {
    await this.isAskedForAMessage()
    await this.says(text)
    await this.#stage.passes(speechTime({ say: text }))
    await this.hangsUp()
  }

  async hangsUp(): Promise<void> {
    await this.#call.hangsUp()
  }

  /** The two hear each other, and still do after a hello. */
  async isTalkingTo(person: PersonInTest): Promise<void> {
    await this.#expect(`talks to ${person.name}`, ({ talksTo }) => talksTo === person.name)
    await this.#stage.passes(HELLO)
    await this.#expect(`still talks to ${person.name}`, ({ talksTo }) => talksTo === person.name, 0)
  }

  /** @returns which of them it is. */
  async isTalkingToOneOf(...people: readonly PersonInTest[]): Promise<PersonInTest> {
    const names = people.map((person) => person.name)
    await this.#expect(`talks to ${names.join(' or ')}`, ({ talksTo }) => talksTo !== null && names.includes(talksTo))
    const { talksTo } = await this.#call.look()
    const person = people.find(({ name }) => name === talksTo)
    if (!person) throw new Error(`${this.#name} talked to ${names.join(' or ')} for a moment only`)
    return person
  }

  async talksToNobody(): Promise<void> {
    await this.#expect('talks to nobody', ({ talksTo }) => talksTo === null)
  }

  /** The line is dead. */
  async isLeftAlone(): Promise<void> {
    await this.#expect('is no longer on the line', ({ ended }) => ended)
  }

  async isStillThere(): Promise<void> {
    await expectNow(this.#stage, `${this.#name} is still on the line`, !(await this.#call.look()).ended)
  }

  get #call(): StagedCall {
    if (!this.#staged) throw new Error(`${this.#name} has not dialled`)
    return this.#staged
  }

  #expect(words: string, isSo: (view: CallerView) => boolean, within?: number): Promise<void> {
    return expectSoon(this.#stage, `${this.#name} ${words}`, async () => isSo(await this.#call.look()), within)
  }
}

/** Milliseconds. */
const HELLO = 500

function timesHeard(sentences: readonly string[], sentence: string): number {
  return sentences.filter((heard) => heard.includes(sentence)).length
}
