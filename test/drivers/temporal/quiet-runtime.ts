import { DefaultLogger, makeTelemetryFilterString, Runtime } from '@temporalio/worker'
import { noteRefusal } from './refused-by-test-server.ts'

/** Temporal's own reports, of errors only. Once per process, before the first worker. */
export function quietRuntime(): void {
  if (isInstalled) return
  isInstalled = true
  const loud = new DefaultLogger('ERROR')
  const logger = new DefaultLogger('WARN', (entry) => {
    noteRefusal(entry)
    loud.log(entry.level, entry.message, entry.meta)
  })
  Runtime.install({
    logger,
    telemetryOptions: { logging: { filter: makeTelemetryFilterString({ core: 'WARN', other: 'ERROR' }), forward: {} } },
  })
}

let isInstalled = false
