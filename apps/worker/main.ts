import { setTimeout as pause } from 'node:timers/promises'
import { join } from 'node:path'
import { NativeConnection, Runtime, Worker, DefaultLogger } from '@temporalio/worker'
import { createActivities } from '#activities/index.ts'
import { DatabaseStore } from '#infra/call-store/database-store.ts'
import { DiskStore } from '#infra/call-store/disk-store.ts'
import { SafeStore } from '#infra/call-store/safe-store.ts'
import { DATABASE_PATIENCE } from '#infra/call-store/store.ts'
import { openDatabase } from '#infra/db/orm.ts'
import { readEnv, type Env } from '#infra/env.ts'
import { openFiles } from '#infra/files/files.ts'
import { createLog } from '#infra/log.ts'
import { signalWire } from '#infra/signalwire/client.ts'
import { carrierUrls } from '#infra/signalwire/urls.ts'
import { connectionOptions, dataConverter, temporalClient } from '#infra/temporal/client.ts'
import { workflowBundle } from '#infra/temporal/workflow-bundle.ts'
import { CARRIER_WATCH_ID, CARRIER_WATCH_WORKFLOW, TASK_QUEUE } from '#workflows/messages.ts'

/** A worker: wires settings, adapters, activities and the workflows together, and runs until it is told to stop. */

const env = readEnv()
const log = createLog('worker')
Runtime.install({
  logger: new DefaultLogger('WARN', ({ level, message, meta }) => (level === 'ERROR' ? log.error(meta ?? {}, message) : log.warn(meta ?? {}, message))),
  shutdownSignals: ['SIGTERM', 'SIGINT'],
})
const [codePath, connection] = await Promise.all([workflowBundle(), connected(env)])
const db = await openDatabase({ url: env.DATABASE_APP_URL, onTrouble: (message) => log.warn({ message }, 'Trouble with the database') })
const client = temporalClient(env)
const activities = createActivities({
  carrier: signalWire({ baseUrl: env.SIGNALWIRE_BASE_URL, project: env.SIGNALWIRE_PROJECT, token: env.SIGNALWIRE_TOKEN }),
  urls: carrierUrls({ publicUrl: env.PUBLIC_URL, secret: env.TOKEN_SECRET }),
  db,
  // the web's disk, where both run on one machine: a call handed to its document is not dialled for
  store: new SafeStore(new DatabaseStore(db, DATABASE_PATIENCE), new DiskStore(join(env.DATA_DIR, 'web', 'waiting')), log),
  client,
  taskQueue: TASK_QUEUE,
  log,
  files: openFiles(env.FILES_DIR),
})
const worker = await Worker.create({
  connection,
  namespace: env.TEMPORAL_NAMESPACE,
  taskQueue: TASK_QUEUE,
  workflowBundle: { codePath },
  activities,
  dataConverter: dataConverter(env.PAYLOAD_KEYS),
  // a caller waits: another worker takes over a dead one's call after this
  stickyQueueScheduleToStartTimeout: '2s',
  maxCachedWorkflows: 2000,
  shutdownGraceTime: '5s',
})
// one watch for the whole installation, whichever worker comes first
await client.workflow.start(CARRIER_WATCH_WORKFLOW, { workflowId: CARRIER_WATCH_ID, taskQueue: TASK_QUEUE, workflowIdConflictPolicy: 'USE_EXISTING' })
log.info('The worker asks for calls')
await worker.run()
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
