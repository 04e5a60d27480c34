import { chromium, type Browser, type CDPSession, type Page } from 'playwright-core'
import { saveFlowDraft } from '#infra/deeds/flows/save-flow-draft.ts'
import { Member } from '#infra/db/member/member.ts'
import { asOwner } from '#infra/deeds/permissions.ts'
import { findChromium } from '#test/browser/chromium/find-chromium.ts'
import { roundsOf, rounded, spreadOf } from '../measure/numbers.ts'
import { atMost, type Findings } from '../measure/report.ts'
import { Stage } from '../stage.ts'
import { drawingOf, WRITTEN } from './drawings.ts'

const SMALL = 4
const LARGE = 100
const KEYS = 60
const views = ['canvas', 'outline'] as const
/** In turns, so that a slow minute hits both. */
const turns = [SMALL, LARGE, LARGE, SMALL] as const

/**
 * What a key costs while a text is written in a flow's settings: from the key until the browser has painted, and how much
 * processor time the page's thread used for it in all, with the check of the drawing. Beside each other: flows of 4 and of 100 nodes.
 */
export async function editorKeys(): Promise<Findings> {
  const executablePath = await findChromium((line) => process.stderr.write(`editor-keys: ${line}\n`))
  return await Stage.with(1, async (stage) => {
    await stage.startProduct('web')
    const flows = new Map<number, string>()
    for (const count of [SMALL, LARGE]) flows.set(count, await draw(stage, count))
    const cookie = await stage.signIn('adam@harbour.test')
    const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
    try {
      const all: Round[] = []
      for (const view of views) {
        for (const count of turns)
          all.push({
            view,
            count,
            ...(await written(browser, { url: `${stage.url('product')}/flows/${flows.get(count)}`, cookie, view })),
          })
      }
      return findings(all)
    } finally {
      await browser.close()
    }
  })
}

interface Measured {
  /** Milliseconds from each key to the frame that shows it. */
  readonly painted: readonly number[]
  /** Milliseconds of processor time that the page's thread used, for each key. */
  readonly busy: number
}

interface Round extends Measured {
  readonly view: (typeof views)[number]
  readonly count: number
}

function findings(all: readonly Round[]): Findings {
  const of = (view: string, count: number) => all.filter((round) => round.view === view && round.count === count)
  const figures = views.map((view) => {
    const sides = [SMALL, LARGE].map((count) => ({
      nodes: count,
      paintedMs: spreadOf(of(view, count).flatMap(({ painted }) => painted)),
      busyMsPerKey: roundsOf(of(view, count).map(({ busy }) => busy)),
    }))
    return { view, sides }
  })
  const [ratios, goals]: [Record<string, number>, Record<string, ReturnType<typeof atMost>>] = [{}, {}]
  for (const {
    view,
    sides: [small, large],
  } of figures) {
    const painted = rounded((large?.paintedMs.p95 ?? Number.NaN) / (small?.paintedMs.p95 ?? Number.NaN))
    const busy = rounded((large?.busyMsPerKey.median ?? Number.NaN) / (small?.busyMsPerKey.median ?? Number.NaN))
    ratios[`${view}, painted p95, ${LARGE} nodes to ${SMALL}`] = painted
    ratios[`${view}, busy, ${LARGE} nodes to ${SMALL}`] = busy
    goals[`${view}, ms until painted at ${LARGE} nodes, p95`] = atMost(50, large?.paintedMs.p95 ?? Number.NaN)
    goals[`${view}, busy at ${LARGE} nodes to ${SMALL}`] = atMost(4, busy)
  }
  return { figures: { keys: KEYS, rounds: turns.length / 2, views: figures }, ratios, goals }
}

async function draw(stage: Stage, count: number): Promise<string> {
  const { db, organisation } = stage
  const actor = (await db.withOrganisation(organisation, (em) => em.findOneOrFail(Member, { name: 'Adam' }))).id
  const made = await saveFlowDraft(
    { db, organisation, actor, who: asOwner(actor), address: null, provision: null },
    { document: drawingOf(count, `Flow of ${count}`) },
  )
  if (!made.ok) throw new Error(made.problem.title)
  return made.flow
}

interface Visit {
  readonly url: string
  readonly cookie: string
  readonly view: string
}

async function written(browser: Browser, { url, cookie, view }: Visit): Promise<Measured> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' })
  try {
    await context.addCookies(
      cookie.split('; ').map((pair) => ({
        name: pair.slice(0, pair.indexOf('=')),
        value: pair.slice(pair.indexOf('=') + 1),
        url: new URL(url).origin,
      })),
    )
    await context.addInitScript((kept) => localStorage.setItem('flow-editor-view', JSON.stringify(kept)), view)
    const page = await context.newPage()
    await page.goto(url)
    const node = page.getByRole(view === 'canvas' ? 'group' : 'button', { name: new RegExp(`^${WRITTEN}`) })
    await node.focus() // seen as a whole, a large flow is too small for a mouse
    await page.keyboard.press('Enter')
    const field = page.getByRole('region', { name: `Settings of ${WRITTEN}` }).getByLabel('Text')
    await field.click()
    await page.keyboard.type('Warm. ', { delay: 60 })
    await page.evaluate(noteKeys)
    const session = await context.newCDPSession(page)
    await session.send('Performance.enable', { timeDomain: 'threadTicks' }) // what others take from the processor does not count
    const before = await busy(session)
    await pressed(page)
    const spent = ((await busy(session)) - before) / KEYS
    return { painted: await page.evaluate(notedKeys), busy: rounded(spent) }
  } finally {
    await context.close()
  }
}

/** Keys at the pace of somebody who types, with a breath after each word. */
async function pressed(page: Page): Promise<void> {
  for (let key = 0; key < KEYS; key += 1) {
    await page.keyboard.press('abcdefgh'[key % 8] ?? 'a')
    await page.waitForTimeout(key % 6 === 5 ? 300 : 90)
  }
  await page.waitForTimeout(500)
}

/** Milliseconds of processor time that the page's thread has used. */
async function busy(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics')
  return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN) * 1000
}

/** Runs in the page: notes of each key how long it takes until it is painted. */
function noteKeys(): void {
  const noted: number[] = []
  Object.assign(globalThis, { noted })
  document.addEventListener(
    'keydown',
    ({ timeStamp }) => {
      // a message that is sent in a frame is read once that frame has been painted
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = () => void noted.push(performance.now() - timeStamp)
        port2.postMessage(null)
      })
    },
    true,
  )
}

function notedKeys(): readonly number[] {
  return (globalThis as unknown as { noted: number[] }).noted
}
