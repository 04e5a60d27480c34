import { join } from 'node:path'
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker'
import { createActivities } from '#activities/index.ts'
import { DatabaseStore } from '#infra/call-store/database-store.ts'
import { DiskStore } from '#infra/call-store/disk-store.ts'
import { SafeStore } from '#infra/call-store/safe-store.ts'
import { DATABASE_PATIENCE } from '#infra/call-store/store.ts'
import { openDatabase } from '#infra/db/orm.ts'
import { readEnv } from '#infra/env.ts'
import { openFiles } from '#infra/files/files.ts'
import { createLog } from '#infra/log.ts'
import { signalWire } from '#infra/signalwire/client.ts'
import { carrierUrls } from '#infra/signalwire/urls.ts'
import { connectionOptions, dataConverter, temporalClient } from '#infra/temporal/client.ts'
import { TASK_QUEUE } from '#workflows/messages.ts'
import { naiveBundle } from './bundle.ts'
import { NAIVE_TASK_QUEUE } from './messages.ts'

/** The worker of the naive build: the product's activities and settings under another workflow. */
const env = readEnv()
const log = createLog('naive worker')
Runtime.install({ logger: new DefaultLogger('ERROR'), shutdownSignals: ['SIGTERM', 'SIGINT'] })
const [connection, db] = await Promise.all([
  NativeConnection.connect(connectionOptions(env)),
  openDatabase({ url: env.DATABASE_APP_URL }),
])
const worker = await Worker.create({
  connection,
  namespace: env.TEMPORAL_NAMESPACE,
  taskQueue: NAIVE_TASK_QUEUE,
  workflowBundle: { codePath: naiveBundle(env.DATA_DIR) },
  activities: createActivities({
    carrier: signalWire({ baseUrl: env.SIGNALWIRE_BASE_URL, project: env.SIGNALWIRE_PROJECT, token: env.SIGNALWIRE_TOKEN }),
    urls: carrierUrls({ publicUrl: env.PUBLIC_URL, secret: env.TOKEN_SECRET }),
    db,
    store: new SafeStore(new DatabaseStore(db, DATABASE_PATIENCE), new DiskStore(join(env.DATA_DIR, 'naive', 'waiting')), log),
    client: temporalClient(env),
    // what comes after a call is the same for both builds, and one worker does it for both
    taskQueue: TASK_QUEUE,
    log,
    files: openFiles(env.FILES_DIR),
  }),
  dataConverter: dataConverter(env.PAYLOAD_KEYS),
  stickyQueueScheduleToStartTimeout: '2s',
  maxCachedWorkflows: 2000,
  shutdownGraceTime: '5s',
})
await worker.run()
await db.close()
await connection.close()
