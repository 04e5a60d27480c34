import type { Database, Limits } from '../orm.ts'
import { FORGOTTEN_AFTER, legSpoke } from './carrier-knows.ts'

/**
 * Which of these addresses are in a talk at this moment, by what our own rows know: somebody there has accepted a call.
 * A leg that the carrier seems to have forgotten keeps nobody from being rung: who does talk is busy on their own phone.
 * @param besides a call that does not count: whoever has accepted that one is not kept from it.
 */
export async function talkingAddresses(
  db: Database,
  {
    organisation,
    addresses,
    besides = null,
    ...limits
  }: Limits & {
    readonly organisation: string
    readonly addresses: readonly string[]
    readonly besides?: string | null
  },
): Promise<ReadonlySet<string>> {
  if (addresses.length === 0) return new Set()
  const rows = await db.read<{ address: string }>(
    organisation,
    TALKING,
    [organisation, besides, JSON.stringify(addresses)],
    limits,
  )
  return new Set(rows.map(({ address }) => address))
}

const LATELY = `now() - interval '${FORGOTTEN_AFTER} milliseconds'`

/** SQL for the same. Takes the organisation, the call that does not count, and the addresses. */
export const TALKING = `select distinct address from leg where organisation_id = ? and state in ('claimed', 'joined') and call is distinct from ?
  and address in (select jsonb_array_elements_text(?::jsonb))
  and (carrier_unknown_since is null or carrier_unknown_since > ${LATELY} or exists (
    select from call_event e where e.organisation_id = leg.organisation_id and e.call = leg.call and e.at > ${LATELY} and ${legSpoke('leg.leg')}))`
