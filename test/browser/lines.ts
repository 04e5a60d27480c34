import type { Locator } from 'playwright-core'
import type { BrowserGround, LineName } from './ground.ts'
import type { Visitor } from './visitor.ts'

/** The page of a line, in the browser of somebody who may change it. What is already so is left as it is. */
export class LinePage {
  readonly line: LineName
  readonly #visitor: Visitor

  constructor(visitor: Visitor, line: LineName) {
    this.#visitor = visitor
    this.line = line
  }

  async opens(): Promise<void> {
    const { page } = this.#visitor
    await this.#visitor.follows('/numbers')
    await page.getByRole('main').getByRole('link', { name: this.line, exact: true }).click()
    await page.getByRole('heading', { name: this.line, level: 1 }).waitFor()
  }

  /** Which flow answers from the next call on. */
  async answersWith(flow: string): Promise<void> {
    const how = this.#part('How it answers')
    const answers = how.getByText(`Calls are answered with the flow ${flow}, version`)
    if (await answers.isVisible()) return
    await how.getByLabel('Flow', { exact: true }).selectOption({ label: flow })
    await this.#saves(how.getByRole('button', { name: /^Let .* answer$/ }))
    await answers.waitFor()
  }

  /** Who reads its conversations: everybody at Harbour Bikes, or those on the line only. */
  async isReadBy(whom: 'everybody' | 'its people'): Promise<void> {
    const settings = this.#part('Settings')
    const choice = settings.getByRole('radio', {
      name: whom === 'everybody' ? 'Everyone in Harbour Bikes may read' : 'People on this number only',
    })
    if (await choice.isChecked()) return
    await choice.check()
    await this.#saves(settings.getByRole('button', { name: 'Save' }))
  }

  /** Whether the seat of somebody on the routing list is rung. */
  async seatIs(name: string, state: 'active' | 'inactive'): Promise<void> {
    const seat = (checked: boolean) =>
      this.#part('Routing list').getByRole('switch', { name: `${name} rings from this list`, checked })
    const isActive = state === 'active'
    if (await seat(isActive).isVisible()) return
    await this.#saves(seat(!isActive))
    await seat(isActive).waitFor()
  }

  #part(name: string): Locator {
    return this.#visitor.page.getByRole('region', { name })
  }

  /** Presses a button, and returns when the server has answered. */
  async #saves(button: Locator): Promise<void> {
    const answered = this.#visitor.page.waitForResponse(
      // every page says from time to time that somebody is there, which is sent as well
      (response) => response.request().method() === 'POST' && response.url().includes('/numbers/') && response.ok(),
    )
    await button.click()
    await answered
  }
}

/** Plays with a line, and gives it back as the seed made it: all tests share the lines. */
export async function borrowingLine(ground: BrowserGround, line: LineName, play: () => Promise<void>): Promise<void> {
  try {
    await play()
  } finally {
    const page = new LinePage(await ground.person('adam'), line)
    await page.opens()
    await page.answersWith(line)
    await page.isReadBy('its people')
    await page.seatIs('Ana', 'active')
  }
}
