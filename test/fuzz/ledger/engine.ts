import { Client, Connection } from '@temporalio/client'
import { AFTER_CALL_WORKFLOW, CALL_WORKFLOW } from '#workflows/messages.ts'
import type { EngineRun } from './ledger.ts'

/** What Temporal has of each call's workflows, by workflow id. */
export async function engineRuns(address: string): Promise<ReadonlyMap<string, EngineRun>> {
  const connection = await Connection.connect({ address })
  try {
    const runs = new Map<string, EngineRun>()
    const query = `WorkflowType = '${CALL_WORKFLOW}' or WorkflowType = '${AFTER_CALL_WORKFLOW}'`
    for await (const { workflowId, status, historyLength } of new Client({ connection }).workflow.list({ query }))
      runs.set(workflowId, { state: status.name, events: historyLength })
    return runs
  } finally {
    await connection.close()
  }
}
