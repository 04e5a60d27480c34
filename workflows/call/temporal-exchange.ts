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
import { hostOf } from '#flows/values/host-of.ts'
import type { FetchOutcome, TextOutcome } from '#flows/live-call.ts'
import type {
  Answer,
  CloseOrder,
  DialOrder,
  Dialled,
  Ended,
  EndOrder,
  Exchange,
  FetchOrder,
  LookedUp,
  LookUpOrder,
  MoveOrder,
  Moved,
  Outside,
  TextOrder,
  Timer,
} from '#flows/call/exchange.ts'

/** Orders as activities, time as timers. Each is named after its node, in summaries and as event group. */
export class TemporalExchange implements Exchange {
  readonly #call: CallRef
  readonly #groups = new Map<string, EventGroupMarker>()

  constructor(arrival: Arrival) {
    const { call, number, caller, speech } = arrival.facts
    this.#call = { organisation: arrival.organisation, call, number, caller, ...(speech && { speech }) }
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
    const named = this.#named(`${order.node}: ring ${order.legs.map((leg) => leg.leg).join(', ')}`, order.node)
    const given: Given<DialOrder> = [this.#call, order, this.now()]
    try {
      return await orElse(
        () => atOnce.dialLegs.executeWithOptions(summaryOf(named), given),
        () => dialing.dialLegs.executeWithOptions(named, given),
      )
    } catch {
      // the worker died in the middle: phones may ring, and only the carrier knows
      return { legs: order.legs.map((leg) => ({ leg: leg.leg, result: 'lost' })), written: false }
    }
  }

  async move(order: MoveOrder): Promise<Answer<Moved>> {
    const named = this.#named(`${order.node}: step ${order.step.n}`, order.node)
    const given: Given<MoveOrder> = [this.#call, order, this.now()]
    const patiently = () => moving.moveCaller.executeWithOptions(named, given)
    try {
      // one that is given again waits to hear whether the document begins
      if (order.unlessBegun) return await patiently()
      return await orElse(() => atOnce.moveCaller.executeWithOptions(summaryOf(named), given), patiently)
    } catch {
      return { caller: 'unsure', ended: [], written: false }
    }
  }

  async end(order: EndOrder): Promise<Answer<Ended>> {
    const named = this.#named(`${order.node}: end legs`, order.node)
    const givenAt = this.now()
    const patiently = (given: EndOrder) => endings.endLegs.executeWithOptions(named, [this.#call, given, givenAt])
    try {
      // whoever is told why would be told twice, where nobody counts
      if (order.goodbye === true || order.farewell.length > 0) return await patiently(order)
      return await orElse(
        () => atOnce.endLegs.executeWithOptions(summaryOf(named), [this.#call, order, givenAt]),
        () => patiently({ ...order, again: true }),
      )
    } catch {
      return { ended: [], written: false }
    }
  }

  async lookUp(order: LookUpOrder): Promise<Answer<LookedUp>> {
    const asksCarrier = order.caller || order.legs.length > 0
    const named = this.#named(`${order.node}: ${asksCarrier ? 'ask the carrier' : 'who has met'}`, order.node)
    const given: [CallRef, LookUpOrder] = [this.#call, order]
    const patiently = () => commands.lookUpLegs.executeWithOptions(named, given)
    try {
      if (asksCarrier) return await patiently()
      const quickly = () => atOnce.lookUpLegs.executeWithOptions(summaryOf(named), given)
      return order.atOnce ? await quickly() : await orElse(quickly, patiently)
    } catch {
      return { callerEnded: false, metAt: null, legs: [], written: false }
    }
  }

  async fetch(order: FetchOrder): Promise<Answer<Outside<FetchOutcome>>> {
    const named = this.#named(`${order.node}: ask ${hostOf(order.request.url)}`, order.node)
    try {
      return await asking.askService.executeWithOptions(named, [this.#call, order])
    } catch {
      return { came: { kind: 'error', why: 'nobody could ask' }, untold: [], written: false }
    }
  }

  async text(order: TextOrder): Promise<Answer<Outside<TextOutcome>>> {
    const named = this.#named(`${order.node}: text ${order.message.to.map(({ name }) => name).join(', ')}`, order.node)
    try {
      return await texting.sendTexts.executeWithOptions(named, [this.#call, order])
    } catch {
      return { came: 'failed', untold: [], written: false }
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

/** What an activity is told: for which call, what, and when it was ordered. */
type Given<Order> = [call: CallRef, order: Order, givenAt: number]

/** What cannot be done at once, as the carrier or the database takes its time, is given once more as what may. */
async function orElse<T>(atOnce: () => Promise<T>, patiently: () => Promise<T>): Promise<T> {
  try {
    return await atOnce()
  } catch {
    return await patiently()
  }
}

/** Local activities have no event groups. */
function summaryOf({ summary }: { readonly summary: string }): { summary: string } {
  return { summary }
}

/**
 * Carried out while the workflow task waits, which saves its answer a task of its own: nothing that takes longer than a moment
 * (`activities/calls/carried-out.ts`), as news and questions wait behind it. Carried out again if the worker dies: what it does is
 * written before.
 */
const atOnce = proxyLocalActivities<CallActivities>({
  startToCloseTimeout: '2s',
  scheduleToCloseTimeout: '3s',
  retry: { maximumAttempts: 1 },
})
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
/** Three tries of 20 s and what lies between them; asked again, by whoever takes over, under the same id. */
const asking = proxyActivities<CallActivities>({
  startToCloseTimeout: '66s',
  scheduleToCloseTimeout: '72s',
  heartbeatTimeout,
  retry: { initialInterval: '100ms', maximumAttempts: 3 },
})
/** Repeated by whoever takes over: what may have been sent is only looked for. */
const texting = proxyActivities<CallActivities>({
  startToCloseTimeout: '15s',
  scheduleToCloseTimeout: '40s',
  heartbeatTimeout,
  retry: { initialInterval: '200ms', maximumAttempts: 3 },
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
