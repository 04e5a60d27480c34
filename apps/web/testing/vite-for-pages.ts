import { statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { createServer, type ViteDevServer } from 'vite'
import { projectRoot } from '#infra/env.ts'

/**
 * A Vite that serves the pages' sources. Each one that starts rewrites React Router's generated types afresh, which
 * nothing waits for and which fails while another does the same: those of this process start one after the other.
 */
export async function viteForPages(): Promise<ViteDevServer> {
  return await navigator.locks.request('react-router-types', async () => {
    const began = Date.now()
    const vite = await createServer({
      root: projectRoot,
      appType: 'custom',
      cacheDir: 'node_modules/.vite/tests', // beside that of `npm run dev`, whose prepared modules would be thrown away
      logLevel: 'error',
      server: { middlewareMode: true, ws: false, hmr: false, watch: null },
      optimizeDeps: { noDiscovery: true, include: [] },
    })
    while (writtenAt() < began && Date.now() - began < LONGEST) await pause(STEP)
    await pause(STEP) // the other files are written with that one
    return vite
  })
}

function writtenAt(): number {
  return statSync(TYPES, { throwIfNoEntry: false })?.mtimeMs ?? 0
}

const TYPES = join(projectRoot, '.react-router', 'types', '+routes.ts')
/** Milliseconds. */
const STEP = 200
const LONGEST = 10_000
