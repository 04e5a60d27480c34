import type { RouteConfigEntry } from '@react-router/dev/routes'
import { vi } from 'vitest'
import routes from '#apps/web/app/routes.ts'
import type { Visitor } from './visitor.ts'

/** A page of the product, as the route table has it. */
export interface Page {
  /** Its pattern, such as `/flows/:flow`. */
  readonly path: string
  /** Whether one must be signed in. */
  readonly isGuarded: boolean
}

/** Every page of the table: files that end in `.page.tsx`, and of a page with pages inside only those. */
export const pages: readonly Page[] = pagesIn(routes, { above: '', isGuarded: false })

function pagesIn(
  entries: readonly RouteConfigEntry[],
  { above, isGuarded }: { readonly above: string; readonly isGuarded: boolean },
): Page[] {
  return entries.flatMap(({ id, path, file, children }) => {
    const here = path === undefined ? above : `${above}/${path}`
    if (children !== undefined) return pagesIn(children, { above: here, isGuarded: isGuarded || id === 'signed-in' })
    return file.endsWith('.page.tsx') ? [{ path: here === '' ? '/' : here, isGuarded }] : []
  })
}

/** Addresses with real ids for the patterns that have parameters: those to which the list above them leads this person. */
export async function addressesFor(visitor: Visitor, patterns: readonly Page[]): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>()
  for (const { path } of patterns) found.set(path, path.includes(':') ? await firstBelow(visitor, path) : path)
  return found
}

async function firstBelow(visitor: Visitor, path: string): Promise<string> {
  await visitor.opens(path.slice(0, path.indexOf('/:')))
  const known = new Set(pages.map((page) => page.path))
  const shape = new RegExp(`^${path.replaceAll(/:\w+/g, '[^/]+')}$`)
  const links = visitor.page.locator('main a[href]')
  // a list that draws only what fits has no rows for a moment while the browser takes it over
  return await vi.waitFor(async () => {
    const addresses = await links.evaluateAll((anchors) =>
      anchors.map((anchor) => anchor.getAttribute('href')?.split('?')[0] ?? ''),
    )
    const address = addresses.find((link) => shape.test(link) && !known.has(link))
    if (address === undefined) throw new Error(`${visitor.name} finds no link to a page ${path} on the page above it`)
    return address
  }, 5000)
}
