import type { WorkflowHandle } from '@temporalio/client'
import proto from '@temporalio/proto'
import { TestWorkflowEnvironment } from '@temporalio/testing'
import { Worker } from '@temporalio/worker'
import type { CallActivities, CallRef } from '#activities/call-activities.ts'
import type { KeyedEvent } from '#flows/open-call/exchange.ts'
import { VirtualExchange } from '#flows/rehearsal/rehearsal.ts'
import type { World } from '#flows/rehearsal/world.ts'
import { searchAttributes } from '#infra/temporal/server/plan.ts'
import { TASK_QUEUE } from '#workflows/messages.ts'
import { quietRuntime } from './quiet-runtime.ts'

/** A call whose workflow runs on the test server. */
export interface WorkflowCall {
  readonly world: World
  readonly events: KeyedEvent[]
  readonly handle: WorkflowHandle
}

/** The time-skipping server and one worker with the real workflows, whose activities act on virtual worlds. One for each test file. */
export class TemporalGround {
  readonly env: TestWorkflowEnvironment
  readonly calls: Map<string, WorkflowCall>
  readonly #worker: Worker
  readonly #running: Promise<void>

  private constructor(env: TestWorkflowEnvironment, worker: Worker, calls: Map<string, WorkflowCall>) {
    this.env = env
    this.calls = calls
    this.#worker = worker
    this.#running = worker.run()
  }

  static async start({ workflowBundle, temporalTestServer }: { workflowBundle: string; temporalTestServer: string }): Promise<TemporalGround> {
    quietRuntime()
    const env = await TestWorkflowEnvironment.createTimeSkipping({ server: { executable: { type: 'existing-path', path: temporalTestServer } } })
    const { IndexedValueType } = proto.temporal.api.enums.v1
    const types = { Keyword: IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD, Int: IndexedValueType.INDEXED_VALUE_TYPE_INT }
    await env.connection.operatorService.addSearchAttributes({
      namespace: env.namespace ?? 'default',
      searchAttributes: Object.fromEntries(Object.entries(searchAttributes).map(([name, type]) => [name, types[type]])),
    })
    const calls = new Map<string, WorkflowCall>()
    const worker = await Worker.create({
      connection: env.nativeConnection,
      taskQueue: TASK_QUEUE,
      workflowBundle: { codePath: workflowBundle },
      activities: activitiesOn(calls),
    })
    return new TemporalGround(env, worker, calls)
  }

  async stop(): Promise<void> {
    this.#worker.shutdown()
    await this.#running
    await this.env.teardown()
  }
}

function activitiesOn(calls: ReadonlyMap<string, WorkflowCall>): CallActivities {
  const exchange = (ref: CallRef): VirtualExchange => {
    const call = calls.get(ref.call)
    if (!call) throw new Error(`no test has begun ${ref.call}`)
    return new VirtualExchange(call.world, call.events)
  }
  return {
    dialLegs: (ref, order) => exchange(ref).dial(order),
    moveCaller: (ref, order) => exchange(ref).move(order),
    endLegs: (ref, order) => exchange(ref).end(order),
    lookUpLegs: (ref, order) => exchange(ref).lookUp(order),
    closeCall: (ref, order) => exchange(ref).close(order),
  }
}
