import { prepared } from '../few-messages.ts'
import type { Database } from '../orm.ts'
import {
  ADDED_AND_BEFORE,
  adding,
  flat,
  holdingFor,
  keeping,
  NOTHING,
  type Appended,
  type Kept,
  type KeyedEvent,
} from './append-events.ts'
import type { Driver } from './call.ts'
import { lockingCall, type CallQuestion } from './call-key.ts'

/** What is known as a leg is moved. */
export interface MoveOrdered {
  /** Who decides what the caller's leg does; null when no such call is known here. */
  readonly driver: Driver | null
  readonly kept: Kept
}

/** All that a move asks of the database, in one transaction of two messages: events are kept (`appendEvents`), and who drives is answered (`readDriver`). */
export async function orderMove(
  db: Database,
  { organisation, call, events, ...limits }: CallQuestion & { readonly events: readonly KeyedEvent[] },
): Promise<MoveOrdered> {
  const holding = holdingFor(events, { organisation, call })
  return db.transact<Asked, MoveOrdered>(
    organisation,
    [
      lockingCall(call),
      prepared(`${ORDER}, ${holding.sql}`, [
        organisation,
        call,
        JSON.stringify(events.map(flat)),
        organisation,
        call,
        organisation,
        call,
        ...holding.parameters,
      ]),
    ],
    ([asked]) => {
      const { driver = null, ...appended }: Asked = asked ?? NOTHING
      const { result: kept, last = [] } = keeping({ organisation, call }, events, appended)
      return { result: { driver, kept }, last }
    },
    limits,
  )
}

interface Asked extends Appended {
  readonly driver?: Driver | null
}

const ORDER = `with ${adding()} select ${ADDED_AND_BEFORE}, (select driver from call where organisation_id = ? and call = ?) as driver`
