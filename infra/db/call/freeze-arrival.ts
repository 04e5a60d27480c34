import type { Arrival } from '#flows/call/arrival.ts'
import type { Happening } from '#flows/call/happenings/happening.ts'
import { callerInWords } from '#flows/call/facts.ts'
import { writingConversation, type HeldConversation } from '../conversation/write-conversation.ts'
import type { Database, Limits } from '../orm.ts'
import { rebuildCall } from './rebuild-call.ts'

/**
 * Keeps a call as it came in: its arrival, its row, its first event and its place in its conversation, at once. The first fetch of a call's document
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
      {
        sql: 'select standing, first, earlier, event::float8, held from freeze_arrival(?::jsonb, ?::jsonb)',
        parameters: [JSON.stringify(arrival), JSON.stringify(what)],
      },
    ],
    ([frozen]) => {
      const { event = null, held = null } = frozen ?? {}
      if (event === null || held === null) return { result: frozen }
      const events = [{ id: event, key: 'arrived', at: facts.arrivedAt, node: null, what }]
      const news = JSON.stringify({ ...key, id: event })
      return {
        result: frozen,
        last: [
          ...writingConversation(key, { events, held }),
          { sql: `select pg_notify('call_event', ?)`, parameters: [news] },
        ],
      }
    },
    limits,
  )
  if (!row?.standing) throw new ArrivedElsewhere(facts.call)
  if (row.earlier) await rebuildCall(db, { ...key, ...limits })
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
  /** Whether it is the given one. */
  readonly first: boolean
  /** Whether events of the call had been kept before it. */
  readonly earlier: boolean
  /** Id of the event that it came in, and its conversation; null when this was kept before. */
  readonly event: number | null
  readonly held: HeldConversation | null
}
