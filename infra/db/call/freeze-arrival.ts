import type { Arrival } from '#flows/call/arrival.ts'
import type { Happening } from '#flows/call/happenings/happening.ts'
import { callerInWords } from '#flows/call/facts.ts'
import type { HeldConversation } from '../conversation/write-conversation.ts'
import { prepared } from '../few-messages.ts'
import type { Database, Limits } from '../orm.ts'
import { telling } from './append-events.ts'
import type { KeptEvent } from './events-of.ts'
import { rebuilding } from './rebuild-call.ts'
import { writingRows } from './write-rows.ts'

/**
 * Keeps a call as it came in: its arrival, its row, its first event and its place in its conversation, at once, with what
 * is known of it from events that came before. The first fetch of a call's document
 * wins, and every later one is answered from what it froze.
 *
 * A caller without a name gets that of the organisation's contact with the number, if there is one.
 * @returns the arrival that stands.
 * @throws ArrivedElsewhere, TooSlow, or what the database says; then nothing was kept, or what this arrival says.
 */
export async function freezeArrival(
  db: Database,
  { arrival, ...limits }: Limits & { readonly arrival: Arrival },
): Promise<Arrival> {
  const { organisation, flow, version, facts } = arrival
  const what: Happening = {
    kind: 'arrived',
    caller: callerInWords(facts.caller),
    number: facts.number.name,
    flow,
    version,
  }
  const key = { organisation, call: facts.call }
  const row = await db.transact<Frozen, Frozen | undefined>(
    organisation,
    [
      prepared('select standing, events, held from keep_arrival(?::jsonb, ?::jsonb)', [
        JSON.stringify(arrival),
        JSON.stringify(what),
      ]),
    ],
    ([frozen]) => {
      const { events = null, held = null } = frozen ?? {}
      const id = events?.at(-1)?.id
      if (events === null || held === null || id === undefined) return { result: frozen }
      return {
        result: frozen,
        last: [
          // what came before the arrival changes rows that were not there then
          ...(events.length > 1
            ? rebuilding(key, { events, held })
            : writingRows(key, { events, shown: events, held })),
          telling({ ...key, id }),
        ],
      }
    },
    limits,
  )
  if (!row?.standing) throw new ArrivedElsewhere(facts.call)
  return row.standing
}

/** The carrier's call belongs to another organisation: it cannot be this one's as well. */
export class ArrivedElsewhere extends Error {
  override readonly name = 'ArrivedElsewhere'
  constructor(call: string) {
    super(`the carrier's call ${call} has already arrived for another organisation`)
  }
}

interface Frozen {
  /** The arrival that stands; null when the call is another organisation's. */
  readonly standing: Arrival | null
  /** All that is kept of the call, with this; null when it was kept before. */
  readonly events: readonly KeptEvent[] | null
  /** Its conversation; null when it was kept before. */
  readonly held: HeldConversation | null
}
