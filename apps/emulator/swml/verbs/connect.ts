import { z } from 'zod'
import { pause, proceed } from '../../clock.ts'
import { bridge } from '../../engine/bridge.ts'
import type { EndReason, Leg } from '../../engine/leg.ts'
import { runResult } from '../branch.ts'
import { ScriptFailure } from '../issue.ts'
import type { Scope } from '../scope.ts'
import { amount, flag, read, type Session, type Verb } from '../session.ts'
import { whereTo } from './flow.ts'
import { ringBack } from './ring-back.ts'

const headerList = z.array(z.object({ name: z.string().min(1), value: z.string() }))
const shared = {
  headers: headerList.optional(),
  from: z.string().optional(),
  timeout: amount.optional(),
  max_duration: amount.positive().optional(),
  confirm_timeout: amount.optional(),
  call_state_url: z.string().optional(),
  call_state_events: z.array(z.string()).optional(),
}
const urls = z.array(z.string())
/** A list of sounds, or what `play` takes. */
const ringbackForm = z.union([
  urls,
  z.looseObject({ urls }).transform((order) => order.urls),
  z.looseObject({ url: z.string() }).transform((order) => [order.url]),
])
const destinationParams = z.looseObject({ to: z.string(), ...shared, confirm: z.unknown().optional() })
const destinations = z.array(destinationParams)
const connectParams = z.looseObject({
  ...shared,
  answer_on_bridge: flag.default(false),
  status_url: z.string().optional(),
  ringback: ringbackForm.optional(),
  transfer_after_bridge: z.string().optional(),
  to: z.string().optional(),
  serial: destinations.optional(),
  parallel: destinations.optional(),
  serial_parallel: z.array(destinations).optional(),
})
const confirmForm = z.union([z.string(), z.array(z.record(z.string(), z.unknown()))])
const unexpanded = z.looseObject({ result: z.unknown().optional(), confirm: z.unknown().optional() })

const LONGEST_TALK_S = 14_400

type Destination = z.output<typeof destinationParams>
type ConnectOrder = z.output<typeof connectParams> & { confirm: unknown }

/** `connect`: rings destinations, one after another or together, and lets the first who is there (and confirms) talk. */
export const connect: Verb = async (params, session) => {
  const { leg, scope, services, signal } = session
  const { result, confirm, ...rest } = unexpanded.parse(params)
  refuseOfOne(rest)
  const order: ConnectOrder = { ...read(connectParams, { value: expandAround(scope, rest), verb: 'connect' }), confirm }
  if (!order.answer_on_bridge) services.answer(leg)
  const done = new AbortController()
  void ringBack(session, { urls: order.ringback ?? [], until: AbortSignal.any([signal, done.signal]) })
  const reached = await reachInTurn(session, order).finally(() => done.abort())
  if ('failed' in reached) {
    leg.hush()
    Object.assign(scope.vars, {
      connect_result: 'failed',
      connect_failed_reason: reached.failed,
      return_value: 'failed',
    })
    tell(session, { order, state: 'failed', reason: reached.failed })
    return runResult(result, session)
  }
  const { leg: peer, seconds } = reached
  services.answer(leg)
  Object.assign(scope.vars, { connect_result: 'connected', return_value: 'connected' })
  tell(session, { order, state: 'connected', peer })
  await talk(session, { peer, seconds }).finally(() =>
    services.end(peer, { reason: 'hangup', why: 'the other side has gone' }),
  )
  tell(session, { order, state: 'disconnected', peer })
  leg.hush()
  if (order.transfer_after_bridge === undefined || order.transfer_after_bridge === '') return runResult(result, session)
  proceed(signal)
  return {
    kind: 'transfer',
    params: {},
    ...(await whereTo(session, { dest: order.transfer_after_bridge, params: {}, verb: 'connect' })),
  }
}

/** What the schema lets a single destination of a list have, too, and what is played of the whole only. */
const OF_THE_WHOLE = ['answer_on_bridge', 'result', 'ringback', 'status_url', 'transfer_after_bridge'] as const
const lists = z
  .looseObject({
    serial: z.array(z.unknown()),
    parallel: z.array(z.unknown()),
    serial_parallel: z.array(z.array(z.unknown())),
  })
  .partial()

/** @throws ScriptFailure */
function refuseOfOne(params: unknown): void {
  const { serial = [], parallel = [], serial_parallel: groups = [] } = lists.parse(params)
  for (const one of [...serial, ...parallel, ...groups.flat()]) {
    const name = OF_THE_WHOLE.find((own) => Object.hasOwn(z.looseObject({}).parse(one), own))
    if (name)
      throw new ScriptFailure(
        'relay_script_method_execute_failed',
        `connect: the emulator does not play ${name} of one destination`,
      )
  }
}

/** Rings one group after another until somebody is there. @throws Interrupted */
async function reachInTurn(session: Session, order: ConnectOrder): Promise<Reached> {
  let reached: Reached = { failed: 'no_answer' }
  for (const group of groupsOf(order)) {
    proceed(session.signal)
    reached = await reach(session, { order, group })
    if ('leg' in reached) break
  }
  return reached
}

/** Everything is expanded but the lists that run later, with the variables of their own time. */
function expandAround(scope: Scope, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((one) => expandAround(scope, one))
  const fields = z.record(z.string(), z.unknown()).safeParse(value)
  if (!fields.success) return scope.expand(value)
  return Object.fromEntries(
    Object.entries(fields.data).map(([name, field]) => [name, name === 'confirm' ? field : expandAround(scope, field)]),
  )
}

function groupsOf(order: ConnectOrder): Destination[][] {
  if (order.serial) return order.serial.map((one) => [one])
  if (order.parallel) return [order.parallel]
  return order.serial_parallel ?? [[{ to: order.to ?? '', confirm: undefined }]]
}

type Reached = { leg: Leg; seconds: number } | { failed: string }

/** Rings a group together; the first who answers and confirms wins, the others are given up. */
async function reach(
  session: Session,
  { order, group }: { order: ConnectOrder; group: Destination[] },
): Promise<Reached> {
  const { leg, services, signal } = session
  const legs: Leg[] = []
  const giveUp = (keep?: Leg, onlyUnanswered = false) => {
    for (const one of legs)
      if (one !== keep && !(onlyUnanswered && one.state === 'answered'))
        services.end(one, { reason: 'cancel', why: 'somebody else was faster, or the caller has gone' })
  }
  const stopped = () => giveUp()
  signal.addEventListener('abort', stopped, { once: true })
  try {
    const attempts = group.map(async (destination): Promise<Extract<Reached, { leg: Leg }>> => {
      const placed = place(session, { order, destination })
      legs.push(placed)
      tell(session, { order, state: 'connecting', peer: placed })
      await answered(placed)
      if (services.settings.connectCancelsOn === 'answer') giveUp(placed, true)
      await confirmed(session, { order, destination, leg: placed })
      return { leg: placed, seconds: destination.max_duration ?? order.max_duration ?? LONGEST_TALK_S }
    })
    const winner = await Promise.any(attempts)
    giveUp(winner.leg)
    if (leg.isOver) services.end(winner.leg, { reason: 'cancel', why: 'the caller has gone' })
    return winner
  } catch (error) {
    if (!(error instanceof AggregateError)) throw error
    const other = error.errors.find((one) => !(one instanceof Unreached))
    if (other) throw other
    return { failed: error.errors.map((one: Unreached) => one.reason)[0] ?? 'error' }
  } finally {
    signal.removeEventListener('abort', stopped)
  }
}

/** A destination that could not be connected. */
class Unreached extends Error {
  readonly reason: EndReason

  constructor(reason: EndReason) {
    super(reason)
    this.reason = reason
  }
}

function place(
  { leg, services }: Session,
  { order, destination }: { order: ConnectOrder; destination: Destination },
): Leg {
  if (/^(queue|stream|call):/.test(destination.to))
    throw new ScriptFailure(
      'relay_script_method_execute_failed',
      `connect: the emulator cannot connect to ${destination.to}`,
    )
  const url = destination.call_state_url ?? order.call_state_url
  return services.place({
    parent: leg,
    from: destination.from ?? order.from ?? leg.party,
    to: destination.to,
    timeout: destination.timeout ?? order.timeout ?? 60,
    headers: destination.headers ?? order.headers ?? [],
    ...(url ? { status: { url, events: destination.call_state_events ?? order.call_state_events ?? ['ended'] } } : {}),
  })
}

function answered(leg: Leg): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = () => {
      if (leg.state === 'answered') resolve()
      else if (leg.isOver) reject(new Unreached(leg.endReason ?? 'error'))
      else return
      stop()
    }
    const stop = leg.listen(look)
    look()
  })
}

async function confirmed(
  session: Session,
  { order, destination, leg }: { order: ConnectOrder; destination: Destination; leg: Leg },
): Promise<void> {
  const confirm = confirmForm.optional().parse(destination.confirm ?? order.confirm)
  if (confirm === undefined) return
  const { scope, services } = session
  const seconds = destination.confirm_timeout ?? order.confirm_timeout ?? destination.timeout ?? order.timeout ?? 60
  const done = new AbortController()
  const tooLate = pause(services.clock, { ms: seconds * 1000, signal: done.signal })
    .then(() => services.end(leg, { reason: 'cancel', why: 'not confirmed in time' }))
    .catch(() => undefined)
  await services.runConfirm(leg, { confirm, scope, signal: done.signal }).finally(() => done.abort())
  await tooLate
  if (leg.isOver) throw new Unreached('no_answer')
}

/** Both talk until one of them goes, or for as long as they may. @throws Interrupted when the leg with the document is the one */
async function talk(
  { leg, services, signal }: Session,
  { peer, seconds }: { peer: Leg; seconds: number },
): Promise<void> {
  const part = bridge(leg, peer)
  const cancel = services.clock.after(seconds * 1000, () =>
    services.end(peer, { reason: 'hangup', why: `the two have talked for ${String(seconds)} s, which is their limit` }),
  )
  const gone = new AbortController()
  const stop = peer.listen(() => peer.isOver && gone.abort())
  try {
    await new Promise<void>((resolve) => {
      const over = AbortSignal.any([gone.signal, signal])
      if (over.aborted || peer.isOver) return resolve()
      over.addEventListener('abort', () => resolve(), { once: true })
    })
  } finally {
    cancel()
    stop()
    part()
  }
}

function tell(
  { leg, services }: Session,
  { order, state, peer, reason }: { order: ConnectOrder; state: string; peer?: Leg; reason?: string },
): void {
  if (!order.status_url) return
  const about = peer
    ? {
        peer: {
          call_id: peer.id,
          node_id: peer.nodeId,
          device: { type: peer.device, params: { from_number: peer.from, to_number: peer.to } },
        },
      }
    : {}
  services.tellStatus(leg, {
    url: order.status_url,
    eventType: 'calling.call.connect',
    params: { connect_state: state, ...about, ...(reason ? { failed_reason: reason } : {}) },
  })
}
