import type { KeyedEvent } from '#flows/call/exchange.ts'
import { eventKey, type Happening } from '#flows/call/happenings/happening.ts'
import { DRIVER_PATIENCE } from '#infra/call-store/store.ts'
import type { KeptEvent } from '#infra/db/call/events-of.ts'
import { orderMove } from '#infra/db/call/order-move.ts'
import type { CallRef } from '../call-activities.ts'
import type { CallDeps } from '../calls/call-deps.ts'
import { begunBefore, keepEvents, writeOrder } from '../calls/write-events.ts'

/** What is known as something outside is about to be done, and whether that is written. */
export interface OutsideBegun {
  /** The call's document decides by itself: nothing more is done for the walk. */
  readonly driven: boolean
  readonly written: boolean
  /** What an earlier try has begun, by its event's key. */
  readonly earlier: ReadonlySet<string>
  /** What was kept of the call before; empty where nothing is written now. */
  readonly before: readonly KeptEvent[]
}

/** Writes what is about to be done, and asks who drives: in one transaction, or in parts where the database is slow. */
export async function beginOutside(
  deps: CallDeps,
  { organisation, call, ...ref }: CallRef,
  {
    events,
    node,
    happens,
  }: { readonly events: readonly KeyedEvent[]; readonly node: string; readonly happens: readonly Happening[] },
): Promise<OutsideBegun> {
  const key = { organisation, call }
  const orders = happens.map((what) => keyed(what, node))
  if (await deps.store.drivenOnDisk(key)) return { driven: true, written: false, earlier: new Set(), before: [] }
  try {
    const { driver, kept } = await orderMove(deps.db, { ...key, events: [...events, ...orders], timeout: TOGETHER })
    return {
      driven: driver === 'document',
      written: true,
      earlier: new Set(begunBefore(kept, orders).keys()),
      before: kept.before,
    }
  } catch (error) {
    deps.log.warn({ error, ...key }, 'What is done outside of a call is written in parts')
    const [driven, wrote] = await Promise.all([
      deps.store.drivenByDocument(key, DRIVER_PATIENCE),
      writeOrder(deps, { ...key, ...ref }, { events, orders }),
    ])
    return { driven, written: wrote.written, earlier: new Set(wrote.begunBefore.keys()), before: wrote.before }
  }
}

/** Keeps what came of it. @returns what could not be kept now: it rides with the call's next order. */
export async function keepOutside(
  deps: CallDeps,
  call: CallRef,
  { node, happened }: { readonly node: string; readonly happened: readonly Happening[] },
): Promise<readonly Happening[]> {
  try {
    await keepEvents(
      deps,
      call,
      happened.map((what) => keyed(what, node)),
      { timeout: TOGETHER },
    )
    return []
  } catch (error) {
    deps.log.warn({ error, call: call.call }, 'What was done outside of a call cannot be kept now')
    return happened
  }
}

function keyed(what: Happening, node: string): KeyedEvent {
  return { key: eventKey(what), event: { at: Date.now(), node, what } }
}

/** Milliseconds. */
const TOGETHER = 1500
