import type { KeyedEvent } from '#flows/call/exchange.ts'
import { shortLine } from '#flows/story/one-line.ts'
import { answerInWords, databaseAnswer } from '#infra/call-store/database-answer.ts'
import { appendEvents, type Kept } from '#infra/db/call/append-events.ts'
import type { CallRef } from '../call-activities.ts'
import type { CallDeps } from './call-deps.ts'

/**
 * Writes the events that ride with an order. A database that does not answer holds up no phone:
 * the same events ride with the next order then.
 */
export async function writeEvents(
  deps: Pick<CallDeps, 'db' | 'log'>,
  call: CallRef,
  events: readonly KeyedEvent[],
): Promise<boolean> {
  try {
    await keepEvents(deps, call, events, { timeout: PATIENCE })
    return true
  } catch (error) {
    deps.log.warn(
      { error, call: call.call, organisation: call.organisation },
      'Events could not be written now; they ride with the next order',
    )
    return false
  }
}

/** What is to be written before an order is carried out: the events that ride with it, and those that stand for the order itself. */
export interface OrderToWrite {
  readonly events: readonly KeyedEvent[]
  readonly orders: readonly KeyedEvent[]
}

/** What was written beside an order before it is carried out. */
export interface OrderWritten {
  /** False while the database does not take it: then nobody can tell whether the order was begun before. */
  readonly written: boolean
  /** When each order that an earlier try has begun was written, by its key; milliseconds since 1970 by the clock of that try's machine. */
  readonly begunBefore: ReadonlyMap<string, number>
}

/**
 * Writes that orders are about to be carried out, with the events that ride with them: whoever carries them out once more
 * after this process has died finds out that they may have been.
 * @returns besides, what was kept of the call before; nothing where it is not written
 */
export async function writeOrder(
  deps: Pick<CallDeps, 'db' | 'log'>,
  call: CallRef,
  { events, orders }: OrderToWrite,
): Promise<OrderWritten & Pick<Kept, 'before'>> {
  try {
    const kept = await keepEvents(deps, call, [...events, ...orders], { timeout: PATIENCE })
    return { written: true, begunBefore: begunBefore(kept, orders), before: kept.before }
  } catch (error) {
    deps.log.warn(
      { error, call: call.call, organisation: call.organisation },
      'An order could not be written now; its events ride with the next one',
    )
    return { written: false, begunBefore: new Map(), before: [] }
  }
}

/** When an earlier try wrote each of these orders, by their keys; those that it has not written are missing. */
export function begunBefore({ added, before }: Kept, orders: readonly KeyedEvent[]): OrderWritten['begunBefore'] {
  const earlier = new Set(orders.map(({ key }) => key).filter((key) => !added.includes(key)))
  return new Map(before.filter(({ key }) => earlier.has(key)).map(({ key, at }) => [key, at]))
}

/**
 * Writes events of a call. One that the database refuses for what it holds keeps no other from being written, now or later:
 * then they are written one by one, and that one is replaced by a note that it could not be kept, and why.
 * @throws what the database says when it does not take them now
 */
export async function keepEvents(
  deps: Pick<CallDeps, 'db' | 'log'>,
  { organisation, call }: CallRef,
  events: readonly KeyedEvent[],
  { timeout }: { readonly timeout: number },
): Promise<Kept> {
  const append = (some: readonly KeyedEvent[]) => appendEvents(deps.db, { organisation, call, events: some, timeout })
  const together = await unlessRefused(() => append(events))
  if (typeof together !== 'string') return together
  const added: string[] = []
  let before: Kept['before'] | null = null
  for (const one of events) {
    const kept = await unlessRefused(() => append([one]))
    if (typeof kept !== 'string') {
      before ??= kept.before
      added.push(...kept.added)
      continue
    }
    const why = kept
    deps.log.error(
      { organisation, call, event: one.event.what.kind, why },
      'An event of a call cannot be kept and was dropped',
    )
    const what = { kind: 'trouble', with: 'record', detail: shortLine(why, 300) } as const
    // its own key or node may be what is refused
    await unlessRefused(() =>
      append([
        { key: `not-kept:${one.event.what.kind}:${one.event.at}`, event: { at: one.event.at, node: null, what } },
      ]),
    )
  }
  return { added, before: before ?? [] }
}

/** What came of it; in words, why the database will never take it. @throws what it says otherwise */
async function unlessRefused(write: () => Promise<Kept>): Promise<Kept | string> {
  try {
    return await write()
  } catch (error) {
    // a driver whose connection breaks may throw as if it were ours
    if (error instanceof TypeError || databaseAnswer(error) !== 'refused') throw error
    return answerInWords(error)
  }
}

/** Milliseconds. */
const PATIENCE = 1000
