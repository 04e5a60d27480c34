import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { Worker, NativeConnection } from '@temporalio/worker'
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, test, vi } from 'vitest'
import { BEATS_AT_ONCE } from '#activities/calls/attempt.ts'
import { callGround, entryOf, type CallGround } from '#activities/calls/testing/call-ground.ts'
import type { AfterDeps } from '#activities/after/after-deps.ts'
import { TemporalCalls } from '#apps/web/carrier/temporal-calls.ts'
import type { Arrival } from '#flows/call/arrival.ts'
import { eventKey, type Happening } from '#flows/call/happenings/happening.ts'
import { compile } from '#flows/language/compile.ts'
import { appendEvents } from '#infra/db/call/append-events.ts'
import { eventsOf } from '#infra/db/call/events-of.ts'
import { arrivalAt } from '#infra/db/testing/people.ts'
import { sales } from '#test/builders/flows.ts'
import { CALL_WORKFLOW, callWorkflowId } from '#workflows/messages.ts'
import { TemporalGround } from './temporal-ground.ts'

/** What a workflow task waits for: where a worker dies in the middle of it, another one carries it out again, and nothing happens twice. */

const MIA = '+12025550199'

let temporal: TemporalGround
let ground: CallGround
beforeAll(async () => {
  const [started, opened] = await Promise.all([
    TemporalGround.start({
      workflowBundle: inject('workflowBundle'),
      temporalTestServer: inject('temporalTestServer'),
    }),
    callGround(),
  ])
  temporal = started
  ground = opened
})
afterAll(async () => {
  await Promise.all([temporal.stop(), ground[Symbol.asyncDispose]()])
})

let first: MortalWorker
let second: MortalWorker | null = null
let calls: TemporalCalls
let count = 0
let call = ''
beforeEach(async () => {
  count += 1
  call = `killed-${count}`
  calls = new TemporalCalls(temporal.env.client)
  Object.assign(ground.carrier, {
    entries: [],
    whileDialling: async () => {},
    whileMoving: async () => {},
    whileEnding: async () => {},
  })
  for (const list of [ground.carrier.dialled, ground.carrier.redirected, ground.carrier.ended]) list.length = 0
  first = await MortalWorker.start(call)
  await begin()
})
afterEach(async () => {
  const handle = temporal.client.workflow.getHandle(callWorkflowId(call))
  if ((await handle.describe()).status.name === 'RUNNING') await handle.terminate('the test is over')
  // so that nobody counts as still in this test's talk
  await happens({ kind: 'ended', outcome: 'missed', seconds: 1 })
  await Promise.all([first.stop(), second?.stop()])
  second = null
})

test('as it dials: the phone that was placed is found, and rings once', async () => {
  const { reached, release } = hangs('whileDialling')
  const asked = word(1)
  await reached
  ground.carrier.entries = [entryOf('placed-by-the-first', { to: MIA })]
  second = await takesOver()
  await expect.poll(() => keys(), { timeout: 20_000 }).toContain('rings:2-1')
  expect(ground.carrier.dialled).toHaveLength(1)
  expect(await asked).toMatchObject({ kind: 'answered' })
  release()
})

test('as it moves the caller to whoever has accepted: they are moved once', async () => {
  await word(1)
  const { reached, release } = hangs('whileMoving')
  const claimed = calls.claim(call, { leg: '2-1', waits: 20_000 })
  await reached
  second = await takesOver()
  await calls.tell(call, { kind: 'begun', step: 3, met: true, at: Date.now() })
  expect(await claimed).toMatchObject({ kind: expect.stringMatching(/answered|silent/) })
  await expect
    .poll(() => calls.claim(call, { leg: '2-1', waits: 20_000 }), { timeout: 20_000 })
    .toMatchObject({ kind: 'answered', answer: { kind: 'yours' } })
  release()
  expect(ground.carrier.redirected.filter((id) => id === call).length).toBeLessThan(2)
})

test('as it ends who talked: their leg is ended, and the call closes', async () => {
  await word(1)
  await calls.claim(call, { leg: '2-1', waits: 20_000 })
  await calls.tell(call, { kind: 'begun', step: 3, met: true, at: Date.now() - 5000 })
  const { reached, release } = hangs('whileEnding')
  // the task that hears it ends the leg, and dies with its worker
  const told = calls.tell(call, { kind: 'caller-ended', at: Date.now() })
  await reached
  second = await takesOver()
  await expect.poll(() => keys(), { timeout: 20_000 }).toContain('ended')
  expect(new Set(ground.carrier.ended)).toEqual(new Set([`leg-${MIA}`]))
  expect(await told).toMatchObject({ kind: 'answered' })
  release()
})

test('a carrier that takes its time holds up neither the question nor who accepts meanwhile, and is asked once', async () => {
  const { reached, release } = hangs('whileDialling')
  expect(await word(1)).toMatchObject({ kind: 'answered' })
  await reached
  expect(await keys()).not.toContain('rings:2-1')
  expect(await calls.claim(call, { leg: '2-1', waits: 20_000 })).toMatchObject({ answer: { kind: 'yours' } })
  release()
  await expect.poll(() => keys(), { timeout: 20_000 }).toContain('rings:2-1')
  expect(ground.carrier.dialled).toHaveLength(1)
})

test('a move that the carrier has taken and not done is given again, once the person is known to wait in the room', async () => {
  await word(1)
  expect(await calls.claim(call, { leg: '2-1', waits: 20_000 })).toMatchObject({ answer: { kind: 'yours' } })
  await happens({ kind: 'in-room', leg: '2-1' })
  const moves = () => ground.carrier.redirected.filter((id) => id === call)
  expect(moves()).toHaveLength(1)
  await expect.poll(moves, { timeout: 20_000 }).toHaveLength(2)
})

/** The carrier does not answer the first order of this kind until it is released; `reached` when it has got it. */
function hangs(order: 'whileDialling' | 'whileMoving' | 'whileEnding') {
  const reached = Promise.withResolvers<void>()
  const released = Promise.withResolvers<void>()
  ground.carrier[order] = async () => {
    ground.carrier[order] = async () => {}
    reached.resolve()
    await released.promise
  }
  return { reached: reached.promise, release: () => released.resolve() }
}

async function takesOver(): Promise<MortalWorker> {
  first.dies()
  return await MortalWorker.start(call)
}

async function begin(): Promise<void> {
  const { number: _, ...ref } = await ground.arrived(call)
  const { facts, ...rest } = arrivalAt(ground.organisation, { call: ref.call })
  const compiled = compile(sales, { people: facts })
  if (!compiled.ok) throw new Error('the flow does not compile')
  const arrival: Arrival = { ...rest, facts, plan: compiled.plan }
  await temporal.client.workflow.start(CALL_WORKFLOW, {
    workflowId: callWorkflowId(call),
    taskQueue: call,
    args: [{ arrival, openedBy: 'word' }],
    workflowTaskTimeout: '2s',
  })
}

async function happens(what: Happening): Promise<void> {
  await appendEvents(ground.db, {
    organisation: ground.organisation.id,
    call,
    events: [{ key: eventKey(what), event: { at: Date.now(), node: null, what } }],
  })
}

async function word(step: number): Promise<unknown> {
  return await calls.word(call, { step, result: null, waits: 20_000 }, 20_000)
}

async function keys(): Promise<readonly string[]> {
  return (await eventsOf(ground.db, { organisation: ground.organisation.id, call })).map(({ key }) => key)
}

/** A worker with the real activities, whose line to Temporal can be cut for good: for Temporal it is dead. */
class MortalWorker {
  readonly #worker: Worker
  readonly #running: Promise<void>
  readonly #cut: () => void

  private constructor(worker: Worker, cut: () => void) {
    this.#worker = worker
    this.#running = worker.run().catch(() => {})
    this.#cut = cut
  }

  /** Each knows nothing of what another has under way, as processes do. */
  static async start(taskQueue: string): Promise<MortalWorker> {
    const line = await lineTo(temporal.env.address)
    vi.resetModules()
    const { createActivities } = await import('#activities/index.ts')
    const connection = await NativeConnection.connect({ address: line.address })
    const worker = await Worker.create({
      connection,
      taskQueue,
      workflowBundle: { codePath: inject('workflowBundle') },
      // what a call needs; nothing here follows one
      activities: createActivities({ ...ground.deps, client: temporal.client } as AfterDeps),
      shutdownGraceTime: 0,
      shutdownForceTime: '1s',
      ...BEATS_AT_ONCE,
    })
    return new MortalWorker(worker, line.cut)
  }

  dies(): void {
    this.#cut()
  }

  async stop(): Promise<void> {
    if (this.#worker.getState() === 'RUNNING') this.#worker.shutdown()
    await this.#running
  }
}

/** A line to an address that can be cut. */
async function lineTo(address: string): Promise<{ readonly address: string; readonly cut: () => void }> {
  const [host = '', port = ''] = address.split(':')
  const sockets = new Set<Socket>()
  const server = createServer((near) => {
    const far = connect(Number(port), host)
    for (const socket of [near, far]) {
      sockets.add(socket)
      socket.on('error', () => {})
    }
    near.pipe(far).pipe(near)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`, // of a server that listens to a port
    cut() {
      server.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}
