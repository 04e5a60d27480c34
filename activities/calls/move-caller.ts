import { setTimeout as pause } from 'node:timers/promises'
import { eventKey, type Happening } from '#flows/call/happenings/happening.ts'
import { callerInWords } from '#flows/call/facts.ts'
import type { Answer, Moved, MoveOrder } from '#flows/call/exchange.ts'
import { sentencesIn } from '#flows/speech/sentences.ts'
import { entersRoom } from '#flows/verbs/join/join.ts'
import { eventAt } from '#infra/db/call/events-of.ts'
import { orderMove } from '#infra/db/call/order-move.ts'
import { DRIVER_PATIENCE } from '#infra/call-store/store.ts'
import { CarrierError } from '#infra/signalwire/carrier-error.ts'
import { legDocument } from '#infra/signalwire/documents/leg-step.ts'
import { callIsTaken } from '#infra/signalwire/documents/member.ts'
import { stepDocument } from '#infra/signalwire/documents/step.ts'
import type { Swml } from '#infra/signalwire/documents/swml.ts'
import { endedAtInLog } from '#infra/signalwire/spellings.ts'
import { callWorkflowId, NEWS_SIGNAL, type News } from '#workflows/messages.ts'
import type { CallRef } from '../call-activities.ts'
import type { Attempt } from './attempt.ts'
import { callerAnsweredAt } from './answered-at.ts'
import type { CallDeps } from './call-deps.ts'
import { notWritten } from './carried-out.ts'
import { endEach, names } from './end-legs.ts'
import { begunBefore, writeOrder, type OrderToWrite, type OrderWritten } from './write-events.ts'

/** Sends a leg the document of a step, mostly the caller's, then ends the legs that are not needed: the join comes first. */
export async function moveCaller(
  deps: CallDeps,
  call: CallRef,
  order: MoveOrder,
  attempt: Attempt,
): Promise<Answer<Moved>> {
  const { step } = order
  const joins = entersRoom(step.list)
  const what = { kind: 'pushed', step: step.n, ...(order.leg && { leg: order.leg.leg }) } as const
  const orders = order.unlessBegun ? [] : [{ key: eventKey(what), event: { at: Date.now(), node: null, what } }]
  // whoever dials for the call meanwhile sees by its events that somebody has accepted
  const { driven, writing, before } = await (attempt.isCounted
    ? begunInParts(deps, call, { events: order.events, orders })
    : begunAtOnce(deps, call, { events: order.events, orders }))
  const moving = driven
    ? Promise.resolve('document-drives' as const)
    : // an earlier try, of which nothing more is known, may have moved them: whoever ordered it finds out
      before?.begunBefore.has(eventKey(what)) === true
      ? Promise.resolve('unsure' as const)
      : move(deps, call, order)
  // the caller comes first; phones do not ring on for as long as a lost answer is waited for
  await Promise.race([moving, pause(COMES_FIRST)])
  // legs that could not be ended now are chased by the call
  const [caller, { ended, over, told }] = await Promise.all([
    moving,
    endEach(deps, call, order.end, {
      lastWords: order.takenBy === null ? null : callIsTaken(order.takenBy, call.speech),
      now: attempt.now(),
    }),
  ])
  const looks = caller === 'moved' && joins
  if (looks && !order.leg && !attempt.isCounted) void tellUnlessBegun(deps, call, step.n)
  const [endedAt, begun] = await Promise.all([
    caller === 'gone' && !order.leg ? callerEndedAt(deps, call) : null,
    looks && attempt.isCounted ? beginsSoon(deps, call, begunBy(order)) : null,
  ])
  return {
    caller,
    ...(begun !== null && { begun }),
    ...(caller === 'gone' && { callerEndedAt: endedAt }),
    ended: names(ended),
    ...(over.length > 0 && { over: names(over) }),
    ...(told.length > 0 && { told: names(told) }),
    written: (await writing).written,
  }
}

/** What is known as a move begins, and that it begins is written. */
interface Begun {
  /** Whoever talks by their document's ladder would be pulled out of it. */
  readonly driven: boolean
  readonly writing: Promise<OrderWritten>
  /** What came of the writing; null while a slow database has not said. */
  readonly before: OrderWritten | null
}

/** In one transaction. @throws where it is not written in time: a regular order takes the parts */
async function begunAtOnce(
  deps: CallDeps,
  { organisation, call }: CallRef,
  { events, orders }: OrderToWrite,
): Promise<Begun> {
  if (await deps.store.drivenOnDisk({ organisation, call })) throw notWritten()
  try {
    const { driver, kept } = await orderMove(deps.db, {
      organisation,
      call,
      events: [...events, ...orders],
      timeout: TOGETHER,
    })
    const before = { written: true, begunBefore: begunBefore(kept, orders) }
    return { driven: driver === 'document', writing: Promise.resolve(before), before }
  } catch (error) {
    deps.log.warn({ error, call, organisation }, 'What a move asks of the database is asked in parts')
    throw notWritten()
  }
}

/** A database that is slow keeps nobody from being moved. */
async function begunInParts(deps: CallDeps, call: CallRef, what: OrderToWrite): Promise<Begun> {
  const writing = writeOrder(deps, call, what)
  const [driven, before] = await Promise.all([
    deps.store.drivenByDocument({ organisation: call.organisation, call: call.call }, DRIVER_PATIENCE),
    Promise.race([writing, pause(WRITTEN_WITHIN, null)]),
  ])
  return { driven, writing, before }
}

async function callerEndedAt(deps: CallDeps, call: CallRef): Promise<number | null> {
  const entry = await deps.carrier.log(call.call).catch(() => null)
  return entry && endedAtInLog(entry, await callerAnsweredAt(deps, call))
}

async function move(
  deps: CallDeps,
  call: CallRef,
  { step, leg, unlessBegun, meets }: MoveOrder,
): Promise<Moved['caller']> {
  const id = leg ? leg.carrier : call.call
  // a leg whose id nobody has said is not there, or cannot be found: the call ends it
  if (id === null) return 'refused'
  if (unlessBegun) {
    const begun = await isKept(deps, call, begunBy({ step, leg }))
    // a document that is sent again pulls the caller out of the room: not while nobody knows whether they are in it
    if (begun !== false) return begun === true ? 'moved' : 'unsure'
    // the caller may have joined and been unable to say so, unless the leg that waits there was heard
    if (meets != null && (await isKept(deps, call, { kind: 'in-room', leg: meets })) !== true) return 'unsure'
  }
  try {
    await deps.carrier.redirect({ id, swml: documentOf(deps, call, { step, leg }) })
    return 'moved'
  } catch (error) {
    if (!(error instanceof CarrierError)) throw error
    deps.log.warn(
      { error, call: call.call, organisation: call.organisation, step: step.n },
      'The carrier did not move a leg',
    )
    switch (error.kind) {
      case 'gone':
        return 'gone'
      case 'lost':
      case 'unavailable':
      case 'busy-limit':
      case 'not-answered':
        return 'unsure'
      case 'refused':
      case 'unauthorised':
        return 'refused'
    }
  }
}

/** What the document of a step writes when it begins. */
function begunBy({ step, leg }: Pick<MoveOrder, 'step' | 'leg'>): Happening {
  return { kind: 'begun', step: step.n, ...(leg && { leg: leg.leg }) }
}

function documentOf({ urls }: CallDeps, ref: CallRef, { step, leg }: Pick<MoveOrder, 'step' | 'leg'>): Swml {
  const { organisation, call, number, speech } = ref
  if (leg) return legDocument({ organisation, call, leg: leg.leg, step, speech, urls })
  const caller = callerInWords(ref.caller, sentencesIn(speech?.language).privateNumber)
  return stepDocument({ organisation, call, number, caller, speech, step, urls })
}

/** A carrier may take an order and not do it; most documents begin while the other legs are ended. @returns null when our rows cannot be read */
async function beginsSoon(deps: CallDeps, call: CallRef, what: Happening): Promise<boolean | null> {
  for (const wait of LOOKS) {
    await pause(wait)
    const begun = await isKept(deps, call, what)
    if (begun !== false) return begun
  }
  return false
}

/** Looks whether the document begins when nobody can wait for it any longer: its call hears if it does not. */
async function tellUnlessBegun(deps: CallDeps, call: CallRef, step: number): Promise<void> {
  try {
    if ((await beginsSoon(deps, call, { kind: 'begun', step })) !== false) return
    await deps.client.workflow
      .getHandle(callWorkflowId(call.call))
      .signal<[News]>(NEWS_SIGNAL, { kind: 'not-begun', step, at: Date.now() })
  } catch (error) {
    deps.log.warn(
      { error, call: call.call, organisation: call.organisation, step },
      'That a document has not begun could not be told to its call',
    )
  }
}

/** Longer than a workflow task waits for it: the regular order then joins this one, and does not take it for somebody else's. Milliseconds. */
const TOGETHER = 1500
/** How long the caller's move waits for being written, from when on nobody does it twice. Milliseconds. */
const WRITTEN_WITHIN = 300

/** How long the other legs wait for the caller's move. Milliseconds. */
const COMES_FIRST = 800

/** When to look whether a document has begun. Milliseconds from one look to the next. */
const LOOKS = [150, 350, 700]

/** Whether our rows have it; null when they cannot be read. */
async function isKept(deps: CallDeps, call: CallRef, what: Happening): Promise<boolean | null> {
  try {
    return (
      (await eventAt(deps.db, {
        organisation: call.organisation,
        call: call.call,
        key: eventKey(what),
        timeout: 1000,
      })) !== null
    )
  } catch (error) {
    deps.log.warn(
      { error, call: call.call, organisation: call.organisation, what: what.kind },
      'Whether the caller has been moved cannot be read now; they are not moved again',
    )
    return null
  }
}
