import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { chromium, type Browser, type BrowserContext, type Cookie } from 'playwright-core'
import { harbourBikes } from '#apps/web/demo-data.ts'
import type { AnswerMode } from '#flows/call/answer-mode.ts'
import { DEMO_PASSWORD } from '#infra/identity/demo-logins.ts'
import { demoAccount } from '#infra/carrier-secrets.ts'
import { signalWire, type SignalWire } from '#infra/signalwire/client.ts'
import { ControlPlane } from '#test/drivers/stack/control-plane.ts'
import type { BrowserPlace } from '#test/setup/browser.ts'
import { nextCallTo, openOf } from './behind-pages.ts'
import { until } from './until.ts'
import { Visitor } from './visitor.ts'

/** How somebody looks at the pages. */
export interface Look {
  /** Of the window, in pixels. */
  readonly width?: number
  readonly colorScheme?: 'light' | 'dark'
  /** Of the browser; UTC unless said. */
  readonly timeZone?: string
}

/** The whole product, its carrier, and as many browsers as a test has people; made for one test and gone after it. */
export class BrowserGround {
  /** Callers and phones. */
  readonly plane: ControlPlane
  readonly web: string
  readonly #place: BrowserPlace
  readonly #browser: Browser
  readonly #visitors: Visitor[] = []
  readonly #calls: string[] = []

  private constructor(place: BrowserPlace, browser: Browser) {
    this.#place = place
    this.web = place.web
    this.plane = new ControlPlane(place.emulator)
    this.#browser = browser
  }

  static async open(place: BrowserPlace): Promise<BrowserGround> {
    return new BrowserGround(place, await chromium.connect(place.chromium))
  }

  /** A demo person (`ana`, `adam`, …) in a browser of their own, signed in. They sign in by the form once per run; later tests get their cookies. */
  async person(login: DemoLogin, look: Look = {}): Promise<Visitor> {
    const visitor = await this.stranger(look, login)
    const kept = join(this.#place.cookies, `${login}.json`)
    const cookies = await readFile(kept, 'utf8').catch(() => null)
    if (cookies === null) {
      await visitor.signsIn(`${login}@harbour.test`, DEMO_PASSWORD)
      await writeFile(kept, JSON.stringify(await visitor.page.context().cookies()))
    } else await visitor.page.context().addCookies(JSON.parse(cookies) as Cookie[]) // ours of before
    return visitor
  }

  /** Somebody in a browser of their own, signed in nowhere. @param home the address at which they find the product. */
  async stranger(look: Look = {}, name = 'a stranger', home = this.web): Promise<Visitor> {
    const context = await this.#context(look)
    const visitor = await Visitor.enter(context, { name, home })
    this.#visitors.push(visitor)
    return visitor
  }

  /** The emulator's page of virtual phones, in a browser of its own. */
  async phonesPage(look: Look = {}): Promise<Visitor> {
    const visitor = await Visitor.enter(await this.#context(look), { name: 'the phones', home: this.#place.emulator })
    this.#visitors.push(visitor)
    return visitor
  }

  /** The account at the carrier, as its owner has it in the carrier's own pages. */
  carrier(): SignalWire {
    return signalWire({
      baseUrl: this.#place.emulator,
      project: demoAccount.SIGNALWIRE_PROJECT,
      token: demoAccount.SIGNALWIRE_TOKEN,
    })
  }

  /** Somebody dials a line of Harbour Bikes. Their call ends with the test, if not before. */
  async dial(from: string, line: LineName): Promise<string> {
    const call = await this.plane.dial(from, e164Of(line))
    this.#calls.push(call)
    return call
  }

  /** Returns when what was changed holds for the next call to a line. @param words what its flow says. */
  async nextCallHears(line: LineName, words: string): Promise<void> {
    await until(
      async () => JSON.stringify((await nextCallTo(this.#place.dataDir, e164Of(line)))?.plan).includes(words),
      `the next call to ${line} hears “${words}”`,
    )
  }

  /** The same for whom its routing list rings, in their order. */
  async nextCallRings(line: LineName, names: readonly string[]): Promise<void> {
    await until(
      async () => {
        const number = await nextCallTo(this.#place.dataDir, e164Of(line))
        const rung = number?.routing.filter(({ active }) => active).map(({ member }) => member)
        return rung?.map((id) => number?.roster.find(({ member }) => member === id)?.name).join() === names.join()
      },
      `the next call to ${line} rings ${names.join(', ')}`,
    )
  }

  /** The same for who answers it, as its switch stands. */
  async nextCallIsFor(line: LineName, mode: AnswerMode): Promise<void> {
    await until(
      async () => (await nextCallTo(this.#place.dataDir, e164Of(line)))?.mode === mode,
      `the next call to ${line} is answered by the ${mode}`,
    )
  }

  /** The telephone of a person of Harbour Bikes. */
  phoneOf(login: DemoLogin): string {
    const phone = harbourBikes.people.find(({ email }) => email === `${login}@harbour.test`)?.phone
    if (phone === undefined) throw new Error(`${login} has no phone in the demo data`)
    return phone
  }

  /**
   * Somebody at their phone acts, as soon as the phone lets them: a page may tell that it rings a moment before it does, and
   * the carrier's answer to a deed that comes too early is that there is nothing to act on.
   */
  async acts(login: DemoLogin, deed: 'answer' | 'decline' | 'press' | 'hang-up', body: object = {}): Promise<void> {
    await until(() => this.plane.person(this.phoneOf(login), deed, body), `${login}’s phone lets them ${deed}`)
  }

  /** What went wrong in the browsers without anybody asking: console, page errors, content security policy. */
  troubles(): readonly string[] {
    return this.#visitors.flatMap((visitor) => visitor.troubles())
  }

  /** What all browsers show now: their texts, and where their pictures lie; and what happened in the calls at the carrier. */
  async shown(): Promise<string> {
    const shown = await Promise.all(this.#visitors.map((visitor) => visitor.shown()))
    const told = await Promise.all(this.#calls.map((call) => this.#story(call)))
    return [...shown, ...told].join('\n\n')
  }

  async #story(call: string): Promise<string> {
    const { timeline } = await this.plane.call(call)
    return [`Call ${call}:`, ...timeline.map(({ ms, who, what, detail }) => `${ms} ms ${who} ${what} ${detail}`)].join(
      '\n',
    )
  }

  /** Closes the browsers, ends the calls of this test, and gives everybody their phones back as they were. */
  async close(): Promise<void> {
    await this.#letRequestsGo()
    await this.#browser.close()
    for (const call of this.#calls) {
      if ((await this.plane.call(call)).state !== 'ended') await this.plane.caller(call, 'hang-up')
    }
    for (const call of this.#calls) await this.#ends(call)
    if (this.#calls.length > 0)
      await until(
        async () => (await openOf(this.#place.dataDir, this.#calls)) === 0,
        'the product knows that all calls of the test are over',
      )
    await this.plane.reset()
  }

  /** A request that a test holds back may be under way: it is then over with its browser, and nobody's mistake. */
  async #letRequestsGo(): Promise<void> {
    const pages = this.#browser.contexts().flatMap((context) => context.pages())
    await Promise.all(pages.map((page) => page.unrouteAll({ behavior: 'ignoreErrors' })))
  }

  /** The next test's phones must not ring for this one, nor its pages change. */
  async #ends(call: string): Promise<void> {
    await until(
      async () => (await this.plane.call(call)).legs.every(({ state }) => state === 'ended'),
      `all legs of call ${call} have ended`,
    )
  }

  #context({ width = 1440, colorScheme = 'light', timeZone = 'UTC' }: Look): Promise<BrowserContext> {
    const isPhone = width < 500
    return this.#browser.newContext({
      viewport: { width, height: isPhone ? 780 : 900 },
      colorScheme,
      reducedMotion: 'reduce',
      locale: 'en-US',
      timezoneId: timeZone,
      ignoreHTTPSErrors: true,
    })
  }
}

function e164Of(line: LineName): string {
  return harbourBikes.lines.find(({ name }) => name === line)?.e164 ?? ''
}

/** Whom the seed gives a login at Harbour Bikes. */
export type DemoLogin = 'olive' | 'adam' | 'ana' | 'ben' | 'cy' | 'audit'

/** The lines that the seed gives to Harbour Bikes; Ana, Ben and Cy answer all of them. */
export type LineName = 'Sales' | 'Support' | 'Quick'
