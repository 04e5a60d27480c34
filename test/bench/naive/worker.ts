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
import { Sealer } from '#infra/secrets/sealer.ts'
import { signalWire } from '#infra/signalwire/client.ts'
import { carrierUrls } from '#infra/signalwire/urls.ts'
import { withoutPromiseStacks } from '#infra/temporal/without-promise-stacks.ts'
import { connectionOptions, dataConverter, temporalClient } from '#infra/temporal/client.ts'
import { TASK_QUEUE } from '#workflows/messages.ts'
import { naiveBundle } from './bundle.ts'
import { NAIVE_EXPORT_WORKFLOW, naiveTaskQueue, type Shape } from './messages.ts'

/** A worker of the naive build: the product's activities and settings under another workflow. */
export async function naiveWorker(shape: Shape): Promise<void> {
  const env = readEnv()
  const log = createLog(`${shape} worker`)
  Runtime.install({ logger: new DefaultLogger('ERROR'), shutdownSignals: ['SIGTERM', 'SIGINT'] })
  const [connection, db] = await Promise.all([
    NativeConnection.connect(connectionOptions(env)),
    openDatabase({ url: env.DATABASE_APP_URL }),
  ])
  const client = temporalClient(env)
  const activities = createActivities({
    carrier: signalWire({
      baseUrl: env.SIGNALWIRE_BASE_URL,
      project: env.SIGNALWIRE_PROJECT,
      token: env.SIGNALWIRE_TOKEN,
    }),
    urls: carrierUrls({ publicUrl: env.PUBLIC_URL, secret: env.TOKEN_SECRET }),
    db,
    store: new SafeStore(
      new DatabaseStore(db, DATABASE_PATIENCE),
      new DiskStore(join(env.DATA_DIR, shape, 'waiting')),
      log,
    ),
    client,
    taskQueue: TASK_QUEUE,
    log,
    webhooks: { sealer: new Sealer(env.PAYLOAD_KEYS), nearby: env.WEBHOOKS_NEARBY },
    files: openFiles(env.FILES_DIR),
  })
  const closeCall: typeof activities.closeCall = async (call, order) => {
    await activities.closeCall(call, order)
    await client.workflow.start(NAIVE_EXPORT_WORKFLOW, {
      workflowId: `naive-export/${call.call}`,
      taskQueue: naiveTaskQueue(shape),
      args: [{ organisation: call.organisation, call: call.call }],
    })
  }
  const create = () =>
    Worker.create({
      connection,
      namespace: env.TEMPORAL_NAMESPACE,
      taskQueue: naiveTaskQueue(shape),
      workflowBundle: { codePath: naiveBundle(env.DATA_DIR, shape) },
      activities: shape === 'naive' ? { ...activities, closeCall } : activities,
      dataConverter: dataConverter(env.PAYLOAD_KEYS),
      stickyQueueScheduleToStartTimeout: '2s',
      maxCachedWorkflows: 2000,
      shutdownGraceTime: '5s',
    })
  const worker = await (shape === 'sharing' ? withoutPromiseStacks(create) : create())
  await worker.run()
  await db.close()
  await connection.close()
}
