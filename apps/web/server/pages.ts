import { existsSync } from 'node:fs'
import type { Server } from 'node:http'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { RequestHandler } from 'express'
import { projectRoot } from '#infra/env.ts'
import { builtAssets } from './application.ts'
import type { Given } from './given.ts'
import type * as handlerModule from './handler.ts'
import type { OpenPages } from './handler.ts'

/** The pages with their assets, as handlers for Express. */
export interface Pages {
  readonly handlers: readonly RequestHandler[]
  readonly isSignedIn: OpenPages['isSignedIn']
  close(): Promise<void>
}

/** The pages as they were built. @throws Error that says what to run when they were not. */
export async function builtPages(given: Given): Promise<Pages> {
  const file = join(projectRoot, 'build/web/server/index.js')
  if (!existsSync(file))
    throw new Error('The pages are not built. Run `npm run build`, or `npm start`, which builds them by itself.')
  const { openPages } = pagesModule(await import(pathToFileURL(file).href))
  const { listener, isSignedIn, close } = await openPages(given)
  return { handlers: [...builtAssets(), listening(listener)], isSignedIn, close }
}

/** The pages straight from their sources; a changed file shows at once. Its news travels over the given server. */
export async function livePages(
  given: Given,
  { server, publicUrl }: { readonly server: Server; readonly publicUrl: string },
): Promise<Pages> {
  const { createServer } = await import('vite')
  const vite = await createServer({
    root: projectRoot,
    appType: 'custom',
    // Vite would answer browsers' questions for Temporal's pages itself, and without cookies
    server: { middlewareMode: true, cors: false, ws: { server }, allowedHosts: [new URL(publicUrl).hostname] },
  })
  let known: { readonly module: object; readonly opened: Promise<OpenPages> } | undefined
  const newest = async (): Promise<OpenPages> => {
    const module = await vite.ssrLoadModule('./apps/web/server/handler.ts')
    if (known?.module !== module) {
      const former = known?.opened
      known = { module, opened: pagesModule(module).openPages(given) }
      void closeLater(former)
    }
    return await known.opened
  }
  const pages: RequestHandler = async (request, response) => (await newest()).listener(request, response)
  const close = async () => {
    await (await known?.opened)?.close()
    await vite.close()
  }
  return {
    handlers: [vite.middlewares, pages],
    isSignedIn: async (cookies) => (await newest()).isSignedIn(cookies),
    close,
  }
}

/** What an earlier version of the pages had opened; requests that it still answers get a while to end. */
async function closeLater(former: Promise<OpenPages> | undefined): Promise<void> {
  const pages = await former?.catch(() => undefined)
  if (pages !== undefined) setTimeout(() => void pages.close().catch(() => undefined), 5_000).unref()
}

function listening(listener: OpenPages['listener']): RequestHandler {
  return (request, response) => listener(request, response)
}

/** The types of what Vite builds are those of its source; that it was built from it, no compiler can know. */
function pagesModule(module: object): typeof handlerModule {
  if (!('openPages' in module)) throw new Error('The built pages are of another version. Run `npm run build` again.')
  return module as typeof handlerModule
}
