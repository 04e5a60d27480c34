import { Client, Connection } from '@temporalio/client'
import { CALL_WORKFLOW } from '#workflows/messages.ts'

/** Temporal's word for the state of each call's workflow, by workflow id. */
export async function workflowStates(address: string): Promise<ReadonlyMap<string, string>> {
  const connection = await Connection.connect({ address })
  try {
    const states = new Map<string, string>()
    for await (const { workflowId, status } of new Client({ connection }).workflow.list({ query: `WorkflowType = '${CALL_WORKFLOW}'` })) states.set(workflowId, status.name)
    return states
  } finally {
    await connection.close()
  }
}
