import type { KeyedEvent } from '#flows/call/exchange.ts'
import { shortLine } from '#flows/story/one-line.ts'
import { answerInWords, databaseAnswer } from '#infra/call-store/database-answer.ts'
import { appendEvents } from '#infra/db/call/append-events.ts'
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
): Promise<void> {
  const append = (some: readonly KeyedEvent[]) => appendEvents(deps.db, { organisation, call, events: some, timeout })
  const refusal = await refusalOf(() => append(events))
  if (refusal === null) return
  for (const one of events) {
    const why = await refusalOf(() => append([one]))
    if (why === null) continue
    deps.log.error(
      { organisation, call, event: one.event.what.kind, why },
      'An event of a call cannot be kept and was dropped',
    )
    const what = { kind: 'trouble', with: 'record', detail: shortLine(why, 300) } as const
    // its own key or node may be what is refused
    await refusalOf(() =>
      append([
        { key: `not-kept:${one.event.what.kind}:${one.event.at}`, event: { at: one.event.at, node: null, what } },
      ]),
    )
  }
}

/** Why the database will never take it, in words; null when it has. @throws what it says otherwise */
async function refusalOf(write: () => Promise<unknown>): Promise<string | null> {
  try {
    await write()
    return null
  } catch (error) {
    // a driver whose connection breaks may throw as if it were ours
    if (error instanceof TypeError || databaseAnswer(error) !== 'refused') throw error
    return answerInWords(error)
  }
}

/** Milliseconds. */
const PATIENCE = 1000
