import {
  CancellationScope,
  createEventGroup,
  isCancellation,
  proxyActivities,
  proxyLocalActivities,
  sleep,
  type EventGroupMarker,
} from '@temporalio/workflow'
import type { CallActivities, CallRef } from '#activities/call-activities.ts'
import type { Arrival } from '#flows/call/arrival.ts'
import type {
  Answer,
  CloseOrder,
  DialOrder,
  Dialled,
  Ended,
  EndOrder,
  Exchange,
  LookedUp,
  LookUpOrder,
  MoveOrder,
  Moved,
  Timer,
} from '#flows/call/exchange.ts'

/** Orders as activities, time as timers. Each is named after its node, in summaries and as event group. */
export class TemporalExchange implements Exchange {
  readonly #call: CallRef
  readonly #groups = new Map<string, EventGroupMarker>()

  constructor(arrival: Arrival) {
    const { call, number, caller } = arrival.facts
    this.#call = { organisation: arrival.organisation, call, number, caller }
  }

  now(): number {
    return Date.now()
  }

  after(ms: number, why: string): Timer {
    const scope = new CancellationScope()
    const up = scope
      .run(() => sleep(ms, { summary: why }))
      .catch((error: unknown) => {
        // a cancelled timer stays silent
        if (isCancellation(error)) return new Promise<void>(() => {})
        throw error
      })
    return { up, cancel: () => scope.cancel() }
  }

  async dial(order: DialOrder): Promise<Answer<{ readonly legs: readonly Dialled[] }>> {
    try {
      return await dialing.dialLegs.executeWithOptions(
        this.#named(`${order.node}: ring ${order.legs.map((leg) => leg.leg).join(', ')}`, order.node),
        [this.#call, order],
      )
    } catch {
      // the worker died in the middle: phones may ring, and only the carrier knows
      return { legs: order.legs.map((leg) => ({ leg: leg.leg, result: 'lost' })), written: false }
    }
  }

  async move(order: MoveOrder): Promise<Answer<Moved>> {
    try {
      return await moving.moveCaller.executeWithOptions(
        this.#named(`${order.node}: step ${order.step.n}`, order.node),
        [this.#call, order],
      )
    } catch {
      return { caller: 'unsure', ended: [], written: false }
    }
  }

  async end(order: EndOrder): Promise<Answer<Ended>> {
    try {
      return await endings.endLegs.executeWithOptions(this.#named(`${order.node}: end legs`, order.node), [
        this.#call,
        order,
      ])
    } catch {
      return { ended: [], written: false }
    }
  }

  async lookUp(order: LookUpOrder): Promise<Answer<LookedUp>> {
    try {
      return await commands.lookUpLegs.executeWithOptions(this.#named(`${order.node}: ask the carrier`, order.node), [
        this.#call,
        order,
      ])
    } catch {
      return { callerEnded: false, metAt: null, legs: [], written: false }
    }
  }

  /** The last record, when nobody is waiting any more: local while that works, durable when it does not. */
  async close(order: CloseOrder): Promise<void> {
    try {
      await quickly.closeCall(this.#call, order)
    } catch {
      await untilDone.closeCall.executeWithOptions({ summary: 'Close the call' }, [this.#call, order])
    }
  }

  #named(summary: string, node: string): { summary: string; eventGroups: EventGroupMarker[] } {
    const group = this.#groups.get(node) ?? createEventGroup(node, { id: node })
    this.#groups.set(node, group)
    return { summary, eventGroups: [group] }
  }
}

/** Three beats of `activities/calls/attempt.ts`: a worker that died is noticed after this. */
const heartbeatTimeout = '3s'
/** Repeated by whoever takes over from a worker that died; it finds what was placed. A dial that the carrier puts off takes its seat's time. */
const dialing = proxyActivities<CallActivities>({
  startToCloseTimeout: '70s',
  scheduleToCloseTimeout: '90s',
  heartbeatTimeout,
  retry: { initialInterval: '100ms', maximumAttempts: 3 },
})
const moving = proxyActivities<CallActivities>({
  startToCloseTimeout: '8s',
  scheduleToCloseTimeout: '10s',
  heartbeatTimeout,
  retry: { maximumAttempts: 1 },
})
/** Until the legs are known to be over; those that are not after a minute are ordered to end again. */
const endings = proxyActivities<CallActivities>({
  startToCloseTimeout: '12s',
  scheduleToCloseTimeout: '60s',
  heartbeatTimeout,
  retry: { initialInterval: '200ms', backoffCoefficient: 1.6, maximumInterval: '5s' },
})
const commands = proxyActivities<CallActivities>({
  startToCloseTimeout: '8s',
  scheduleToCloseTimeout: '20s',
  heartbeatTimeout,
  retry: { initialInterval: '200ms', backoffCoefficient: 1.5, maximumAttempts: 4 },
})
const quickly = proxyLocalActivities<CallActivities>({
  startToCloseTimeout: '3s',
  scheduleToCloseTimeout: '4s',
  retry: { initialInterval: '200ms', maximumAttempts: 3 },
})
const untilDone = proxyActivities<CallActivities>({
  startToCloseTimeout: '20s',
  retry: { initialInterval: '1s', maximumInterval: '60s' },
})
