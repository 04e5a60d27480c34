import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { NativeConnection, Runtime, Worker, DefaultLogger } from '@temporalio/worker'
import { BEATS_AT_ONCE } from '#activities/calls/attempt.ts'
import { createActivities } from '#activities/index.ts'
import { callQueue } from '#infra/call-store/call-queue.ts'
import { DatabaseStore } from '#infra/call-store/database-store.ts'
import { DiskStore } from '#infra/call-store/disk-store.ts'
import { SafeStore } from '#infra/call-store/safe-store.ts'
import { DATABASE_PATIENCE } from '#infra/call-store/store.ts'
import { openDatabase } from '#infra/db/orm.ts'
import { readEnv, type Env } from '#infra/env.ts'
import { openFiles } from '#infra/files/files.ts'
import { createLog } from '#infra/log.ts'
import { Sealer } from '#infra/secrets/sealer.ts'
import { signalWire } from '#infra/signalwire/client.ts'
import { carrierUrls } from '#infra/signalwire/urls.ts'
import { connectionOptions, dataConverter, temporalClient } from '#infra/temporal/client.ts'
import { makeCurrent, pinnedTo } from '#infra/temporal/deployment.ts'
import { withoutPromiseStacks } from '#infra/temporal/without-promise-stacks.ts'
import { workflowBuildId, workflowBundle } from '#infra/temporal/workflow-bundle.ts'
import {
  CARRIER_WATCH_ID,
  CARRIER_WATCH_WORKFLOW,
  HISTORIES_ID,
  HISTORIES_WORKFLOW,
  TASK_QUEUE,
} from '#workflows/messages.ts'
import { stopWhenTold } from './stopping.ts'

/** A worker: wires settings, adapters, activities and the workflows together, and runs until it is told to stop. */

process.umask(0o077)
const env = readEnv('worker')
const log = createLog('worker')
Runtime.install({
  logger: new DefaultLogger('WARN', ({ level, message, meta }) =>
    level === 'ERROR' ? log.error(meta ?? {}, message) : log.warn(meta ?? {}, message),
  ),
  shutdownSignals: [], // see stopWhenTold
})
const { current } = parseArgs({ options: { current: { type: 'boolean', default: false } } }).values
const [codePath, connection, buildId] = await Promise.all([workflowBundle(), connected(env), workflowBuildId()])
const db = await openDatabase({
  url: env.DATABASE_APP_URL,
  onTrouble: (message) => log.warn({ message }, 'Trouble with the database'),
})
const client = temporalClient(env)
const isVersioned = env.WORKER_VERSIONING ?? true
const activities = createActivities({
  carrier: signalWire({
    baseUrl: env.SIGNALWIRE_BASE_URL,
    project: env.SIGNALWIRE_PROJECT,
    token: env.SIGNALWIRE_TOKEN,
  }),
  urls: carrierUrls({ publicUrl: env.PUBLIC_URL, secret: env.TOKEN_SECRET }),
  db,
  // the web's disk, where both run on one machine: a call handed to its document is not dialled for
  store: new SafeStore(new DatabaseStore(db, DATABASE_PATIENCE), new DiskStore(callQueue(env.DATA_DIR)), log),
  client,
  taskQueue: TASK_QUEUE,
  log,
  files: openFiles(env.FILES_DIR),
  webhooks: { sealer: new Sealer(env.PAYLOAD_KEYS), nearby: env.WEBHOOKS_NEARBY },
})
const worker = await withoutPromiseStacks(() =>
  Worker.create({
    connection,
    namespace: env.TEMPORAL_NAMESPACE,
    taskQueue: TASK_QUEUE,
    workflowBundle: { codePath },
    activities,
    dataConverter: dataConverter(env.PAYLOAD_KEYS),
    // a caller waits: another worker takes over a dead one's call after this
    stickyQueueScheduleToStartTimeout: '2s',
    maxCachedWorkflows: 2000,
    ...BEATS_AT_ONCE,
    shutdownGraceTime: '5s',
    ...(isVersioned ? { workerDeploymentOptions: pinnedTo(buildId) } : {}),
  }),
)
const release = isVersioned ? { client, buildId } : null
const over = new AbortController()
const running = worker.run().finally(() => over.abort())
stopWhenTold({ release, shutdown: () => (worker.getState() === 'RUNNING' ? worker.shutdown() : undefined), log })
if (release) {
  const takesCalls = await makeCurrent(release, { force: current, stop: over.signal })
  log.info(
    { build: buildId },
    takesCalls
      ? 'New calls come to this release'
      : 'A newer release has the new calls: this worker finishes those of its own. To go back to this release, start its worker with --current',
  )
}
// one of each for the whole installation, whichever worker comes first
for (const [type, workflowId] of [
  [CARRIER_WATCH_WORKFLOW, CARRIER_WATCH_ID],
  [HISTORIES_WORKFLOW, HISTORIES_ID],
] as const)
  await client.workflow.start(type, { workflowId, taskQueue: TASK_QUEUE, workflowIdConflictPolicy: 'USE_EXISTING' })
log.info('The worker asks for calls')
await running
await Promise.all([client.connection.close(), db.close()])
await connection.close()

/** Temporal may be down for a while: the worker waits for it. */
async function connected(settings: Env): Promise<NativeConnection> {
  for (;;) {
    try {
      return await NativeConnection.connect(connectionOptions(settings))
    } catch (error) {
      log.warn({ error }, 'Temporal does not answer; the worker tries again')
      await pause(1000)
    }
  }
}
