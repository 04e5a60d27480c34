import { DefaultLogger, makeTelemetryFilterString, Runtime } from '@temporalio/worker'

/** Temporal's own reports, of errors only. Once per process, before the first worker. */
export function quietRuntime(): void {
  Runtime.install({ logger: new DefaultLogger('ERROR'), telemetryOptions: { logging: { filter: makeTelemetryFilterString({ core: 'ERROR', other: 'ERROR' }) } } })
}
