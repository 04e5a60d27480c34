import { watch, type FSWatcher } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../../env.ts'
import type { Supervisor } from './supervisor.ts'

/**
 * Starts a process again when the sources that it was started from change. Node's own `--watch` is
 * no help here: it sends messages of its own through worker threads, and Temporal's worker, which
 * runs its workflows in such threads, dies of them.
 */
export function watchSources(supervisor: Supervisor, say: (line: string) => void): { close(): void } {
  const watchers: FSWatcher[] = []
  const stale = new Map<string, NodeJS.Timeout>()
  let restarting = Promise.resolve()

  function restart(name: string): void {
    restarting = restarting.then(async () => {
      say(`${name}: its sources have changed, it is started again`)
      await supervisor.takeDown(name, 'SIGTERM')
      await supervisor.bringUp(name)
    })
    restarting = restarting.catch((error: unknown) =>
      say(`${name} did not start: ${error instanceof Error ? error.message : String(error)}`),
    )
  }

  for (const [name, folders] of Object.entries(sources)) {
    for (const folder of folders) {
      const watcher = watch(join(projectRoot, folder), { recursive: true }, (_event, file) => {
        if (file === null || !isSource(file)) return
        clearTimeout(stale.get(name))
        stale.set(
          name,
          setTimeout(() => restart(name), SETTLE),
        )
      })
      watchers.push(watcher)
    }
  }
  return {
    close() {
      for (const watcher of watchers) watcher.close()
      for (const timer of stale.values()) clearTimeout(timer)
    },
  }
}

/** What each process is made of; Vite itself watches the pages. */
const sources = {
  emulator: ['apps/emulator'],
  worker: ['apps/worker', 'activities', 'workflows', 'flows', 'infra'],
  web: ['apps/web/carrier', 'apps/web/server', 'flows', 'infra'],
} as const

function isSource(file: string): boolean {
  return /\.(ts|json)$/.test(file) && !/\.test\.ts$|(^|[/\\])(page|start|checks)[/\\]/.test(file)
}

/** An editor saves several files at once. Milliseconds. */
const SETTLE = 300
