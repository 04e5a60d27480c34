import { lazy } from 'react'
import { askRelease, reached } from './reach.ts'
import { sayStale } from './updates.ts'

/** A part of a page that is loaded when it is first shown. Where it cannot be loaded, the page stays, and says so. */
export const part: typeof lazy = (load) => lazy(() => brought(load))

/**
 * What a page loads later, once it can be loaded: a server that cannot be reached is waited for. What a new release took
 * away never comes, and the page says so.
 */
export async function brought<Module>(load: () => Promise<Module>): Promise<Module> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await load()
    } catch (error) {
      await reached()
      if ((await askRelease()) === 'another' || tries === TRIES) {
        reportError(error)
        await sayStale()
        return new Promise(() => undefined)
      }
      await bringStyles()
    }
  }
}

const TRIES = 3

/** A style sheet that could not be loaded is not asked for again by itself. */
async function bringStyles(): Promise<void> {
  const missing = [...document.querySelectorAll<HTMLLinkElement>('link[rel=stylesheet]')].filter(({ sheet }) => !sheet)
  await Promise.all(
    missing.map((link) => {
      const again = link.cloneNode() as HTMLLinkElement // of the same kind
      link.replaceWith(again)
      return new Promise((resolve) => {
        again.onload = again.onerror = resolve
      })
    }),
  )
}
