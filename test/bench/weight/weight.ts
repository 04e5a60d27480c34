import { join } from 'node:path'
import { projectRoot } from '#infra/env.ts'
import { build, isStale, webBuild } from '#infra/tools/start/build.ts'
import { atMost, type Findings } from '../measure/report.ts'
import { scriptsInBrowser } from './in-browser.ts'
import { Scripts } from './scripts.ts'

/**
 * How much JavaScript each page loads, compressed: its own modules with all that they import, each counted once. Where
 * there is a Chromium, the pages that have a goal are opened in it too, because a page may fetch more as soon as it is
 * shown; the goal then holds for what was really fetched.
 */
export async function weight(): Promise<Findings> {
  if (isStale(webBuild)) await build(webBuild)
  const scripts = new Scripts(join(projectRoot, 'build/web/client'))
  const inBrowser = await scriptsInBrowser()
  const pages = scripts
    .pages()
    .map((page) => {
      const own = scripts.ofPage(page)
      const fetched = inBrowser?.[page]
      return {
        page,
        scripts: own.size,
        kB: kilobytes(scripts.total(own)),
        ...(fetched !== undefined && {
          inBrowserKB: kilobytes(scripts.total(fetched)),
          notFetched: [...own].filter((script) => !fetched.has(script)),
        }),
        atFirstNeedKB: kilobytes(scripts.total(scripts.laterOf(new Set([...own, ...(fetched ?? [])])))),
      }
    })
    .toSorted((a, b) => b.kB - a.kB)
  const all = new Set(
    scripts.pages().flatMap((page) => [...scripts.ofPage(page), ...scripts.laterOf(scripts.ofPage(page))]),
  )
  const heaviest = [...all]
    .map((script) => ({ script, kB: kilobytes(scripts.weight(script)) }))
    .toSorted((a, b) => b.kB - a.kB)
  const goals = Object.fromEntries(
    GOALS.map(([page, goal]) => {
      const found = pages.find((each) => each.page === page)
      return [`${page}, kB`, atMost(goal, found?.inBrowserKB ?? found?.kB ?? Number.NaN)]
    }),
  )
  for (const { page, kB, inBrowserKB, atFirstNeedKB } of pages) {
    process.stderr.write(
      `weight: ${page}: ${kB} kB${inBrowserKB === undefined ? '' : `, ${inBrowserKB} in a browser`}${atFirstNeedKB === 0 ? '' : `, and ${atFirstNeedKB} at first need`}\n`,
    )
  }
  return {
    figures: {
      unit: 'kB (1000 bytes) of gzip, level 6',
      browser: inBrowser !== null,
      pages,
      heaviest: heaviest.slice(0, 10),
    },
    ratios: {},
    goals,
    faults: Object.entries(goals).flatMap(([name, { goal, got, met }]) =>
      met ? [] : [`${name}: ${got}, and ${goal} at most is allowed.`],
    ),
  }
}

const GOALS = [
  ['inbox/inbox.page', 180],
  ['inbox/conversation.page', 180],
  ['flow-editor/editor.page', 320],
] as const

function kilobytes(bytes: number): number {
  return Math.round(bytes / 100) / 10
}
