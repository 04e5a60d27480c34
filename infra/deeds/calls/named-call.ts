import type { Loaded } from '@mikro-orm/core'
import { Call } from '../../db/call/call.ts'
import { callInWords } from '../../db/call/read-call.ts'
import type { DeedOn } from '../../db/deeds/kinds.ts'
import type { EntityManager } from '../../db/orm.ts'

/** A call as the record of deeds names it. */
interface NamedCall extends DeedOn {
  readonly id: string
}

/** A call as "the call from Priya to Sales", with the carrier's id. */
export function named({ call, callerE164, callerName, number }: Loaded<Call, 'number'>): NamedCall {
  const caller = { e164: callerE164 ?? null, name: callerName ?? null }
  return { id: call, name: callInWords({ caller, number: number.getEntity() }) }
}

/** A call by the carrier's id; null when there is no such call. */
export async function namedCall(em: EntityManager, call: string): Promise<NamedCall | null> {
  const found = await em.findOne(Call, { call }, { populate: ['number'] })
  return found && named(found)
}

/** Those of some calls that there are. */
export async function namedCalls(em: EntityManager, calls: readonly string[]): Promise<readonly NamedCall[]> {
  const found = await em.find(
    Call,
    { call: { $in: [...calls] } },
    { populate: ['number'], orderBy: { arrivedAt: 'asc' } },
  )
  return found.map(named)
}
