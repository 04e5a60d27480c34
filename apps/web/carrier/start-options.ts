import { defineSearchAttributeKey, SearchAttributeType, TypedSearchAttributes } from '@temporalio/common'
import { callWorkflowId, TASK_QUEUE, type CallInput } from '#workflows/messages.ts'

/** How the workflow of a call is started, whoever starts it. */
export function startOptions(input: CallInput) {
  const { facts, flow, version, organisation, number } = input.arrival
  return {
    workflowId: callWorkflowId(facts.call),
    taskQueue: TASK_QUEUE,
    args: [input] as [CallInput],
    workflowIdReusePolicy: 'REJECT_DUPLICATE' as const,
    // a backstop behind everything: no call of the carrier lasts longer than four hours
    workflowExecutionTimeout: '6h' as const,
    // a dead worker's task goes to another one after this
    workflowTaskTimeout: '5s' as const,
    staticSummary: `${facts.number.name}, version ${version}`,
    typedSearchAttributes: new TypedSearchAttributes([
      { key: keyword('RingdownOrganisation'), value: organisation },
      { key: keyword('RingdownNumber'), value: number },
      { key: keyword('RingdownFlow'), value: flow },
      { key: defineSearchAttributeKey('RingdownFlowVersion', SearchAttributeType.INT), value: version },
    ]),
  }
}

const keyword = (name: string) => defineSearchAttributeKey(name, SearchAttributeType.KEYWORD)
