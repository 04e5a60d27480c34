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
  type KeyedEvent,
} from './append-events.ts'
import type { Driver } from './call.ts'
import { lockingCall, type CallQuestion } from './call-key.ts'

/** All that a close asks of the database, in one transaction of two messages: its last events are kept (`appendEvents`) unless its document drives, which is answered. */
export async function orderClose(
  db: Database,
  { organisation, call, events, ...limits }: CallQuestion & { readonly events: readonly KeyedEvent[] },
): Promise<{ readonly isKept: boolean }> {
  const holding = holdingFor(events, { organisation, call })
  return db.transact<Asked, { readonly isKept: boolean }>(
    organisation,
    [
      lockingCall(call),
      prepared(`${ORDER}, ${holding.sql}`, [
        organisation,
        call,
        organisation,
        call,
        JSON.stringify(events.map(flat)),
        organisation,
        call,
        ...holding.parameters,
      ]),
    ],
    ([asked]) => {
      const { driver = null, ...appended }: Asked = asked ?? NOTHING
      if (driver === 'document') return { result: { isKept: false } }
      const { last = [] } = keeping({ organisation, call }, events, appended)
      return { result: { isKept: true }, last }
    },
    limits,
  )
}

interface Asked extends Appended {
  readonly driver?: Driver | null
}

const ORDER = `
with drives as (select driver from call where organisation_id = ? and call = ?),
${adding(`not exists (select from drives where driver = 'document')`)}
select ${ADDED_AND_BEFORE}, (select driver from drives) as driver`
