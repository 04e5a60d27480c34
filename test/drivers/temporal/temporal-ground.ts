import { Client, type WorkflowHandle } from '@temporalio/client'
import type { Payload } from '@temporalio/common'
import proto from '@temporalio/proto'
import { TestWorkflowEnvironment } from '@temporalio/testing'
import { Worker } from '@temporalio/worker'
import type { CallActivities, CallRef } from '#activities/call-activities.ts'
import type { KeyedEvent } from '#flows/call/exchange.ts'
import { VirtualExchange } from '#flows/rehearsal/rehearsal.ts'
import type { World } from '#flows/rehearsal/world.ts'
import type { PayloadKey } from '#infra/settings.ts'
import { dataConverter } from '#infra/temporal/client.ts'
import { PayloadKeyring } from '#infra/temporal/payload-keys.ts'
import { sealOf, unseal } from '#infra/temporal/sealed.ts'
import { searchAttributes } from '#infra/temporal/server/plan.ts'
import { TASK_QUEUE } from '#workflows/messages.ts'
import { quietRuntime } from './quiet-runtime.ts'

/** A call whose workflow runs on the test server. */
export interface WorkflowCall {
  readonly world: World
  readonly events: KeyedEvent[]
  readonly handle: WorkflowHandle
  readonly plain: (payload: Payload) => Payload
}

export interface GroundOptions {
  readonly workflowBundle: string
  readonly temporalTestServer: string
  /** Encrypt payloads, which are written in the clear otherwise. */
  readonly keys?: readonly PayloadKey[]
}

/** The time-skipping server and one worker with the real workflows, whose activities act on virtual worlds. One for each test file. */
export class TemporalGround {
  readonly env: TestWorkflowEnvironment
  readonly client: Client
  /** A payload as it was before it was encrypted. */
  readonly plain: (payload: Payload) => Payload
  readonly calls: Map<string, WorkflowCall>
  readonly #worker: Worker
  readonly #running: Promise<void>

  private constructor({
    env,
    client,
    plain,
    worker,
    calls,
  }: {
    env: TestWorkflowEnvironment
    client: Client
    plain: (payload: Payload) => Payload
    worker: Worker
    calls: Map<string, WorkflowCall>
  }) {
    this.env = env
    this.client = client
    this.plain = plain
    this.calls = calls
    this.#worker = worker
    this.#running = worker.run()
  }

  static async start({ workflowBundle, temporalTestServer, keys }: GroundOptions): Promise<TemporalGround> {
    quietRuntime()
    const env = await TestWorkflowEnvironment.createTimeSkipping({
      server: { executable: { type: 'existing-path', path: temporalTestServer } },
    })
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
      activities: { ...activitiesOn(calls), watchCarrier },
      ...(keys ? { dataConverter: dataConverter(keys) } : {}),
    })
    // client and worker each have a codec of their own, as web and worker have: neither knows what the other learned
    const client = keys
      ? new Client({
          connection: env.connection,
          namespace: env.namespace ?? 'default',
          dataConverter: dataConverter(keys),
        })
      : env.client
    const keyring = keys ? new PayloadKeyring(keys) : null
    const plain = (payload: Payload) => {
      const sealed = sealOf(payload)
      return sealed && keyring ? unseal(keyring, sealed, payload) : payload
    }
    return new TemporalGround({ env, client, plain, worker, calls })
  }

  async stop(): Promise<void> {
    this.#worker.shutdown()
    await this.#running
    await this.env.teardown()
  }
}

/** There is no carrier's log here: the watch tries again for as long as a test looks at it. */
async function watchCarrier(): Promise<void> {
  throw new Error('virtual carriers keep no log')
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
    askService: (ref, order) => exchange(ref).fetch(order),
    sendTexts: (ref, order) => exchange(ref).text(order),
    closeCall: (ref, order) => exchange(ref).close(order),
  }
}
