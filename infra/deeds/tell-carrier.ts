import type { DeedContext } from '../db/deed.ts'
import { numbersOfMember, provisionNumbers, type ProvisionTrouble } from '../db/number/provision-numbers.ts'

/** A deed that is done; `troubles`: what the carrier could not be told of it. */
export interface DoneAndTold {
  readonly ok: true
  readonly troubles: readonly ProvisionTrouble[]
}

/** Tells the carrier of numbers that are rung or answered otherwise than before. */
export async function tellCarrier(
  { db, organisation, provision }: Pick<DeedContext, 'db' | 'organisation' | 'provision'>,
  { numbers }: { readonly numbers: readonly string[] },
): Promise<DoneAndTold> {
  return { ok: true, troubles: await provisionNumbers(db, { organisation, numbers, provision }) }
}

/** The same of the numbers that a member is on. */
export async function tellCarrierOf(
  context: DeedContext,
  { member }: { readonly member: string },
): Promise<DoneAndTold> {
  const { db, organisation } = context
  return tellCarrier(context, { numbers: await numbersOfMember(db, { organisation, member }) })
}
