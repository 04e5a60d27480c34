import { setTimeout as pause } from 'node:timers/promises'
import type { Arrival } from '#flows/call/arrival.ts'
import { VirtualClock } from '#flows/rehearsal/clock.ts'
import { World, type Line, type WorldOptions } from '#flows/rehearsal/world.ts'
import { callWorkflowId } from '#workflows/messages.ts'
import type { RunningCall, VirtualDriver } from '../virtual/virtual-stage.ts'
import { viewOf, type HistoryView } from './history-view.ts'
import { RefusedByTestServer, refusals } from './refused-by-test-server.ts'
import type { TemporalGround, WorkflowCall } from './temporal-ground.ts'
import { WorkflowLine } from './workflow-line.ts'

/**
 * The real workflows against a virtual carrier. The carrier's clock leads; the server's is skipped
 * after it, and is ahead by the time that machines really need.
 */
export class TemporalDriver implements VirtualDriver {
  readonly clock: VirtualClock
  /** Callbacks of the same moment reach a server while it is still busy with the first of them. */
  readonly together = true
  readonly calls: Played[] = []
  readonly #ground: TemporalGround
  readonly #wrap: (line: Line) => Line
  /** What had been sent when all was last quiet. */
  #sent = -1
  #serverNow: number
  /** How many had been refused before. */
  readonly #refusals = refusals()

  private constructor(ground: TemporalGround, now: number, wrap: (line: Line) => Line) {
    this.#ground = ground
    this.clock = new VirtualClock(now)
    this.#wrap = wrap
    this.#serverNow = now
  }

  static async on(ground: TemporalGround, wrap: (line: Line) => Line = (line) => line): Promise<TemporalDriver> {
    return new TemporalDriver(ground, await ground.env.currentTimeMs(), wrap)
  }

  async begin(arrival: Arrival, options: WorldOptions): Promise<RunningCall> {
    const { client, plain } = this.#ground
    const world = new World(this.clock, options)
    const line = new WorkflowLine(client, arrival)
    world.connect(this.#wrap(line))
    const workflow: WorkflowCall = {
      world,
      events: [],
      handle: client.workflow.getHandle(callWorkflowId(arrival.facts.call)),
      plain,
    }
    this.#ground.calls.set(arrival.facts.call, workflow)
    const call = new Played(arrival, workflow, line)
    this.calls.push(call)
    world.timeline.tell('the caller dials')
    world.caller.begin({ n: 1, list: arrival.first, node: arrival.plan.start, ladder: [], by: 'pull' })
    await this.settle()
    return call
  }

  async settle(): Promise<void> {
    const timer = this.nextTimer()
    const sent = this.#sentSoFar()
    // phones that ring and clocks that tick are no concern of the workflows
    if (sent === this.#sent && (timer === null || timer > this.#serverNow)) return
    const began = performance.now()
    for (let quiet = 0; quiet < 2;) {
      await Promise.all(this.calls.flatMap((call) => [...call.line.underway]))
      this.#serverNow = await this.#ground.env.currentTimeMs()
      const busy = (await Promise.all(this.calls.map((call) => call.isBusy(this.#serverNow)))).some(Boolean)
      quiet = busy ? 0 : quiet + 1
      if (refusals() > this.#refusals)
        throw new RefusedByTestServer('a call stands still: the test server has refused what it decided')
      if (busy) await pause(1)
      if (performance.now() - began > STUCK)
        throw new Error(
          `the workflow does not come to rest: ${(await Promise.all(this.calls.map((call) => call.standing(this.#serverNow)))).join('; ')}`,
        )
    }
    this.#sent = this.#sentSoFar()
  }

  nextTimer(): number | null {
    const timers = this.calls.flatMap((call) => call.view?.timers ?? [])
    return timers.length === 0 ? null : Math.min(...timers)
  }

  async moveTo(at: number): Promise<void> {
    if (at <= this.#serverNow) return
    this.#serverNow = await this.#ground.env.currentTimeMs()
    if (at > this.#serverNow) {
      await this.#ground.env.sleep(at - this.#serverNow)
      this.#serverNow = await this.#ground.env.currentTimeMs()
    }
  }

  #sentSoFar(): number {
    return this.calls.reduce((sent, call) => sent + call.line.sent, 0)
  }
}

/** How long a workflow may think about one moment. Milliseconds of real time. */
const STUCK = 15_000

export class Played implements RunningCall {
  readonly arrival: Arrival
  readonly line: WorkflowLine
  readonly workflow: WorkflowCall
  view: HistoryView | null = null

  constructor(arrival: Arrival, workflow: WorkflowCall, line: WorkflowLine) {
    this.arrival = arrival
    this.workflow = workflow
    this.line = line
  }

  get world(): World {
    return this.workflow.world
  }

  get events() {
    return this.workflow.events
  }

  get outcome() {
    return this.view?.outcome ?? null
  }

  /** @throws Error when the workflow has failed: it would be retried for ever. */
  async isBusy(now: number): Promise<boolean> {
    if (!this.line.started || this.outcome !== null) return this.line.underway.size > 0
    this.view = viewOf(await this.workflow.handle.fetchHistory(), this.workflow.plain)
    if (this.view.failure !== null) throw new Error(`the workflow failed: ${this.view.failure}`)
    return (
      this.view.busy ||
      this.line.underway.size > 0 ||
      this.line.answered < this.view.answered ||
      this.view.timers.some((at) => at <= now)
    )
  }

  /** For anyone who has to find out why a call does not settle. */
  async standing(now: number): Promise<string> {
    const { events } = await this.workflow.handle.fetchHistory()
    const last = (events ?? [])
      .slice(-6)
      .map((event) => `${String(event.eventId)} ${Object.keys(event).find((key) => key.endsWith('Attributes')) ?? ''}`)
    const late = this.view?.timers.filter((at) => at <= now).length
    return `${this.arrival.facts.call} busy ${this.view?.busy}, ${this.line.underway.size} under way, ${this.line.answered} of ${this.view?.answered} answers, ${late} timers late, history ${last.join(', ')}`
  }
}
