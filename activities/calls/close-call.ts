import { WorkflowExecutionAlreadyStartedError } from '@temporalio/client'
import type { CloseOrder } from '#flows/call/exchange.ts'
import { orderClose } from '#infra/db/call/order-close.ts'
import { CarrierError, type CarrierTrouble } from '#infra/signalwire/carrier-error.ts'
import { AFTER_CALL_WORKFLOW, afterCallWorkflowId, type AfterCallInput } from '#workflows/messages.ts'
import type { CallRef } from '../call-activities.ts'
import type { CallDeps } from './call-deps.ts'
import { keepEvents } from './write-events.ts'

/**
 * Writes a call's last events and has its recording fetched, if there may be one. Its history is copied because it has ended.
 * @param attempt 1 for the first try: after some, a caller who cannot be hung up on keeps no call open.
 * @throws when either fails: it is repeated until both are done.
 */
export async function closeCall(deps: CallDeps, call: CallRef, given: CloseOrder, attempt: number): Promise<void> {
  const isKept = !given.expectsRecording && (await keptUnlessDriven(deps, call, given))
  const order = isKept || given.expectsRecording ? given : await asDriven(deps, call, given)
  const ending = order.endCaller ? endCaller(deps, call, attempt) : null
  // looked at below, when the rest is done
  ending?.catch(() => {})
  if (!isKept) await keepEvents(deps, call, order.events, { timeout: 2000 })
  if (order.expectsRecording)
    await fetchRecording(deps, { organisation: call.organisation, call: call.call, beginsLate: true })
  await ending
}

/** Mostly all is known and written at once. @returns false where the document drives, where that is not known, and where something is refused */
async function keptUnlessDriven(deps: CallDeps, call: CallRef, { events }: CloseOrder): Promise<boolean> {
  const key = { organisation: call.organisation, call: call.call }
  if (await deps.store.drivenOnDisk(key)) return false
  try {
    return (await orderClose(deps.db, { ...key, events, timeout: TOGETHER })).isKept
  } catch (error) {
    deps.log.warn({ error, ...key }, 'What a close asks of the database is asked in parts')
    return false
  }
}

async function fetchRecording(deps: CallDeps, input: AfterCallInput): Promise<void> {
  try {
    await deps.client.workflow.start<(given: AfterCallInput) => Promise<void>>(AFTER_CALL_WORKFLOW, {
      workflowId: afterCallWorkflowId(input.call),
      taskQueue: deps.taskQueue,
      args: [input],
      // most callbacks have told of it by then
      startDelay: '1s',
      workflowIdReusePolicy: 'REJECT_DUPLICATE',
      staticSummary: 'Recording',
    })
  } catch (error) {
    // an earlier attempt of this very activity started it
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error
  }
}

/**
 * A workflow that was started late may close unaware that the call's document drove it. The document asks for a message
 * at the end of its ladder: the caller was there for that, and what they left is fetched.
 */
async function asDriven(deps: CallDeps, { organisation, call }: CallRef, order: CloseOrder): Promise<CloseOrder> {
  if (order.expectsRecording || !(await deps.store.drivenByDocument({ organisation, call }))) return order
  if (order.outcome !== 'abandoned') return { ...order, expectsRecording: true }
  const events = order.events.map(({ key, event }) => ({
    key,
    event: event.what.kind === 'ended' ? { ...event, what: { ...event.what, outcome: 'missed' as const } } : event,
  }))
  return { ...order, expectsRecording: true, outcome: 'missed', events }
}

/** @throws while another try may succeed. In time the caller's document asks what comes next and is told to hang up. */
async function endCaller(deps: CallDeps, call: CallRef, attempt: number): Promise<void> {
  try {
    await deps.carrier.end(call.call)
  } catch (error) {
    if (error instanceof CarrierError && error.kind === 'gone') return
    if (attempt < TRIES && !(error instanceof CarrierError && FINAL.has(error.kind))) throw error
    deps.log.warn(
      { error, call: call.call, organisation: call.organisation },
      'The caller could not be hung up on; the call closes all the same',
    )
  }
}

/** What another try would meet again: another token, or a leg that the carrier reports over under another code. */
const FINAL: ReadonlySet<CarrierTrouble> = new Set(['refused', 'unauthorised', 'not-answered'])
/** About two minutes, with the pauses of `workflows/call`. */
const TRIES = 8
/** For all that a close asks at once. Milliseconds. */
const TOGETHER = 1000
