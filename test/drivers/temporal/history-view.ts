import { defaultPayloadConverter, type Payload } from '@temporalio/common'
import proto from '@temporalio/proto'
import type { History } from '@temporalio/common/lib/proto-utils.js'
import type { Outcome } from '#flows/call/happenings/happening.ts'

/** What a workflow's history says about where the workflow stands. */
export interface HistoryView {
  readonly events: number
  /** A workflow task or an activity is under way. */
  readonly busy: boolean
  /** When each open timer goes off, milliseconds since 1970 by the server's clock. */
  readonly timers: readonly number[]
  /** How many updates have been answered. */
  readonly answered: number
  readonly outcome: Outcome | null
  /** Why the workflow failed, if it did. */
  readonly failure: string | null
}

/** @param plain decrypts a payload. */
export function viewOf({ events }: History, plain: (payload: Payload) => Payload): HistoryView {
  const activities = new Set<number>()
  const timers = new Map<string, number>()
  let [tasks, answered] = [0, 0]
  let outcome: Outcome | null = null
  let failure: string | null = null
  for (const event of events ?? []) {
    if (event.workflowTaskScheduledEventAttributes) tasks += 1
    if (event.workflowTaskCompletedEventAttributes || event.workflowTaskTimedOutEventAttributes) tasks -= 1
    if (event.workflowTaskFailedEventAttributes) {
      tasks -= 1
      // news came while the workflow was closing: it is heard first, and the task done again
      const isRepeated =
        event.workflowTaskFailedEventAttributes.cause ===
        proto.temporal.api.enums.v1.WorkflowTaskFailedCause.WORKFLOW_TASK_FAILED_CAUSE_UNHANDLED_COMMAND
      if (!isRepeated) failure = event.workflowTaskFailedEventAttributes.failure?.message ?? 'a workflow task failed'
    }
    if (event.activityTaskScheduledEventAttributes) activities.add(Number(event.eventId))
    const over =
      event.activityTaskCompletedEventAttributes ??
      event.activityTaskFailedEventAttributes ??
      event.activityTaskTimedOutEventAttributes ??
      event.activityTaskCanceledEventAttributes
    if (over) activities.delete(Number(over.scheduledEventId))
    const timer = event.timerStartedEventAttributes
    if (timer) timers.set(timer.timerId ?? '', milliseconds(event.eventTime) + milliseconds(timer.startToFireTimeout))
    const done = event.timerFiredEventAttributes ?? event.timerCanceledEventAttributes
    if (done) timers.delete(done.timerId ?? '')
    if (event.workflowExecutionUpdateCompletedEventAttributes) answered += 1
    const [payload] = event.workflowExecutionCompletedEventAttributes?.result?.payloads ?? []
    if (payload) outcome = defaultPayloadConverter.fromPayload<Outcome>(plain(payload))
    if (event.workflowExecutionFailedEventAttributes)
      failure = event.workflowExecutionFailedEventAttributes.failure?.message ?? 'the workflow failed'
  }
  return {
    events: events?.length ?? 0,
    busy: outcome === null && (tasks > 0 || activities.size > 0),
    timers: [...timers.values()],
    answered,
    outcome,
    failure,
  }
}

/** A protobuf duration; its seconds are a Long or a number. */
type Moment =
  | { readonly seconds?: { toNumber(): number } | number | null; readonly nanos?: number | null }
  | null
  | undefined

function milliseconds(moment: Moment): number {
  const seconds = moment?.seconds ?? 0
  return (
    (typeof seconds === 'number' ? seconds : seconds.toNumber()) * 1000 + Math.ceil((moment?.nanos ?? 0) / 1_000_000)
  )
}
