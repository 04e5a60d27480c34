import { existsSync } from 'node:fs'
import { basename } from 'node:path'
import { chromium } from 'playwright-core'
import { listConversations } from '#infra/db/inbox/list-conversations.ts'
import { Flow } from '#infra/db/flow/flow.ts'
import { documentFetch, post } from '../carrier/wire.ts'
import { Stage } from '../stage.ts'

const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/snap/bin/chromium']

/**
 * The scripts that a browser has fetched when a page has come to rest, by the ids of their routes; null when this machine
 * has no Chromium. Adam looks, on a wide screen and with nothing kept from before.
 */
export async function scriptsInBrowser(): Promise<Readonly<Record<string, ReadonlySet<string>>> | null> {
  const executablePath = BROWSERS.find((path) => existsSync(path))
  if (executablePath === undefined) return null
  return await Stage.with(1, async (stage) => {
    await stage.startProduct('web')
    const line = stage.lines('product')[0]
    await post(line?.documentUrl ?? '', documentFetch({ id: 'weighed', from: '+12025550150', to: '+12025570000' }))
    const { number, flow } = await stage.db.withOrganisation(stage.organisation, async (em) => ({
      number:
        (await em.execute<{ number: string }[]>(`select number_id as number from call where call = 'weighed'`))[0]
          ?.number ?? '',
      flow: (await em.findOneOrFail(Flow, { name: 'Sales' })).id,
    }))
    const { conversations } = await listConversations(stage.db, {
      organisation: stage.organisation,
      numbers: [number],
      view: 'all',
      member: '',
    })
    const paths = {
      'inbox/inbox.page': '/inbox',
      'inbox/conversation.page': `/inbox/${conversations[0]?.id}`,
      'flow-editor/editor.page': `/flows/${flow}`,
    }
    const found: Record<string, ReadonlySet<string>> = {}
    for (const [page, path] of Object.entries(paths)) {
      const cookie = await stage.signIn(path.startsWith('/flows') ? 'adam@harbour.test' : 'ana@harbour.test')
      found[page] = await scriptsOf(executablePath, { url: `${stage.url('product')}${path}`, cookie })
    }
    return found
  })
}

async function scriptsOf(
  executablePath: string,
  { url, cookie }: { readonly url: string; readonly cookie: string },
): Promise<ReadonlySet<string>> {
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
  try {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
    await context.addCookies(
      cookie.split('; ').map((pair) => ({
        name: pair.slice(0, pair.indexOf('=')),
        value: pair.slice(pair.indexOf('=') + 1),
        url: new URL(url).origin,
      })),
    ) // for all paths: a page that seems to be signed out loads another one
    const page = await context.newPage()
    const scripts = new Set<string>()
    let last = performance.now()
    page.on('response', (response) => {
      const { pathname } = new URL(response.url())
      if (!pathname.startsWith('/assets/') || !pathname.endsWith('.js')) return
      scripts.add(basename(pathname))
      last = performance.now()
    })
    const response = await page.goto(url)
    if (response?.status() !== 200) throw new Error(`${url} answered ${response?.status()}`)
    await page.waitForLoadState('load')
    while (performance.now() - last < 1500) await page.waitForTimeout(100)
    return scripts
  } finally {
    await browser.close()
  }
}
