import { DefaultLogger, makeTelemetryFilterString, Runtime, type LogEntry } from '@temporalio/worker'

/** Temporal's own reports, of errors only. Once per process, before the first worker. */
export function quietRuntime(): void {
  const loud = new DefaultLogger('ERROR')
  const logger = new DefaultLogger('WARN', (entry) => {
    noteRefusal(entry)
    loud.log(entry.level, entry.message, entry.meta)
  })
  Runtime.install({ logger, telemetryOptions: { logging: { filter: makeTelemetryFilterString({ core: 'WARN', other: 'ERROR' }), forward: {} } } })
}

/**
 * The time-skipping server refuses what a workflow decides when that cancels a timer which has gone off meanwhile, and gives the
 * task to nobody again: the workflow stands still. A real server takes it. Whoever plays on it begins anew then.
 */
export class RefusedByTestServer extends Error {}

/** How often the time-skipping server has let a workflow of this process stand still; it does not say which. */
export function refusals(): number {
  return refused
}

/** Plays again what the time-skipping server could not go through with. @param turn 1 for the first time; calls of each turn need names of their own */
export async function untilTaken<T>(playOnce: (turn: number) => Promise<T>): Promise<T> {
  for (let turn = 1; ; turn += 1) {
    try {
      return await playOnce(turn)
    } catch (error) {
      if (!(error instanceof RefusedByTestServer) || turn === TURNS) throw error
    }
  }
}

let refused = 0
/** Busy machines meet it most: timers go off by the real clock while a task is worked at. */
const TURNS = 5

function noteRefusal({ message, meta }: LogEntry): void {
  if (message === 'Error while completing workflow activation' && String(meta?.error).includes('invalid history builder state')) refused += 1
}
