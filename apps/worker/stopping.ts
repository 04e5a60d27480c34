import type { Logger } from 'pino'
import { drained, isReplaced, type Release } from '#infra/temporal/deployment.ts'

/**
 * Stops a worker when it is told to. One whose release has been replaced is the only one that can go on with the calls it
 * began, so it finishes them first; told again, it stops at once. Any other leaves its calls to its peers.
 * @param release null where releases are not kept apart.
 */
export function stopWhenTold({
  release,
  shutdown,
  log,
}: {
  readonly release: Release | null
  readonly shutdown: () => void
  readonly log: Logger
}): void {
  const impatient = new AbortController()
  let told = 0
  const stop = async (signal: NodeJS.Signals) => {
    told += 1
    if (told > 1) return impatient.abort()
    if (release && (await isReplaced(release))) {
      log.info(
        { signal, build: release.buildId },
        'The worker stops when the calls of its release are over; tell it once more to stop it now',
      )
      await drained(release, { stop: impatient.signal })
    }
    log.info({ signal }, 'The worker stops')
    shutdown()
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop(signal))
}
