import type { Client } from '@temporalio/client'
import proto from '@temporalio/proto'
import type { Database } from '#infra/db/orm.ts'
import { TASK_QUEUE } from '#workflows/messages.ts'

/** What keeps the product from taking calls as it should: a sentence for each thing that is missing. */
export async function trouble(deps: {
  readonly db: Database
  readonly client: Client
  readonly namespace: string
}): Promise<readonly string[]> {
  const [database, engine] = await Promise.all([databaseTrouble(deps.db), engineTrouble(deps.client, deps.namespace)])
  return [...database, ...engine]
}

async function databaseTrouble(db: Database): Promise<readonly string[]> {
  try {
    await db.ping({ timeout: PATIENCE })
  } catch {
    return ['The database does not answer.']
  }
  try {
    const pending = await db.migrationsPending({ timeout: PATIENCE })
    return pending.length === 0 ? [] : [`The database lacks ${pending.length} migrations: run the migration command.`]
  } catch {
    return ['The database does not say which migrations it has.']
  }
}

async function engineTrouble(client: Client, namespace: string): Promise<readonly string[]> {
  try {
    const queue = await client.withDeadline(Date.now() + PATIENCE, () =>
      client.workflowService.describeTaskQueue({
        namespace,
        taskQueue: { name: TASK_QUEUE },
        taskQueueType: proto.temporal.api.enums.v1.TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW,
      }),
    )
    return (queue.pollers ?? []).length > 0 ? [] : ['No worker is asking for calls.']
  } catch {
    return ['Temporal does not answer.']
  }
}

/** Milliseconds. */
const PATIENCE = 2000
