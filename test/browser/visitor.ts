import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'

/** Somebody with a browser of their own, which is watched: what its console says counts as a fault of the page. */
export class Visitor {
  readonly name: string
  readonly page: Page
  readonly #home: string
  readonly #troubles: string[] = []
  readonly #allowed: RegExp[] = []

  private constructor(page: Page, { name, home }: { readonly name: string; readonly home: string }) {
    this.page = page
    this.name = name
    this.#home = home
    this.#watch(page)
  }

  static async enter(context: BrowserContext, who: { readonly name: string; readonly home: string }): Promise<Visitor> {
    context.setDefaultTimeout(PATIENCE)
    await context.addInitScript(sayViolations)
    return new Visitor(await context.newPage(), who)
  }

  /** Goes to a page by its address, and returns when it listens to clicks and keys. @returns the status of the answer. */
  async opens(path: string): Promise<number> {
    const answer = await this.page.goto(new URL(path, this.#home).href)
    await this.settles()
    return answer?.status() ?? 0
  }

  /** Goes to a page of those who are signed in, and returns when it follows what happens in calls. */
  async follows(path: string): Promise<void> {
    const caughtUp = this.page.waitForResponse((response) => response.url().includes('/live/calls') && response.ok())
    await this.opens(path)
    await caughtUp
  }

  /** Loads the page again, and returns when it listens to clicks and keys. */
  async reloads(): Promise<void> {
    await this.page.reload()
    await this.settles()
  }

  /** Returns when React has taken over what the server sent: before that, a click would be lost. */
  async settles(): Promise<void> {
    await this.page.waitForFunction(isAlive)
  }

  /** What an address answers to this browser when it is asked without being shown. */
  async asks(path: string): Promise<number> {
    return (await this.page.context().request.get(new URL(path, this.#home).href, { maxRedirects: 0 })).status()
  }

  /** By the form of the page, as people do. */
  async signsIn(email: string, password: string): Promise<void> {
    const { page } = this
    await this.opens('/sign-in')
    await page.getByLabel('E-mail').fill(email)
    await page.getByLabel(/^Password/).fill(password)
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await page.waitForURL(({ pathname }) => pathname !== '/sign-in')
    await this.settles()
  }

  async signsOut(): Promise<void> {
    const { page } = this
    await page.getByRole('button', { name: /, online$|, not connected$/ }).click()
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.waitForURL(({ pathname }) => pathname === '/sign-in' || pathname === '/')
  }

  /** What the console may say in this test because the test provokes it, such as the 404 of a page that is not there. */
  allows(expected: RegExp): void {
    this.#allowed.push(expected)
  }

  troubles(): readonly string[] {
    return this.#troubles.filter((trouble) => !this.#allowed.some((expected) => expected.test(trouble)))
  }

  /** Where a picture of what this browser shows now was put. */
  async picture(): Promise<string> {
    const path = join(await mkdtemp(join(tmpdir(), 'ringdown-browser-')), `${this.name.replaceAll(' ', '-')}.png`)
    return this.page.screenshot({ path }).then(
      () => `picture: ${path}`,
      (error: unknown) => `no picture: ${String(error)}`,
    )
  }

  /** What this browser shows now: its text, and where its picture lies. */
  async shown(): Promise<string> {
    const text = await this.page.evaluate(() => document.body.innerText).catch(String)
    const titles = await this.page.evaluate(titlesOfPage).catch(String)
    return `${this.name} at ${this.page.url()} (${await this.picture()}), titled ${titles}, sees:\n${text.replaceAll(/\n{2,}/g, '\n').slice(0, 3000)}`
  }

  #watch(page: Page): void {
    const say = (trouble: string) =>
      void this.#troubles.push(`${this.name} at ${page.url().replace(this.#home, '')}: ${trouble}`)
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning')
        say(`console ${message.type()}: ${message.text()} ${message.location().url}`)
    })
    page.on('pageerror', (error) => say(`error: ${error.stack ?? error.message}`))
  }
}

/** How long a page may take over what is being waited for. Milliseconds. */
const PATIENCE = 30_000

/** Runs in the page: what its policy forbade is an error of the console. */
function sayViolations(): void {
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile, lineNumber }) => {
    console.error(
      `the content security policy forbids ${violatedDirective} ${blockedURI} (${sourceFile}:${lineNumber})`,
    )
  })
}

/**
 * Runs in the page: React marks the elements that it has taken over, as it comes by them. Only when it has come by all does
 * it begin to listen to keys, which it says at the root.
 */
function isAlive(): boolean {
  const element = document.querySelector('h1') ?? document.querySelector('main')
  if (element === null || !Object.keys(element).some((key) => key.startsWith('__reactProps'))) return false
  const container = Object.entries(document).find(([key]) => key.startsWith('__reactContainer'))?.[1] as
    | { readonly stateNode: { readonly current: { readonly memoizedState: { readonly isDehydrated: boolean } } } }
    | undefined // React's own, in every release since 18
  // the virtual phones are drawn by the browser alone, into a part of their page
  return container === undefined || !container.stateNode.current.memoizedState.isDehydrated
}

/** In the browser: the title that is shown, and every element that could give one. */
function titlesOfPage(): string {
  const elements = [...document.querySelectorAll('title')].map(({ outerHTML, parentNode }) => [
    parentNode?.nodeName,
    outerHTML,
  ])
  return JSON.stringify([document.title, ...elements.slice(0, 5)])
}
