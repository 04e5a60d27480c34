import type { Locator, Page } from 'playwright-core'
import type { Visitor } from './visitor.ts'

/** A way out of a node, as the canvas labels it: "Call comes in" of "Incoming call". */
export interface Exit {
  readonly exit: string
  readonly of: string
}

/** Somebody at the canvas who draws with the mouse, button down and up, as a hand does. */
export class DrawnFlow {
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
  }

  /** Begins a flow with nothing in it but the incoming call. */
  static async begin(visitor: Visitor, name: string): Promise<DrawnFlow> {
    const { page } = visitor
    await visitor.opens('/flows')
    await page.getByRole('button', { name: 'New flow' }).click()
    const dialog = page.getByRole('dialog', { name: 'New flow' })
    await dialog.getByLabel(/^Name/).fill(name)
    await dialog.getByRole('radio', { name: 'Nothing yet' }).check()
    await dialog.getByRole('button', { name: 'Create flow' }).click()
    await page.waitForURL(/\/flows\/[0-9a-f-]{36}$/)
    const flow = new DrawnFlow(page)
    await flow.node('Incoming call').waitFor()
    return flow
  }

  /** The card of a node on the canvas. */
  node(title: string): Locator {
    return this.#page.getByRole('group', { name: new RegExp(`^${title}: `) })
  }

  /** The connection from an exit to a node, by the button on it. */
  line({ exit, of }: Exit, to: string): Locator {
    return this.#page.getByRole('button', { name: `Insert a node on “${exit}” of ${of}, which leads to ${to}` })
  }

  /** Drags a kind of node out of the palette to the right of a card. */
  async drops(kind: string, { rightOf }: { readonly rightOf: string }): Promise<void> {
    const place = await this.#rightOf(rightOf)
    const palette = this.#page.getByRole('navigation', { name: 'Nodes to add' })
    await this.#drags(middleOf(await boxOf(palette.getByRole('button', { name: kind, exact: true }))), place)
    await this.#closesSettings(kind)
  }

  /** Draws a connection from the handle of an exit to the entry of a card. */
  async leads(from: Exit, to: string): Promise<void> {
    await this.#seesAll()
    await this.#drags(await this.#handleOf(from), middleOf(await boxOf(this.node(to).getByTitle(`Connect to ${to}`))))
    await this.line(from, to).waitFor()
  }

  /** Draws a connection from the handle of an exit, and lets it go in the middle of a card. */
  async leadsOnto(from: Exit, to: string): Promise<void> {
    await this.#seesAll()
    await this.#drags(await this.#handleOf(from), middleOf(await boxOf(this.node(to))))
    await this.line(from, to).waitFor()
  }

  /** Drags a kind of node out of the palette onto a connection, halfway between two cards that stand side by side. */
  async dropsOnto(kind: string, from: Exit, to: string): Promise<void> {
    await this.#seesAll()
    const palette = this.#page.getByRole('navigation', { name: 'Nodes to add' })
    const [start, end] = [
      await this.#handleOf(from),
      middleOf(await boxOf(this.node(to).getByTitle(`Connect to ${to}`))),
    ]
    await this.#drags(middleOf(await boxOf(palette.getByRole('button', { name: kind, exact: true }))), {
      x: start.x + (end.x - start.x) * 0.25,
      y: start.y,
    })
    await this.#closesSettings(kind)
    await this.line(from, kind).waitFor()
  }

  /** Draws a connection to an empty place, and chooses what is to stand there. */
  async pulls(kind: string, from: Exit): Promise<void> {
    const place = await this.#rightOf(from.of)
    await this.#drags(await this.#handleOf(from), place)
    await this.#page.getByRole('menuitem', { name: kind, exact: true }).first().click()
    await this.#closesSettings(kind)
    await this.line(from, kind).waitFor()
  }

  /** Adds a node by the menu that stands at an exit. */
  async adds(kind: string, from: Exit): Promise<void> {
    await this.#opensMenu(from)
    await this.#page.getByRole('menuitem', { name: kind, exact: true }).first().click()
    await this.#closesSettings(kind)
    await this.line(from, kind).waitFor()
  }

  /** Connects an exit with a node that is there, by the menu that stands at the exit. */
  async connects(from: Exit, to: string): Promise<void> {
    await this.#opensMenu(from)
    await this.#page.getByRole('menuitem', { name: to, exact: true }).last().click() // the first one makes a new node
    await this.line(from, to).waitFor()
  }

  /** Puts a node onto a connection, by the "+" that stands on it. */
  async puts(kind: string, from: Exit, to: string): Promise<void> {
    await this.#seesAll()
    await this.line(from, to).click()
    await this.#page.getByRole('menuitem', { name: kind, exact: true }).click()
    await this.#closesSettings(kind)
    await this.line(from, kind).waitFor()
  }

  /** Clicks a card and fills fields of its form. */
  async sets(title: string, fields: Readonly<Record<string, string>>): Promise<void> {
    await this.#seesAll()
    await this.node(title).getByText(title, { exact: true }).click()
    const form = this.#page.getByRole('region', { name: `Settings of ${title}` })
    for (const [label, value] of Object.entries(fields)) await form.getByLabel(label, { exact: true }).fill(value)
    await this.#closesSettings(title)
  }

  /** Publishes what is drawn, as the version whose turn it is. */
  async publishes(version: number): Promise<void> {
    await this.#page.getByRole('button', { name: 'Publish', exact: true }).click()
    const dialog = this.#page.getByRole('dialog', { name: /^Publish/ })
    await dialog
      .getByRole('button', { name: version === 1 ? 'Publish' : `Publish version ${version}`, exact: true })
      .click()
    await dialog.waitFor({ state: 'detached' })
    await this.#page.getByText(`Saved · published as version ${version}`).waitFor()
  }

  async #handleOf({ exit, of }: Exit): Promise<Point> {
    return middleOf(await boxOf(this.node(of).getByTitle(`Draw a connection from “${exit}” of ${of}`)))
  }

  async #opensMenu({ exit, of }: Exit): Promise<void> {
    await this.#seesAll()
    await this.node(of)
      .getByRole('button', { name: `“${exit}” of ${of}` })
      .click()
  }

  /** What is new is chosen at once, and its settings take room from the canvas. */
  async #closesSettings(title: string): Promise<void> {
    const form = this.#page.getByRole('region', { name: `Settings of ${title}` })
    await form.getByRole('button', { name: 'Close the settings' }).click()
    await form.waitFor({ state: 'detached' })
  }

  async #seesAll(): Promise<void> {
    await this.#page.getByRole('button', { name: 'Fit View' }).click()
    await this.#page.evaluate(standsStill)
  }

  /** A free place on the canvas, after making everything as small as that takes. */
  async #rightOf(title: string): Promise<Point> {
    const canvas = await boxOf(this.#page.getByTestId('rf__wrapper'))
    await this.#seesAll()
    for (let times = 0; times < 5; times += 1) {
      await this.#page.getByRole('button', { name: 'Zoom Out' }).click()
      await this.#page.evaluate(standsStill)
      const { x, y, width, height } = await boxOf(this.node(title))
      const place = { x: x + width * 1.6, y: y + height / 3 }
      if (place.x < canvas.x + canvas.width - EDGE) return place
    }
    throw new Error(`there is no room to the right of ${title}`)
  }

  async #drags(from: Point, to: Point): Promise<void> {
    const { mouse } = this.#page
    await mouse.move(from.x, from.y)
    await mouse.down()
    await mouse.move(from.x + 12, from.y + 4, { steps: 3 })
    await mouse.move(to.x, to.y, { steps: 12 })
    await mouse.up()
  }
}

/** Nearer to its edge than this, the canvas moves under what is dragged. Pixels. */
const EDGE = 60

interface Point {
  readonly x: number
  readonly y: number
}

/** Runs in the page: resolves when neither the canvas nor a card on it has moved or grown for a few frames. */
async function standsStill(): Promise<void> {
  const canvas = document.querySelector<HTMLElement>('.react-flow__viewport')
  let [before, frames] = ['', 0]
  while (frames < 4) {
    await new Promise(requestAnimationFrame)
    const cards = [...document.querySelectorAll<HTMLElement>('.react-flow__node')]
    const now = [
      canvas?.style.transform,
      ...cards.map(({ style, offsetHeight }) => `${style.transform} ${offsetHeight}`),
    ].join()
    frames = now === before ? frames + 1 : 0
    before = now
  }
}

async function boxOf(locator: Locator): Promise<Point & { readonly width: number; readonly height: number }> {
  await locator.waitFor()
  const box = await locator.boundingBox()
  if (!box) throw new Error(`${String(locator)} is nowhere on the screen`)
  return box
}

function middleOf({ x, y, width, height }: Awaited<ReturnType<typeof boxOf>>): Point {
  return { x: x + width / 2, y: y + height / 2 }
}
