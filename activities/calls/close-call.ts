import { WorkflowExecutionAlreadyStartedError } from '@temporalio/client'
import type { CloseOrder } from '#flows/open-call/exchange.ts'
import { appendEvents } from '#infra/db/call/append-events.ts'
import { CarrierError } from '#infra/signalwire/carrier-error.ts'
import { AFTER_CALL_WORKFLOW, afterCallWorkflowId, type AfterCallInput } from '#workflows/messages.ts'
import type { CallRef } from '../call-activities.ts'
import type { CallDeps } from './call-deps.ts'

/** Writes a call's last events and starts what follows it. @throws when either fails: it is repeated until both are done. */
export async function closeCall(deps: CallDeps, call: CallRef, order: CloseOrder): Promise<void> {
  const ending = order.endCaller ? endCaller(deps, call) : null
  // looked at below, when the rest is done
  ending?.catch(() => {})
  await appendEvents(deps.db, { organisation: call.organisation, call: call.call, events: order.events, timeout: 2000 })
  const input: AfterCallInput = { organisation: call.organisation, call: call.call, expectsRecording: order.expectsRecording, endedAt: order.endedAt }
  try {
    await deps.client.workflow.start<(given: AfterCallInput) => Promise<void>>(AFTER_CALL_WORKFLOW, {
      workflowId: afterCallWorkflowId(call.call),
      taskQueue: deps.taskQueue,
      args: [input],
      workflowIdReusePolicy: 'REJECT_DUPLICATE',
      staticSummary: 'Recording, history and proof',
    })
  } catch (error) {
    // an earlier attempt of this very activity started it
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error
  }
  await ending
}

async function endCaller(deps: CallDeps, call: CallRef): Promise<void> {
  try {
    await deps.carrier.end(call.call)
  } catch (error) {
    if (!(error instanceof CarrierError) || error.kind !== 'gone') throw error
  }
}
