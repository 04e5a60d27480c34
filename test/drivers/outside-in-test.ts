import type { ServiceAnswer } from '#flows/rehearsal/outside-world.ts'
import { expectNow, expectSoon } from './expect.ts'
import type { Stage } from './stage.ts'

/** A web service that flows ask (`SERVICE`). */
export class ServiceInTest {
  readonly #stage: Stage

  constructor(stage: Stage) {
    this.#stage = stage
  }

  /** One request after another; the last answer holds for the rest. */
  async answers(...all: readonly ServiceAnswer[]): Promise<void> {
    await this.#stage.outside.answers(all)
  }

  async isAskedFor(path: string, body: unknown = null): Promise<void> {
    const wanted = JSON.stringify(body)
    await expectSoon(this.#stage, `the service is asked for ${path} with ${wanted}`, async () =>
      (await this.#stage.outside.asked()).some(
        (one) => one.path === path && JSON.stringify(one.body === null ? null : JSON.parse(one.body)) === wanted,
      ),
    )
  }

  async wasAsked(times: number): Promise<void> {
    const asked = await this.#stage.outside.asked()
    await expectNow(this.#stage, `the service was asked ${times} times, not ${asked.length}`, asked.length === times)
  }
}

/** A telephone as it gets texts. */
export class TextsInTest {
  readonly #stage: Stage

  constructor(stage: Stage) {
    this.#stage = stage
  }

  async come(to: string, words: string): Promise<void> {
    await expectSoon(this.#stage, `${to} gets the text “${words}” once`, async () => {
      const texts = await this.#stage.outside.texts(to)
      return texts.filter((text) => text === words).length === 1
    })
  }

  async areNone(to: string): Promise<void> {
    const texts = await this.#stage.outside.texts(to)
    await expectNow(this.#stage, `${to} gets no text, but ${texts.join(', ')}`, texts.length === 0)
  }

  /** Whoever has this number wants no texts from the business. */
  async areUnwantedBy(to: string): Promise<void> {
    await this.#stage.outside.optsOut(to)
  }
}
